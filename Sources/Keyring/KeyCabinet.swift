import Crypto
import Synchronization
import Vocabulary

/// The keys in memory, shared by all copies of a keyring; reads its file again when somebody has changed it.
final class KeyCabinet: Sendable {
    private struct Contents: Sendable {
        var file: KeyFile
        var erased: Set<Identifier>
        var mark: SecretFile.Mark?
        /// Keys that have left the file since the start: a snapshot from before may still need them.
        var former: [Int: SymmetricKey] = [:]
    }

    /// The key file; nil for keys from a seed.
    let path: String?
    private let contents: Mutex<Contents>

    init(_ file: KeyFile) {
        path = nil
        contents = Mutex(Contents(file: file, erased: [], mark: nil))
    }

    init(path: String) throws(KeyringError) {
        self.path = path
        let read = try Self.readBoth(path)
        contents = Mutex(read)
    }

    private static func readBoth(_ path: String) throws(KeyringError) -> Contents {
        let mark = SecretFile.mark(of: path)
        let file = try KeyFile(text: try SecretFile.read(path))
        let erased = try ErasureList.read(beside: path).list.erasures.map(\.owner)
        return Contents(file: file, erased: Set(erased), mark: mark)
    }

    /// The keys as they were last read.
    var file: KeyFile { contents.withLock { $0.file } }

    /// The keys as they stand on disk now; costs one look at the file's date.
    func freshFile() throws(KeyringError) -> KeyFile {
        if let path, SecretFile.mark(of: path) != contents.withLock({ $0.mark }) { try reload() }
        return file
    }

    /// Whether the list beside the key file names the owner.
    func isErased(_ owner: Identifier) -> Bool { contents.withLock { $0.erased.contains(owner) } }

    /// Key-encryption key by number, looked for in the file on disk too: another process may have rotated.
    func key(_ number: Int) throws(KeyringError) -> SymmetricKey {
        if let key = file.key(number) { return key }
        if let key = try freshFile().key(number) { return key }
        guard let key = contents.withLock({ $0.former[number] }) else { throw .unknownKey(number: number) }
        return key
    }

    func reload() throws(KeyringError) {
        guard let path else { return }
        let fresh = try Self.readBoth(path)
        contents.withLock { contents in
            let former = contents.file.entries.filter { fresh.file.key($0.number) == nil }
            contents.file = fresh.file
            contents.erased = fresh.erased
            contents.mark = fresh.mark
            for entry in former { contents.former[entry.number] = entry.key }
        }
    }

    /// Changes the key file, one process after the other.
    func edit(_ change: (KeyFile) throws(KeyringError) -> KeyFile) throws(KeyringError) {
        guard let path else { throw .keyFileUnwritable }
        try SecretFile.locked(folderOf: path) { () throws(KeyringError) in
            let changed = try change(try KeyFile(text: try SecretFile.read(path)))
            try SecretFile.write(changed.text, to: path)
        }
        try reload()
    }

    /// Puts erasures on the list that it lacks; mends a last line that a crash cut short.
    ///
    /// - Returns: What the list holds afterwards; empty for keys from a seed.
    func note(_ erasures: [Erasure]) throws(KeyringError) -> [Erasure] {
        guard let path else { return [] }
        let whole = try SecretFile.locked(folderOf: path) { () throws(KeyringError) in
            var (list, isWhole) = try ErasureList.read(beside: path)
            let listed = Set(list.erasures.map(\.owner))
            let missing = erasures.filter { !listed.contains($0.owner) }
            list.erasures += missing
            if !isWhole {
                try SecretFile.write(list.text, to: ErasureList.path(beside: path))
            } else if !missing.isEmpty {
                try SecretFile.append(missing.map(\.line).joined(), to: ErasureList.path(beside: path))
            }
            return list.erasures
        }
        contents.withLock { $0.erased = Set(whole.map(\.owner)) }
        return whole
    }
}
