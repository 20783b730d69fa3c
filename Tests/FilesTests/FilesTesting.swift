import Files
import Journal
import Places
import Store
import StoreContract
import Vocabulary

@testable import Files

/// A room of files over an empty database, with people and one community.
struct FilesHouse {
    let store: any Store
    let folder: TestFolder
    let room: FileRoom
    let storage: any FileStorage
    let community: Place
    let surroundings: Surroundings

    static let schema = Schema([Journal.schema, Places.schema, Files.schema])

    static func with(
        _ engine: Engine, _ limits: FileLimits = FileLimits(), _ body: (FilesHouse) async throws -> Void
    ) async throws {
        try await TestDatabase.with(engine, schema: schema) { store in
            let folder = try TestFolder()
            defer { folder.remove() }
            let community = try await store.write(as: .operatorOfMachine) { tx in
                try Places.add(
                    .community, code: "330100000001", name: LocalizedText(zhHans: "南溪社区", en: "Nanxi"), below: nil,
                    in: tx)
            }
            let surroundings = Surroundings.fixed(seed: 11)
            let storage: any FileStorage = engine == .sqlite ? DirectoryStorage(folder.path) : ChunkStorage(store)
            let room = FileRoom(
                store: store, storage: storage,
                workbench: try Workbench(folder.path + "/incoming", node: surroundings.identifier()),
                workshop: PictureWorkshop(isIsolated: false, pixelsMax: 1_000_000), surroundings: surroundings,
                limits: limits)
            try await body(
                FilesHouse(
                    store: store, folder: folder, room: room, storage: storage, community: community,
                    surroundings: surroundings))
        }
    }

    func person(_ number: UInt64, _ role: Role? = nil) -> Actor {
        Actor(
            id: Identifier(high: 0x7000, low: 0x8000_0000_0001_0000 | number),
            grants: role.map { [Grant(role: $0, place: community.id.raw)] } ?? [])
    }

    func add(_ bytes: [UInt8], as actor: Actor) async throws -> StoredFile {
        let incoming = try await room.begin()
        do {
            // Pieces of any length: the end of one lies anywhere.
            var rest = bytes[...]
            while !rest.isEmpty {
                try await incoming.append(Array(rest.prefix(7_919)))
                rest = rest.dropFirst(7_919)
            }
        } catch {
            await incoming.discard()
            throw error
        }
        return try await room.keep(incoming) { [store] work in try await store.write(as: actor, work) }
    }

    func text(_ words: String, as actor: Actor) async throws -> StoredFile {
        try await add(Array(words.utf8), as: actor)
    }

    func content(_ file: StoredFile, _ part: FilePart = .whole) async throws -> [UInt8] {
        guard let content = file.parts[part] else { throw FileError.notFound }
        return try await room.read(content.hash, from: 0, upTo: content.bytes + 1)
    }

    func count(_ table: String) async throws -> Int64 {
        try await store.read { try $0.integer("SELECT count(*) FROM \(table)") ?? 0 }
    }

    /// Contents that lie in the storage.
    func stored(_ engine: Engine) async throws -> Int {
        guard engine == .sqlite else {
            return Int(try await store.read { try $0.integer("SELECT count(DISTINCT hash) FROM file_chunk") ?? 0 })
        }
        return folder.names.filter { !$0.hasPrefix("incoming") }.count
    }
}
