public import Store
import Synchronization
public import Vocabulary

/// The room where uploads come in, are made into what is kept, and are given out.
public struct FileRoom: Sendable {
    /// Keeps a file as whoever sends it, in a transaction that finds out who that is.
    public typealias Keeping =
        @Sendable (@escaping @Sendable (Transaction) throws -> StoredFile) async throws -> StoredFile

    /// How much is taken.
    public let limits: FileLimits
    private let store: any Store
    private let storage: any FileStorage
    private let workbench: Workbench
    private let workshop: PictureWorkshop
    private let surroundings: Surroundings
    private let receiving: Receiving

    /// Counts what is being received.
    private final class Receiving: Sendable {
        let count = Atomic(0)
    }

    /// Furnishes the room.
    public init(
        store: any Store, storage: any FileStorage, workbench: Workbench, workshop: PictureWorkshop,
        surroundings: Surroundings, limits: FileLimits
    ) {
        self.store = store
        self.storage = storage
        self.workbench = workbench
        self.workshop = workshop
        self.surroundings = surroundings
        self.limits = limits
        receiving = Receiving()
    }

    /// Holds a place among those that are received at the same time.
    ///
    /// - Throws: ``FileError/busy`` if there is none, and what `work` throws.
    public func receive<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
        let before = receiving.count.add(1, ordering: .relaxed).oldValue
        defer { receiving.count.subtract(1, ordering: .relaxed) }
        guard before < limits.receivedAtOnceMax else { throw FileError.busy }
        return try await work()
    }

    /// Begins to take a file in; whoever begins also keeps or discards.
    ///
    /// - Throws: ``FileError/noSpace``, ``FileError/busy``, ``FileError/disk``.
    public func begin() async throws -> IncomingFile {
        try await workbench.begin(surroundings.identifier(), bytesMax: limits.bytesMax)
    }

    /// Makes of an upload what is kept, and keeps it; nothing is left of the upload itself, whatever happens.
    ///
    /// - Throws: ``FileError``, `StoreError`, what `keeping` throws.
    public func keep(_ incoming: IncomingFile, _ keeping: Keeping) async throws -> StoredFile {
        do {
            let file = try await kept(incoming, keeping)
            await incoming.discard()
            return file
        } catch {
            await incoming.discard()
            throw error
        }
    }

    private func kept(_ incoming: IncomingFile, _ keeping: Keeping) async throws -> StoredFile {
        let upload = try incoming.finish()
        let type = try await Disk.run { try incoming.recognise(upload.bytes) }
        let draft = try await workshop.draft(type, upload, in: incoming.folder)
        let contents = Array(draft.parts.values)
        try await claim(contents, for: incoming.id)
        do {
            for content in contents {
                try await storage.put(content.hash, bytes: content.bytes, from: content.path)
            }
            return try await keeping { [limits] tx in try Files.add(draft, under: incoming.id, limits, in: tx) }
        } catch {
            // Claims that cannot be given back run out by themselves.
            _ = try? await store.write(as: .clockwork) { try Files.unclaim(incoming.id, in: $0) }
            throw error
        }
    }

    /// Waits while one of the contents is being removed: that takes milliseconds.
    private func claim(_ contents: [FileDraft.Content], for upload: Identifier) async throws {
        for attempt in 1... {
            do {
                try await store.write(as: .clockwork) { try Files.claim(contents, for: upload, in: $0) }
                return
            } catch FileError.busy where attempt < Self.claimAttemptsMax {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// Tries to claim what is being removed: five seconds in all.
    ///
    /// Source: Decision 0012.
    private static let claimAttemptsMax = 100

    /// Reads a piece of a content.
    ///
    /// - Throws: ``FileError/lost``, ``FileError/disk``, `StoreError`.
    public func read(_ hash: ContentHash, from offset: Int, upTo count: Int) async throws -> [UInt8] {
        try await storage.read(hash, from: offset, upTo: count)
    }

    /// Removes files that belonged to nothing for a day, and contents that nothing holds.
    ///
    /// A content is marked in one transaction and forgotten in another; in between it is removed from the storage. An
    /// upload of the same bytes either claims it before it is marked, or waits until it is forgotten.
    ///
    /// - Returns: How many contents were removed.
    /// - Throws: ``FileError/disk``, `StoreError`.
    @discardableResult
    public func collect() async throws -> Int {
        while try await store.write(as: .clockwork, { [limits] in try Files.dropUnattached(limits, in: $0) }) > 0 {}
        var removed = 0
        while true {
            let marked = try await store.write(as: .clockwork) { try Files.markUnheld(in: $0) }
            if marked.isEmpty { return removed }
            for hash in marked {
                try await storage.remove(hash)
                try await store.write(as: .clockwork) { try Files.forget(hash, in: $0) }
                removed += 1
            }
        }
    }

    /// Reads every content that a row needs and compares it with its hash.
    ///
    /// - Returns: How many contents there are, and sentences about those that are missing or differ.
    /// - Throws: `StoreError`.
    public static func verify(
        _ storage: any FileStorage, in store: any Store
    ) async throws -> (contents: Int, problems: [String]) {
        var last: ContentHash?
        var count = 0
        var problems: [String] = []
        while true {
            let page = try await store.read(in: .reports) { [last] in
                try Files.contents(after: last, limit: 1_000, in: $0)
            }
            guard let end = page.last else { break }
            for content in page where try await !isRight(content, in: storage) {
                problems.append("the content \(content.hash) is missing or differs from its hash")
            }
            count += page.count
            last = end.hash
        }
        let differing = try await store.read(in: .reports) { try Files.differences(in: $0) }
        if differing > 0 { problems.append("the counts of files of \(differing) communities differ from their files") }
        return (count, problems)
    }
}
