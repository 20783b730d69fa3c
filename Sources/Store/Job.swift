package import Vocabulary

/// A read or a write that waits for an engine's thread: attempted once or more often, finished exactly once.
package class Job<Session>: @unchecked Sendable {
    // Handed from the task to one engine thread through a mailbox; never touched by two threads at a time.

    /// Runs the closure and keeps its value.
    ///
    /// - Throws: What the closure throws.
    package func attempt(_ session: Session) throws {}

    /// Wakes the task: with the kept value, or with an error.
    package func finish(throwing error: (any Error)?) {}
}

/// A read and its lane.
package typealias ReadJob = Job<Snapshot>

/// A job whose closure returns a value.
package final class ReturningJob<Session, Value: Sendable>: Job<Session>, @unchecked Sendable {
    private let body: @Sendable (Session) throws -> Value
    private let continuation: UnsafeContinuation<Value, any Error>
    private var value: Value?

    package init(
        _ body: @escaping @Sendable (Session) throws -> Value, _ continuation: UnsafeContinuation<Value, any Error>
    ) {
        self.body = body
        self.continuation = continuation
    }

    package override func attempt(_ session: Session) throws {
        value = nil
        value = try body(session)
    }

    package override func finish(throwing error: (any Error)?) {
        if let error {
            continuation.resume(throwing: error)
        } else if let value {
            continuation.resume(returning: value)
        } else {
            continuation.resume(throwing: StoreError(.statement, "a job was finished before it was attempted"))
        }
    }
}

/// A write with everything that stays the same in each attempt.
package final class WriteJob: @unchecked Sendable {
    /// Who acts.
    package let actor: Actor
    /// How long it may take.
    package let pace: WritePace
    private let tape: Tape
    private let job: Job<Transaction>

    package init(as actor: Actor, at pace: WritePace, _ surroundings: Surroundings, _ job: Job<Transaction>) {
        self.actor = actor
        self.pace = pace
        self.job = job
        tape = Tape(surroundings)
    }

    /// Runs the closure in a fresh transaction value; the caller begins and ends the engine's transaction.
    ///
    /// - Returns: The transaction, complete and journaled.
    /// - Throws: What the closure throws; the error of a statement that failed even if the closure swallowed it;
    ///   ``StoreError/Code/unjournaled``.
    package func attempt(on connection: any Connection, _ catalogue: StatementCatalogue) throws -> Transaction {
        let transaction = Transaction(connection, actor: actor, tape: tape, catalogue: catalogue)
        do {
            try job.attempt(transaction)
        } catch {
            // A failed statement decides what becomes of the transaction, whatever the closure made of the error.
            throw transaction.retryable ?? error
        }
        try transaction.requireJournal()
        return transaction
    }

    /// Wakes the task.
    package func finish(throwing error: (any Error)?) { job.finish(throwing: error) }
}
