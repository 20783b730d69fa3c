import Journal
import Places
public import Store
public import Vocabulary

/// What was made of an upload and waits to be kept.
struct FileDraft: Sendable {
    let type: FileType
    let width: Int?
    let height: Int?
    let parts: [FilePart: Content]

    /// A content that lies in the folder of its upload.
    struct Content: Sendable {
        let hash: ContentHash
        let bytes: Int
        let path: String
    }
}

extension Files {
    /// Keeps contents from the collector while they are put into the storage.
    ///
    /// - Throws: ``FileError/busy`` while one of them is being removed, `StoreError`.
    static func claim(_ contents: [FileDraft.Content], for upload: Identifier, in tx: Transaction) throws {
        for content in contents {
            let hash = Value.bytes(content.hash.bytes)
            try tx.execute(
                """
                INSERT INTO file_content (hash, bytes, made_ms, removing_ms) VALUES (?, ?, ?, NULL) \
                ON CONFLICT (hash) DO NOTHING
                """, [hash, .integer(content.bytes), .instant(tx.now)])
            let removing = try tx.integer(
                "SELECT removing_ms FROM file_content WHERE hash = ?\(tx.dialect.forUpdate)", [hash])
            guard removing == nil else { throw FileError.busy }
            try tx.execute(
                "INSERT INTO file_claim (upload, hash, made_ms) VALUES (?, ?, ?) ON CONFLICT (upload, hash) DO NOTHING",
                [.identifier(upload), hash, .instant(tx.now)])
        }
    }

    /// Gives claims back.
    static func unclaim(_ upload: Identifier, in tx: Transaction) throws {
        try tx.execute("DELETE FROM file_claim WHERE upload = ?", [.identifier(upload)])
    }

    /// Keeps a file whose contents lie in the storage under the claims of an upload.
    ///
    /// - Throws: ``FileError/signInNeeded``, ``FileError/quotaOfPerson(secondsToWait:)``, ``FileError/busy`` if the claims
    ///   have run out, `StoreError`.
    static func add(
        _ draft: FileDraft, under upload: Identifier, _ limits: FileLimits, in tx: Transaction
    ) throws -> StoredFile {
        try requireQuota(for: tx.actor, now: tx.now, limits, in: tx)
        let id = tx.id(StoredFile.self)
        let bytes = draft.parts[.whole]?.bytes ?? 0
        try tx.execute(
            """
            INSERT INTO file (id, type, bytes, width, height, made_ms, owner, place, community, level) \
            VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?)
            """,
            [
                .id(id), .text(draft.type.rawValue), .integer(bytes), .integer(draft.width.map { Int64($0) }),
                .integer(draft.height.map { Int64($0) }), .instant(tx.now), .identifier(tx.actor.id),
                .integer(levelOfPeople),
            ])
        for (part, content) in draft.parts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let isClaimed = try tx.integer(
                "SELECT 1 FROM file_claim WHERE upload = ? AND hash = ?",
                [.identifier(upload), .bytes(content.hash.bytes)])
            guard isClaimed != nil else { throw FileError.busy }
            try tx.execute(
                "INSERT INTO file_part (file, part, hash) VALUES (?, ?, ?)",
                [.id(id), .text(part.rawValue), .bytes(content.hash.bytes)])
        }
        try count(1, bytes, of: tx.actor.id, in: tx)
        try unclaim(upload, in: tx)
        try record(EntryKind("file.added"), id, type: draft.type, bytes: bytes, at: nil, "file.add", in: tx)
        guard let file = try file(id, in: tx) else { throw FileError.lost }
        return file
    }

    /// How much a file that people send is protected: as what it shows of them.
    ///
    /// Source: Decision 0012; levels of JR/T 0197-2020 as in the list of fields.
    private static let levelOfPeople = 3

    private static func count(_ files: Int, _ bytes: Int, of owner: Identifier, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO file_use (owner, day, files, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (owner, day) \
            DO UPDATE SET files = file_use.files + excluded.files, bytes = file_use.bytes + excluded.bytes
            """,
            [
                .identifier(owner), .integer(LocalDay(tx.now, offsetSeconds: 0).daysSince1970), .integer(files),
                .integer(bytes),
            ])
    }

    /// Makes files belong to a thing, in the transaction that makes or changes the thing.
    ///
    /// - Parameter ids: Files that the actor sent and that belong to nothing yet, in order.
    /// - Parameter words: What the files show, for people who cannot see them; 1 to 200 characters without control
    ///   characters, nil or blanks for none.
    /// - Throws: ``FileError/notFound`` for another's file and for one that belongs to something else,
    ///   ``FileError/tooMany(max:)``, ``FileError/quotaOfCommunity``, ``FileError/wordsUnfit(max:)``, `StoreError`.
    public static func attach(
        _ ids: [ID<StoredFile>], to subject: FileSubject, words: String? = nil, _ limits: FileLimits, in tx: Transaction
    ) throws {
        guard !ids.isEmpty else { return }
        let words = words.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
        guard words.map(StoredFile.isFit(words:)) ?? true else { throw FileError.wordsUnfit(max: StoredFile.wordsMax) }
        let present =
            try tx.integer(
                "SELECT count(*) FROM file_reference WHERE subject = ?", [.identifier(subject.id)]) ?? 0
        guard Int(present) + ids.count <= limits.filesOfSubjectMax else {
            throw FileError.tooMany(max: limits.filesOfSubjectMax)
        }
        for (index, id) in ids.enumerated() {
            guard let file = try file(id, in: tx), file.owner == tx.actor.id, !tx.actor.isPasserBy else {
                throw FileError.notFound
            }
            let isFree = try tx.integer("SELECT 1 FROM file_reference WHERE file = ?", [.id(id)]) == nil
            guard isFree else { throw FileError.notFound }
            try tx.execute(
                "INSERT INTO file_reference (file, subject, kind, position, words) VALUES (?, ?, ?, ?, ?)",
                [
                    .id(id), .identifier(subject.id), .text(subject.kind), .integer(Int(present) + index), .text(words),
                ])
            try tx.execute(
                "UPDATE file SET place = ?, community = ? WHERE id = ?",
                [.id(subject.place), .id(subject.community), .id(id)])
            try count(1, file.bytes, at: subject.community, limits, in: tx)
            try record(
                EntryKind("file.attached"), id, type: file.type, bytes: file.bytes,
                at: EntryPlace(place: subject.place.raw, community: subject.community.raw), "file.attach", in: tx)
        }
    }

    private static func count(
        _ files: Int, _ bytes: Int, at community: ID<Place>, _ limits: FileLimits, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO file_total (community, files, bytes) VALUES (?, ?, ?) ON CONFLICT (community) \
            DO UPDATE SET files = file_total.files + excluded.files, bytes = file_total.bytes + excluded.bytes
            """, [.id(community), .integer(files), .integer(bytes)])
        let total = try tx.integer("SELECT bytes FROM file_total WHERE community = ?", [.id(community)]) ?? 0
        guard total <= limits.bytesOfCommunityMax else { throw FileError.quotaOfCommunity }
    }

    static func record(
        _ kind: EntryKind, _ id: ID<StoredFile>, type: FileType, bytes: Int, at place: EntryPlace?,
        _ right: StaticString, in tx: Transaction
    ) throws {
        var facts: [String: Payload.Fact] = ["bytes": .integer(Int64(bytes))]
        if let code = Payload.Code(type.suffix) { facts["type"] = .code(code) }
        try Journal.append(kind, about: id.raw, at: place, under: right, Payload(facts), in: tx)
    }
}
