public import Vocabulary

/// One change of the database: everything done through it is kept together or not at all.
///
/// The moment and the identifiers of a transaction stay the same when the engine has to run its closure again. A
/// closure
/// therefore does nothing that cannot be repeated: effects outside the database go through ``afterCommit(_:)``.
public final class Transaction: Snapshot {
    /// Who acts.
    public private(set) var actor: Actor
    private let tape: Tape
    private let catalogue: StatementCatalogue
    private var wroteDomain = false
    private var wroteJournal = false
    /// What to do once the change is durable, in order; engines run these after the commit.
    public private(set) var effects: [@Sendable () -> Void] = []
    /// Channels to wake once the change is durable; engines deliver them, across nodes where the signal says so.
    public private(set) var signals: Set<Signal> = []

    /// Wraps an engine's connection for one attempt; called by engines only.
    public init(_ connection: any Connection, actor: Actor, tape: Tape, catalogue: StatementCatalogue) {
        self.actor = actor
        self.tape = tape
        self.catalogue = catalogue
        tape.rewind()
        super.init(connection)
    }

    /// Says who acts, once the transaction itself has found out: the session and the grants are then of this moment.
    ///
    /// A right that was withdrawn before this transaction does not count in it, on whichever node it was withdrawn.
    public func admit(_ actor: Actor) { self.actor = actor }

    /// The moment of this transaction; the same in every attempt.
    public var now: Instant { tape.now }

    /// A new identifier; the same sequence in every attempt.
    public func identifier() -> Identifier { tape.identifier() }

    /// A new typed identifier; the same sequence in every attempt.
    public func id<Subject>(_ subject: Subject.Type = Subject.self) -> ID<Subject> { ID(tape.identifier()) }

    /// Runs a statement that changes rows.
    ///
    /// - Returns: How many rows were inserted, changed or deleted.
    /// - Throws: ``StoreError``.
    @discardableResult
    public func execute(_ sql: String, _ arguments: [Value] = []) throws -> Int {
        if let failure { throw failure }
        note(sql)
        do {
            return try connection.run(sql, arguments)
        } catch {
            fail(error)
            throw error
        }
    }

    public override func forEach(
        _ sql: String, _ arguments: [Value] = [], _ body: (any Row) throws -> Bool
    ) throws {
        note(sql)
        try super.forEach(sql, arguments, body)
    }

    /// Does something outside the database once this change is durable; never if it is not kept.
    ///
    /// Effects run on the engine's thread, in order, and must return at once.
    public func afterCommit(_ effect: @escaping @Sendable () -> Void) { effects.append(effect) }

    /// Wakes whoever listens to a channel once this change is durable.
    public func wake(_ signal: Signal) { signals.insert(signal) }

    /// Refuses a change of domain tables that the journal does not tell of; engines call it before they commit.
    ///
    /// - Throws: ``StoreError/Code/unjournaled``; the error of a statement that failed, if the closure swallowed it.
    public func requireJournal() throws {
        if let failure { throw failure }
        for signal in signals where !signal.isSound {
            throw StoreError(.statement, "the name of a signal is not made of 1 to 40 of a to z and _")
        }
        guard wroteDomain, !wroteJournal else { return }
        throw StoreError(.unjournaled, "domain tables were written without a journal entry")
    }

    /// The failure that asks for another attempt, whatever the closure made of it.
    package var retryable: StoreError? {
        failure.flatMap { $0.code == .conflict || $0.code == .connectionLost ? $0 : nil }
    }

    private func note(_ sql: String) {
        switch catalogue.kindWritten(by: sql) {
        case .domain: wroteDomain = true
        case .journal: wroteJournal = true
        case .derived, .ephemeral, nil: break
        }
    }
}

/// A channel on which waiting parts of the system are woken; carries no data.
public struct Signal: Sendable, Hashable {
    /// Who is woken.
    public enum Reach: Sendable, Hashable {
        /// Listeners in this process only; costs nothing on either engine.
        case thisNode
        /// Listeners on every node; PostgreSQL queues such commits one behind the other, so only batches use it.
        case everyNode
    }

    /// Lower-case letters and underscores, at most 40.
    public let name: String
    /// Who is woken.
    public let reach: Reach

    /// Names a channel.
    public init(_ name: String, reaching reach: Reach) {
        self.name = name
        self.reach = reach
    }

    /// Whether the name may stand in a statement as it is.
    var isSound: Bool {
        !name.isEmpty && name.utf8.count <= 40
            && name.utf8.allSatisfy { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") || $0 == UInt8(ascii: "_") }
    }
}
