import Places
public import Store
public import Vocabulary

extension Files {
    /// A file that the actor may see: the own one, that of a thing that the actor sees, or, for those who work at its
    /// place, any there.
    ///
    /// - Throws: ``FileError/notFound``, ``FileError/lost``, `StoreError`.
    public static func known(
        _ id: ID<StoredFile>, to actor: Actor, _ sight: FileSight, in snapshot: Snapshot
    ) throws -> StoredFile {
        guard let file = try file(id, in: snapshot) else { throw FileError.notFound }
        if actor.isSystem || (file.owner == actor.id && !actor.isPasserBy) { return file }
        let subjects = try snapshot.rows(
            "SELECT subject, kind FROM file_reference WHERE file = ?", [.id(id)]
        ) { (id: try $0.identifier(0), kind: try $0.text(1)) }
        for subject in subjects where try sight.sees(subject.id, kind: subject.kind, actor, in: snapshot) {
            return file
        }
        if let place = file.place, try Reach.holds(actor, Role.staff, at: place, in: snapshot) { return file }
        throw FileError.notFound
    }

    /// The files of a thing, in order; the caller has made sure that the thing may be seen.
    ///
    /// - Throws: ``FileError/lost``, `StoreError`.
    public static func attached(to subject: Identifier, in snapshot: Snapshot) throws -> [StoredFile] {
        let found = try snapshot.rows(
            "SELECT file, words FROM file_reference WHERE subject = ? ORDER BY position, file", [.identifier(subject)]
        ) { (id: try $0.id(0, of: StoredFile.self), words: try $0.optionalText(1)) }
        return try found.compactMap { id, words in
            var file = try file(id, in: snapshot)
            file?.words = words
            return file
        }
    }

    static func file(_ id: ID<StoredFile>, in snapshot: Snapshot) throws -> StoredFile? {
        var parts: [FilePart: FileContent] = [:]
        try snapshot.forEach(
            """
            SELECT p.part, p.hash, c.bytes FROM file_part p JOIN file_content c ON c.hash = p.hash WHERE p.file = ?
            """, [.id(id)]
        ) { row in
            guard let part = FilePart(rawValue: try row.text(0)), let hash = ContentHash(try row.bytes(1)) else {
                throw FileError.lost
            }
            parts[part] = FileContent(hash: hash, bytes: Int(try row.integer(2)))
            return true
        }
        return try snapshot.first("SELECT \(StoredFile.columns) FROM file f WHERE f.id = ?", [.id(id)]) {
            try StoredFile($0, parts: parts)
        }
    }

    /// Lets those pass who may send a file now.
    ///
    /// - Throws: ``FileError/signInNeeded`` for a passer-by, ``FileError/quotaOfPerson(secondsToWait:)``, `StoreError`.
    public static func requireQuota(
        for actor: Actor, now: Instant, _ limits: FileLimits, in snapshot: Snapshot
    ) throws {
        guard !actor.isPasserBy else { throw FileError.signInNeeded }
        let day = LocalDay(now, offsetSeconds: 0).daysSince1970
        let used = try snapshot.first(
            "SELECT files, bytes FROM file_use WHERE owner = ? AND day = ?", [.identifier(actor.id), .integer(day)]
        ) { (files: try $0.integer(0), bytes: try $0.integer(1)) }
        guard let used, used.files >= limits.filesOfPersonMax || used.bytes >= limits.bytesOfPersonMax else { return }
        let tomorrow = Int64(day + 1) * 86_400_000
        throw FileError.quotaOfPerson(
            secondsToWait: Swift.max(1, Int((tomorrow - now.millisecondsSince1970) / 1_000)))
    }
}
