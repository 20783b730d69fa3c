import Foundation
import Glibc
import Synchronization

/// Hashes passwords on few threads, so that many people signing in at once do not stop everybody else's pages.
public final class HashingPool: Sendable {
    private struct State {
        var running = 0
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    /// Hashes that run at the same time.
    public let width: Int
    /// How many may wait before the next one is turned away.
    ///
    /// Source: field notes on trust, 5.4: queue ≤ 100.
    public static let queueMax = 100
    /// Seconds after which somebody turned away may come again: what a full queue takes on two cores.
    private static let secondsToWait = 5
    /// How much a hash steps back behind the threads that answer pages (nice).
    private static let niceness: Int32 = 5
    private let state = Mutex(State())

    /// Makes a pool for a machine.
    ///
    /// - Parameter cores: Cores of the machine; half of them hash at once, at least one.
    public init(cores: Int) { width = max(1, cores / 2) }

    /// Runs work on a thread of its own when its turn has come.
    ///
    /// - Throws: ``SignInError/busy(seconds:)`` at once when the queue is full; what `work` throws.
    public func run<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await takeTurn()
        defer { passTurn() }
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                // Refused where the system allows no change; the hash then runs like everybody else.
                _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
                continuation.resume(with: Swift.Result { try work() })
            }
        }
    }

    private func takeTurn() async throws {
        let isAdmitted = await withCheckedContinuation { (turn: CheckedContinuation<Bool, Never>) in
            let answer: Bool? = state.withLock { state in
                if state.running < width {
                    state.running += 1
                    return true
                }
                guard state.waiting.count < Self.queueMax else { return false }
                state.waiting.append(turn)
                return nil
            }
            if let answer { turn.resume(returning: answer) }
        }
        guard isAdmitted else { throw SignInError.busy(seconds: Self.secondsToWait) }
    }

    private func passTurn() {
        let next: CheckedContinuation<Bool, Never>? = state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: true)
    }
}
