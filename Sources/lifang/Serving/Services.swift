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

/// Keeps the store open for everything above it, and closes it when all of that has ended.
///
/// When the disk did not keep what it said the process ends at once: nothing more may be acknowledged, recovery decides.
struct Keeping: Service {
    let store: any Store
    let logger: Logger

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await guardAgainstFaults() }
            // A cancelled wait for the stop is a stop.
            try? await gracefulShutdown()
            await store.close()
        }
    }

    private func guardAgainstFaults() async {
        guard let sqlite = store as? SQLiteStore, let error = await sqlite.waitForFault() else { return }
        logger.critical("the disk failed; starting again is safe", metadata: ["error": "\(error)"])
        exit(Setting.exitCodeNotDurable)
    }
}
