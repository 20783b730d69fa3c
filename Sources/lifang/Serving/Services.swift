import Foundation
import Logging
import ServiceLifecycle
import Store
import StoreSQLite

/// Work that goes on until the house is stopped.
struct Working: Service {
    private let work: @Sendable () async -> Void

    init(_ work: @escaping @Sendable () async -> Void) { self.work = work }

    func run() async throws {
        await cancelWhenGracefulShutdown { await work() }
    }
}

/// Closes the store when everything above it has ended.
struct Closing: Service {
    let store: any Store

    func run() async throws {
        try? await gracefulShutdown()
        await store.close()
    }
}

/// Ends the process when the disk did not keep what it said: nothing more may be acknowledged, recovery decides.
struct Guarding: Service {
    let store: any Store
    let logger: Logger

    func run() async throws {
        guard let sqlite = store as? SQLiteStore else {
            try? await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown {
            guard let error = await sqlite.waitForFault() else { return }
            logger.critical("the disk failed; starting again is safe", metadata: ["error": "\(error)"])
            exit(Setting.exitCodeNotDurable)
        }
    }
}
