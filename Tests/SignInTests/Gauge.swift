import Foundation
import Synchronization

/// Counts how many are inside at once.
final class Gauge: Sendable {
    private let state = Mutex<(inside: Int, most: Int, passed: Int)>((0, 0, 0))

    func pass() {
        state.withLock { state in
            state.inside += 1
            state.most = max(state.most, state.inside)
        }
        usleep(2_000)
        state.withLock { state in
            state.inside -= 1
            state.passed += 1
        }
    }

    var most: Int { state.withLock { $0.most } }
    var passed: Int { state.withLock { $0.passed } }
}
