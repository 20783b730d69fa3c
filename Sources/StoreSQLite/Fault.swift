import Store
import Synchronization

/// The first failure after which nothing more may be acknowledged; shared by the threads of one store.
final class Fault: Sendable {
    private struct State {
        var error: StoreError?
        var isClosed = false
        var waiting: [CheckedContinuation<StoreError?, Never>] = []
    }

    private let state = Mutex(State())

    /// The failure, if there was one.
    var error: StoreError? { state.withLock(\.error) }

    /// Keeps the first failure and tells whoever waits for it.
    func raise(_ error: StoreError) {
        let waiting = state.withLock { state -> [CheckedContinuation<StoreError?, Never>] in
            guard state.error == nil else { return [] }
            state.error = error
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: error) }
    }

    /// Waits for a failure; nil once the store is closed without one.
    func wait() async -> StoreError? {
        await withCheckedContinuation { continuation in
            let known = state.withLock { state -> StoreError?? in
                if let error = state.error { return .some(error) }
                if state.isClosed { return .some(nil) }
                state.waiting.append(continuation)
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
    }

    /// Ends the wait.
    func close() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            state.isClosed = true
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: nil) }
    }
}
