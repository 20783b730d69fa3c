import Keyring
import Logging
import Store

/// Looks after the keys while the house serves: rotations, retirements and erasures that the key file tells of.
struct KeyKeeping: Sendable {
    let keyring: Keyring
    let store: any Store
    let logger: Logger

    /// How long a rotation waits until a running server takes it up.
    private static let pause = Duration.seconds(5)

    /// Works until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            do {
                let done = try await keyring.tend(store)
                if !done.isNothing {
                    logger.notice(
                        "keys were tended",
                        metadata: [
                            "rewrapped": "\(done.rewrapped)", "retired": "\(done.retired.count)",
                            "erased": "\(done.replayed)",
                        ])
                }
            } catch let error as StoreError where error.code == .closed {
                return
            } catch {
                logger.error("the keys could not be tended", metadata: ["error": "\(error)"])
            }
            // A cancelled pause ends the loop.
            try? await Task.sleep(for: Self.pause)
        }
    }
}
