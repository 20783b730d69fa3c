import Crypto
public import Vocabulary

/// Seals what is personal, and forgets it for good when a key is destroyed.
///
/// Every owner (a person) has a data key; the database holds it wrapped by a key-encryption key of the key file, which
/// lies apart from the database and its backups. Sealed bytes carry their place: a value moved to another table,
/// column, row, version or owner does not open.
///
/// Nonces and keys come from the generator of swift-crypto and not from `Surroundings`: no rule decides by them, an
/// attempt that is run again may well draw others, and a nonce that a test could fix is a nonce that could come twice.
/// Tests take ``fixed(seed:)``.
///
/// Source: Decision 0009.
public struct Keyring: Sendable {
    let cabinet: KeyCabinet

    init(_ cabinet: KeyCabinet) { self.cabinet = cabinet }

    /// Reads the key file and the erasure list beside it.
    ///
    /// - Parameter path: The key file; its erasure list is the same path with `.erased`.
    /// - Throws: ``KeyringError/keyFileMissing``, ``KeyringError/keyFileOpenToOthers`` if others than its owner may
    ///   read or write it, ``KeyringError/keyFileUnreadable``, ``KeyringError/keyFileDamaged``,
    ///   ``KeyringError/erasureListMissing``, ``KeyringError/erasureListDamaged``.
    public init(file path: String) throws {
        self.init(try KeyCabinet(path: path))
    }

    /// Keys made from a seed, for tests: nothing on disk, the same keys in each run.
    ///
    /// It knows erased owners only from the database, so that one seed serves many databases.
    public static func fixed(seed: UInt64) -> Keyring {
        func key(_ purpose: String) -> SymmetricKey {
            SymmetricKey(data: SHA256.hash(data: [UInt8]("lifang fixed \(seed) \(purpose)".utf8)))
        }
        let made = Instant(millisecondsSince1970: 0)
        let file = KeyFile(
            index: key("index"), entries: [KeyFile.Entry(number: 1, made: made, key: key("wrapping"))], current: 1)
        return Keyring(KeyCabinet(file))
    }

    /// Makes a key file with one key and an empty erasure list, readable by its owner only.
    ///
    /// The folder is made too, open to nobody else.
    ///
    /// - Parameters:
    ///   - path: Where; nothing may stand there.
    ///   - surroundings: The moment of making. Keys come from the system's generator.
    /// - Throws: ``KeyringError/keyFileStands``; ``KeyringError/keyFileUnwritable``.
    public static func makeFile(at path: String, surroundings: Surroundings) throws {
        let file = KeyFile(
            index: SymmetricKey(size: .bits256),
            entries: [KeyFile.Entry(number: 1, made: surroundings.now(), key: SymmetricKey(size: .bits256))],
            current: 1)
        try SecretFile.makeFolder(of: path)
        guard !SecretFile.stands(at: path) else { throw KeyringError.keyFileStands }
        // The list first: a key file without its list is refused, a list without a key file is only made again.
        try remakeList(beside: path)
        try SecretFile.write(file.text, to: path, mustBeNew: true)
    }

    /// Makes an empty erasure list where it was lost; the database fills it again at the next start.
    ///
    /// Owners that were erased since the present state of the database are then unknown, so this is a step of its own.
    ///
    /// - Returns: Whether it was missing.
    /// - Throws: ``KeyringError/keyFileUnwritable``.
    @discardableResult
    public static func remakeList(beside path: String) throws -> Bool {
        let list = ErasureList.path(beside: path)
        guard !SecretFile.stands(at: list) else { return false }
        try SecretFile.write(ErasureList.head, to: list)
        return true
    }
}
