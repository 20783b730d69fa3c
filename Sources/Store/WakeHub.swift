import Synchronization

/// Gives the wakes of this process to whoever listens; several wakes may arrive as one.
package final class WakeHub: Sendable {
    private struct Listeners {
        var next = 0
        var bySignal: [Signal: [Int: AsyncStream<Void>.Continuation]] = [:]
        var isClosed = false
    }

    private let listeners = Mutex(Listeners())

    package init() {}

    /// A stream of the wakes of one channel from now on; ends when the hub closes.
    package func wakes(of signal: Signal) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let number: Int? = listeners.withLock { listeners in
                guard !listeners.isClosed else { return nil }
                listeners.next += 1
                listeners.bySignal[signal, default: [:]][listeners.next] = continuation
                return listeners.next
            }
            guard let number else { return continuation.finish() }
            continuation.onTermination = { [weak self] _ in
                self?.listeners.withLock { _ = $0.bySignal[signal]?.removeValue(forKey: number) }
            }
        }
    }

    /// Wakes the listeners of some channels.
    package func wake(_ signals: some Sequence<Signal>) {
        for signal in signals {
            let woken = listeners.withLock { $0.bySignal[signal].map { Array($0.values) } ?? [] }
            for listener in woken { listener.yield() }
        }
    }

    /// Wakes everybody, after something may have been missed.
    package func wakeAll() { wake(listeners.withLock { Array($0.bySignal.keys) }) }

    /// Ends every stream.
    package func close() {
        let all = listeners.withLock { listeners in
            defer { listeners.bySignal = [:] }
            listeners.isClosed = true
            return listeners.bySignal.values.flatMap(\.values)
        }
        for listener in all { listener.finish() }
    }
}
