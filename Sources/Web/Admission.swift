public import SignIn
public import Store
public import Vocabulary

/// Lets people in: finds out who asks in the transaction that does what they ask.
///
/// The session and the grants are read in the same snapshot as everything else, so that a right which was withdrawn
/// does not count in the next request, on whichever node it was withdrawn.
public struct Admission: Sendable {
    /// Finds out who a visitor is, with the roles held at this moment, for reading or for changing something.
    public typealias Recognition = @Sendable (Visitor, _ isWriting: Bool, Instant, Snapshot) throws -> Recognised

    /// What happens to somebody who has not signed in.
    public enum Guests: Sendable, Hashable {
        /// They are let in as ``Actor/passerBy``.
        case welcome
        /// They are asked to sign in.
        case askedToSignIn
    }

    private let store: any Store
    private let surroundings: Surroundings
    private let recognise: Recognition

    /// Puts an admission before a store.
    public init(_ store: any Store, surroundings: Surroundings, recognise: @escaping Recognition) {
        self.store = store
        self.surroundings = surroundings
        self.recognise = recognise
    }

    /// Reads one snapshot as whoever asks.
    ///
    /// - Throws: ``Problem/Code/signInNeeded`` for somebody who has not signed in, unless guests are welcome; what
    ///   recognition and `body` throw, `StoreError`.
    public func read<Result: Sendable>(
        as visitor: Visitor, in lane: ReadLane = .pages, guests: Guests = .askedToSignIn,
        _ body: @escaping @Sendable (Actor, Snapshot) throws -> Result
    ) async throws -> Result {
        let now = surroundings.now()
        return try await store.read(in: lane) { [recognise] snapshot in
            let actor = try recognise(visitor, false, now, snapshot).actor
            if actor.isPasserBy, guests == .askedToSignIn { throw Problem(.signInNeeded) }
            return try body(actor, snapshot)
        }
    }

    /// Who asks, with session or key; a passer-by for nobody in particular.
    ///
    /// - Throws: What recognition throws, `StoreError`.
    public func recognised(_ visitor: Visitor) async throws -> Recognised {
        let now = surroundings.now()
        return try await store.read { [recognise] snapshot in try recognise(visitor, false, now, snapshot) }
    }

    /// Changes the database in one short transaction as whoever asks; nobody changes anything without having signed in.
    ///
    /// - Throws: ``Problem/Code/signInNeeded`` for somebody who has not; what recognition and `body` throw, and nothing is
    ///   kept; `StoreError`.
    @discardableResult
    public func write<Result: Sendable>(
        as visitor: Visitor, _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await store.write(as: .passerBy) { [recognise] tx in
            let actor = try recognise(visitor, true, tx.now, tx).actor
            guard !actor.isPasserBy else { throw Problem(.signInNeeded) }
            tx.admit(actor)
            return try body(tx)
        }
    }
}
