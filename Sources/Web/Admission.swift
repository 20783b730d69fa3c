public import Store
public import Vocabulary

/// Lets people in: finds out who asks in the transaction that does what they ask.
///
/// The session and the grants are read in the same snapshot as everything else, so that a right which was withdrawn
/// does not count in the next request, on whichever node it was withdrawn.
public struct Admission: Sendable {
    /// Finds out who a visitor is, with the roles held at this moment; throws a ``Problem`` for whom nobody knows.
    public typealias Recognition = @Sendable (Visitor, Instant, Snapshot) throws -> Actor

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
    /// - Throws: What recognition and `body` throw, `StoreError`.
    public func read<Result: Sendable>(
        as visitor: Visitor, in lane: ReadLane = .pages,
        _ body: @escaping @Sendable (Actor, Snapshot) throws -> Result
    ) async throws -> Result {
        let now = surroundings.now()
        return try await store.read(in: lane) { [recognise] snapshot in
            try body(try recognise(visitor, now, snapshot), snapshot)
        }
    }

    /// Changes the database in one short transaction as whoever asks.
    ///
    /// - Throws: What recognition and `body` throw, and nothing is kept; `StoreError`.
    @discardableResult
    public func write<Result: Sendable>(
        as visitor: Visitor, _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await store.write(as: .passerBy) { [recognise] tx in
            tx.admit(try recognise(visitor, tx.now, tx))
            return try body(tx)
        }
    }
}
