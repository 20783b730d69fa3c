import ArgumentParser
import Files
import Foundation
import Logging
import Store
import Vocabulary

/// Where files lie that people send; the same options in every command that touches them.
struct FileOptions: ParsableArguments, Sendable {
    /// Where contents lie.
    enum Kind: String, ExpressibleByArgument, CaseIterable, Sendable {
        case directory, database
    }

    @Option(
        help: """
            Where files that people send lie: directory (below the data folder, for one node) or database (for several \
            nodes). The directory with SQLite and the database with PostgreSQL if absent. Also LIFANG_FILES.
            """)
    var files: Kind?

    /// Where contents lie with this database.
    func kind(_ store: StoreOptions) -> Kind {
        files ?? ProcessInfo.processInfo.environment["LIFANG_FILES"].flatMap { Kind(rawValue: $0) }
            ?? (store.connectionString == nil ? .directory : .database)
    }

    func storage(_ options: StoreOptions, _ store: any Store) -> any FileStorage {
        switch kind(options) {
        case .directory: DirectoryStorage(options.filesPath)
        case .database: ChunkStorage(store)
        }
    }
}

extension StoreOptions {
    /// The folder of files that people send.
    var filesPath: String { data + "/files" }
    /// The folder of uploads that are not kept yet.
    var incomingPath: String { filesPath + "/incoming" }
}

extension FileRoom {
    /// Furnishes the room for a server.
    ///
    /// - Throws: `FileError` if the folder of uploads cannot be made.
    static func open(
        _ serve: Serve, _ store: any Store, _ surroundings: Surroundings, _ logger: Logger
    ) async throws -> FileRoom {
        var limits = FileLimits()
        limits.bytesMax = serve.uploadLimit * 1_048_576
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return FileRoom(
            store: store, storage: serve.files.storage(serve.store, store),
            workbench: try Workbench(serve.store.incomingPath, node: surroundings.identifier()),
            workshop: PictureWorkshop(
                isIsolated: await PictureWorkshop.isolation(logger), programs: max(1, cores / 2),
                pixelsMax: limits.pixelsMax),
            surroundings: surroundings, limits: limits)
    }

    /// Collects now and then, until the task is cancelled.
    func collectForEver(_ folder: String, _ logger: Logger) async {
        while !Task.isCancelled {
            do {
                try await FilesFolder(folder).whileNobodyCopies { try await collect() }
            } catch {
                logger.error("files were not collected", metadata: ["error": "\(error)"])
            }
            // A sleep that is cancelled ends the loop.
            try? await Task.sleep(for: .seconds(Setting.collectSeconds))
        }
    }
}
