public import Store
import Synchronization
import Vocabulary

/// Remembers which sessions and keys are in use, and writes it down now and then in a transaction of its own.
///
/// A request only leaves a note here: its own transaction stays one that reads, and two requests of one person do not
/// fight over a row. What a crash loses is at most the last minute.
public final class LastSeen: Sendable {
    private struct Notes {
        var sessions: [ID<Session>: Instant] = [:]
        var keys: [ID<ProgramKey>: Instant] = [:]
        var isEmpty: Bool { sessions.isEmpty && keys.isEmpty }
    }

    /// A session is noted again when its stored moment is older than this.
    ///
    /// Source: at most once a minute for each session; the shortest idle span is thirty of them.
    static let restMilliseconds: Int64 = 60_000
    /// How many wait at most; more are noted at their next request.
    private static let notesMax = 100_000
    private let notes = Mutex(Notes())

    /// Starts with nothing noted.
    public init() {}

    func note(_ session: Session, at now: Instant) {
        guard now.milliseconds(since: session.seen) >= Self.restMilliseconds else { return }
        notes.withLock { if $0.sessions.count < Self.notesMax { $0.sessions[session.id] = now } }
    }

    func note(_ key: ProgramKey, at now: Instant) {
        if let used = key.used, now.milliseconds(since: used) < Self.restMilliseconds { return }
        notes.withLock { if $0.keys.count < Self.notesMax { $0.keys[key.id] = now } }
    }

    /// Writes down what was noted since the last time.
    ///
    /// - Throws: `StoreError`; what was noted is then lost, and noted again at the next request.
    public func write(in store: any Store) async throws {
        let taken = notes.withLock { notes in
            defer { notes = Notes() }
            return notes
        }
        guard !taken.isEmpty else { return }
        try await store.write(as: .clockwork) { tx in
            try Sessions.note(taken.sessions, in: tx)
            try ProgramKeys.note(taken.keys, in: tx)
        }
    }
}
