import Crypto
import Journal
public import Store
public import Vocabulary

extension Keyring {
    /// Makes a data key for an owner and keeps it wrapped; an owner who has one keeps it.
    ///
    /// - Throws: ``KeyringError/destroyed`` if the owner was erased: nobody comes back under the same identifier;
    ///   ``KeyringError/unknownKey(number:)``; `StoreError`.
    public func issueKey(for owner: Identifier, in tx: Transaction) throws {
        let counts = try tx.first(
            """
            SELECT (SELECT count(*) FROM erasure WHERE owner = ?), (SELECT count(*) FROM data_key WHERE owner = ?)
            """, [.identifier(owner), .identifier(owner)]
        ) { (erasures: try $0.integer(0), keys: try $0.integer(1)) }
        guard counts?.erasures == 0, !cabinet.isErased(owner) else { throw KeyringError.destroyed }
        if counts?.keys == 0 { _ = try addKey(for: owner, in: tx) }
    }

    /// Destroys the data key of an owner: nothing that was sealed under it opens any more.
    ///
    /// The owner goes on the erasure list, here and beside the key file, so that a backup from before does not bring
    /// anything back. Destroying twice changes nothing.
    ///
    /// - Throws: ``KeyringError/noKey`` if the owner never had one; `StoreError`.
    public func destroyKey(
        of owner: Identifier, because reason: ErasureReason = .asked, in tx: Transaction
    ) throws {
        guard try Self.erasure(of: owner, in: tx) == nil else { return }
        guard try tx.execute("DELETE FROM data_key WHERE owner = ?", [.identifier(owner)]) == 1 else {
            throw KeyringError.noKey
        }
        try list(Erasure(owner: owner, at: tx.now, reason: reason), in: tx)
    }

    /// Whether the owner's key was destroyed; nil if not.
    ///
    /// - Throws: `StoreError`.
    public static func erasure(of owner: Identifier, in snapshot: Snapshot) throws -> Erasure? {
        try snapshot.first("SELECT at_ms, reason FROM erasure WHERE owner = ?", [.identifier(owner)]) { row in
            Erasure(
                owner: owner, at: try row.instant(0), reason: ErasureReason(rawValue: try row.text(1)) ?? .asked)
        }
    }

    func list(_ erasure: Erasure, in tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO erasure (owner, at_ms, reason) VALUES (?, ?, ?)",
            [.identifier(erasure.owner), .instant(erasure.at), .text(erasure.reason.rawValue)])
        try Journal.append(
            EntryKind("key.destroyed"), about: erasure.owner, at: nil, under: "keyring",
            Payload(["reason": Payload.Code(erasure.reason.rawValue).map { .code($0) } ?? .flag(true)]), in: tx)
        // What cannot be written now is written when the list is next compared with the database.
        tx.afterCommit { [cabinet] in _ = try? cabinet.note([erasure]) }
    }

    func addKey(for owner: Identifier, in tx: Transaction) throws -> DataKey {
        let key = DataKey(number: 1, key: SymmetricKey(size: .bits256))
        let wrapped = try wrap(key, of: owner)
        try refuseRetired(wrapped.kek, in: tx)
        try tx.execute(
            "INSERT INTO data_key (owner, number, kek, wrapped, made_ms) VALUES (?, ?, ?, ?, ?)",
            [
                .identifier(owner), .integer(wrapped.number), .integer(wrapped.kek), .bytes(wrapped.bytes),
                .instant(tx.now),
            ])
        try Journal.append(
            EntryKind("key.issued"), about: owner, at: nil, under: "keyring",
            Payload(["kek": .integer(Int64(wrapped.kek))]),
            in: tx)
        return key
    }

    func dataKey(of owner: Identifier, in snapshot: Snapshot) throws -> DataKey {
        guard !cabinet.isErased(owner) else { throw KeyringError.destroyed }
        guard let wrapped = try wrappedKey(of: owner, in: snapshot) else {
            throw try Self.erasure(of: owner, in: snapshot) == nil ? KeyringError.noKey : KeyringError.destroyed
        }
        return try unwrap(wrapped, of: owner)
    }

    func wrappedKey(of owner: Identifier, in snapshot: Snapshot) throws -> WrappedKey? {
        try snapshot.first("SELECT number, kek, wrapped FROM data_key WHERE owner = ?", [.identifier(owner)]) {
            try WrappedKey($0, from: 0)
        }
    }
}

/// A data key ready for use.
struct DataKey: Sendable {
    /// Which key of its owner; sealed values name it.
    let number: Int
    let key: SymmetricKey
}

/// A data key as the database holds it.
struct WrappedKey {
    let number: Int
    /// By which key-encryption key it is wrapped.
    let kek: Int
    /// Nonce (12), wrapped key (32), tag (16).
    let bytes: [UInt8]

    init(number: Int, kek: Int, bytes: [UInt8]) {
        self.number = number
        self.kek = kek
        self.bytes = bytes
    }

    init(_ row: any Row, from column: Int) throws {
        self.init(
            number: Int(try row.integer(column)), kek: Int(try row.integer(column + 1)),
            bytes: try row.bytes(column + 2))
    }

    /// A wrapped key is bound to its owner, so that two rows of `data_key` cannot be exchanged.
    static func bond(_ owner: Identifier, number: Int, kek: Int) -> [UInt8] {
        [UInt8]("lfe1|key|\(owner)|\(number)|\(kek)".utf8)
    }
}

extension Keyring {
    /// Wraps under the current key-encryption key.
    ///
    /// Source: NIST SP 800-38D, 8.3, allows 2^32 random nonces for one key; there are fewer people.
    func wrap(_ key: DataKey, of owner: Identifier) throws -> WrappedKey {
        let file = try cabinet.freshFile()
        guard let wrapping = file.key(file.current) else { throw KeyringError.unknownKey(number: file.current) }
        let bond = WrappedKey.bond(owner, number: key.number, kek: file.current)
        let box = try AES.GCM.seal(key.key.rawBytes, using: wrapping, authenticating: bond)
        return WrappedKey(
            number: key.number, kek: file.current, bytes: Array(box.nonce) + Array(box.ciphertext) + Array(box.tag))
    }

    func unwrap(_ wrapped: WrappedKey, of owner: Identifier) throws(KeyringError) -> DataKey {
        let wrapping = try cabinet.key(wrapped.kek)
        let bond = WrappedKey.bond(owner, number: wrapped.number, kek: wrapped.kek)
        guard wrapped.bytes.count == 60, let box = try? AES.GCM.SealedBox(combined: wrapped.bytes),
            let bytes = try? AES.GCM.open(box, using: wrapping, authenticating: bond)
        else { throw .tampered }
        return DataKey(number: wrapped.number, key: SymmetricKey(data: bytes))
    }
}
