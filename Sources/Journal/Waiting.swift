package import Logging
import Store

/// Repeats work when it is woken, or after a while without a wake; failures are logged and tried again.
package struct Waiting {
    private let wakes: AsyncStream<Void>
    private let sleep: Duration

    /// Waits for wakes, and at most so long for one.
    package init(_ wakes: AsyncStream<Void>, atMost sleep: Duration) {
        self.wakes = wakes
        self.sleep = sleep
    }

    /// Ends when the task is cancelled or the store is closed.
    package func repeatUntilCancelled(_ logger: Logger, _ name: String, _ work: @Sendable () async throws -> Void) async
    {
        let (merged, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [wakes] in
                for await _ in wakes { continuation.yield() }
                continuation.finish()
            }
            group.addTask { [sleep] in
                while !Task.isCancelled {
                    continuation.yield()
                    // A cancelled sleep ends the loop by its condition.
                    try? await Task.sleep(for: sleep)
                }
                continuation.finish()
            }
            for await _ in merged {
                if Task.isCancelled { break }
                do {
                    try await work()
                } catch let error as StoreError where error.code == .closed {
                    break
                } catch is CancellationError {
                    break
                } catch {
                    logger.error(
                        "work failed and will be tried again", metadata: ["part": "\(name)", "error": "\(error)"])
                }
            }
            group.cancelAll()
        }
    }
}
