import Synchronization

/// Counts requests by address and status, and how long they took.
public final class RequestCounters: Sendable {
    private struct Key: Hashable, Comparable {
        let path: String
        let method: String
        let status: Int

        static func < (left: Key, right: Key) -> Bool {
            (left.path, left.method, left.status) < (right.path, right.method, right.status)
        }
    }

    private struct State {
        var counts: [Key: Int] = [:]
        var buckets = [Int](repeating: 0, count: RequestCounters.bucketSeconds.count + 1)
        var seconds = 0.0
        var total = 0
    }

    /// Upper ends of the histogram's buckets, in seconds.
    static let bucketSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private let state = Mutex(State())

    /// Starts at nothing.
    public init() {}

    func count(_ path: String, _ method: String, _ status: Int, _ duration: Duration) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        let bucket = Self.bucketSeconds.firstIndex { seconds <= $0 } ?? Self.bucketSeconds.count
        state.withLock { state in
            state.counts[Key(path: path, method: method, status: status), default: 0] += 1
            state.buckets[bucket] += 1
            state.seconds += seconds
            state.total += 1
        }
    }

    /// The counts in the text form of OpenMetrics, without the closing line.
    public func openMetrics() -> String {
        let state = state.withLock { $0 }
        var text = "# TYPE lifang_requests counter\n"
        for (key, count) in state.counts.sorted(by: { $0.key < $1.key }) {
            text +=
                "lifang_requests_total{path=\"\(key.path)\",method=\"\(key.method)\",status=\"\(key.status)\"} \(count)\n"
        }
        text += "# TYPE lifang_request_seconds histogram\n# UNIT lifang_request_seconds seconds\n"
        var running = 0
        for (end, count) in zip(Self.bucketSeconds, state.buckets) {
            running += count
            text += "lifang_request_seconds_bucket{le=\"\(end)\"} \(running)\n"
        }
        text += "lifang_request_seconds_bucket{le=\"+Inf\"} \(state.total)\n"
        text += "lifang_request_seconds_count \(state.total)\nlifang_request_seconds_sum \(state.seconds)\n"
        return text
    }
}
