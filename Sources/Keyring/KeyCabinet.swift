import Crypto
import Synchronization
import Vocabulary

/// The keys in memory, shared by all copies of a keyring; reads its file again when a key is asked for that it lacks.
final class KeyCabinet: Sendable {
    private struct Contents: Sendable {
        var file: KeyFile
        var erased: Set<Identifier>
    }

    /// The key file; nil for keys from a seed.
    let path: String?
    private let contents: Mutex<Contents>

    init(_ file: KeyFile) {
        path = nil
        contents = Mutex(Contents(file: file, erased: []))
    }

    init(path: String) throws(KeyringError) {
        self.path = path
        let list = try Self.readBoth(path)
        contents = Mutex(list)
    }

    private static func readBoth(_ path: String) throws(KeyringError) -> Contents {
        let file = try KeyFile(text: try SecretFile.read(path))
        let erased = try ErasureList.read(beside: path).list.erasures.map(\.owner)
        return Contents(file: file, erased: Set(erased))
    }

    var file: KeyFile { contents.withLock { $0.file } }

    /// Whether the list beside the key file names the owner.
    func isErased(_ owner: Identifier) -> Bool { contents.withLock { $0.erased.contains(owner) } }

    /// Key-encryption key by number, looked for in the file on disk too: another process may have rotated.
    func key(_ number: Int) throws(KeyringError) -> SymmetricKey {
        if let key = file.key(number) { return key }
        try reload()
        guard let key = file.key(number) else { throw .unknownKey(number: number) }
        return key
    }

    func reload() throws(KeyringError) {
        guard let path else { return }
        let fresh = try Self.readBoth(path)
        contents.withLock { $0 = fresh }
    }

    /// Puts an erasure on the list; called once the database has it for good.
    ///
    /// What cannot be written now is written when the list is next compared with the database.
    func note(_ erasure: Erasure) {
        guard let path else { return }
        let isNew = contents.withLock { $0.erased.insert(erasure.owner).inserted }
        if isNew { try? SecretFile.append(erasure.line, to: ErasureList.path(beside: path)) }
    }
}
