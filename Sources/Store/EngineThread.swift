import Glibc

/// A thread of an engine: blocking calls belong here and never on the threads that run tasks.
package struct EngineThread: Sendable {
    private let thread: pthread_t

    /// Starts a thread.
    ///
    /// - Parameter name: At most 15 bytes; shown by `top -H`.
    /// - Throws: ``StoreError/Code/unfit`` if the system refuses another thread.
    package init(named name: String, _ body: @escaping @Sendable () -> Void) throws {
        let box = Unmanaged.passRetained(
            Body {
                Self.nameThread(name)
                body()
            })
        var made = pthread_t()
        let code = pthread_create(
            &made, nil,
            { box in
                guard let box else { return nil }
                Unmanaged<Body>.fromOpaque(box).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        guard code == 0 else {
            box.release()
            throw StoreError(.unfit, "the system refused a thread", engineCode: String(code))
        }
        thread = made
    }

    /// Waits for the thread's end; to be called once.
    package func join() { pthread_join(thread, nil) }

    /// Runs blocking work on a thread of its own while the task waits.
    ///
    /// - Throws: What `body` throws; ``StoreError/Code/unfit`` if the system refuses a thread.
    package static func run<Result: Sendable>(
        named name: String, _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            do {
                let thread = try EngineThread(named: name) {
                    continuation.resume(with: Swift.Result { try body() })
                }
                pthread_detach(thread.thread)
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    private static func nameThread(_ name: String) {
        let descriptor = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = name.withCString { write(descriptor, $0, strlen($0)) }
        close(descriptor)
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
