import Crypto
public import Store
public import Vocabulary

extension Keyring {
    /// Seals text under the data key of an owner.
    ///
    /// - Parameters:
    ///   - text: Of any length; sealed it is 31 bytes longer than its UTF-8.
    ///   - owner: Whose it is.
    ///   - field: The column into which it goes.
    ///   - row: The row into which it goes.
    /// - Returns: Suite (1 byte), number of the data key (2), nonce (12), ciphertext, tag (16).
    /// - Throws: ``KeyringError/noKey``, ``KeyringError/destroyed``, ``KeyringError/tampered`` if the wrapped key was
    ///   changed, ``KeyringError/unknownKey(number:)``; `StoreError`.
    ///
    /// Source: AES-256-GCM, NIST SP 800-38D; suite i1 of Decision 0009.
    public func seal(
        _ text: String, of owner: Identifier, as field: SealedField, row: Identifier, in snapshot: Snapshot
    ) throws -> [UInt8] {
        try SealedValue.seal([UInt8](text.utf8), with: dataKey(of: owner, in: snapshot), Bond(owner, field, row))
    }

    /// Opens what was sealed for this owner, column and row.
    ///
    /// - Throws: ``KeyringError/destroyed`` after erasure; ``KeyringError/tampered`` if it was changed or belongs
    ///   elsewhere; ``KeyringError/noKey``, ``KeyringError/unknownKey(number:)``; `StoreError`.
    public func open(
        _ sealed: [UInt8], of owner: Identifier, as field: SealedField, row: Identifier, in snapshot: Snapshot
    ) throws -> String {
        try Self.text(SealedValue.open(sealed, with: dataKey(of: owner, in: snapshot), Bond(owner, field, row)))
    }

    /// Unwraps the data keys of several owners by one statement for each 500 of them, for lists.
    ///
    /// Erased owners and owners without a key are left out.
    ///
    /// - Throws: ``KeyringError/tampered``, ``KeyringError/unknownKey(number:)``; `StoreError`.
    public func dataKeys(of owners: some Collection<Identifier>, in snapshot: Snapshot) throws -> DataKeys {
        var found: [Identifier: DataKey] = [:]
        var rest = Array(Set(owners))[...]
        while !rest.isEmpty {
            let part = rest.prefix(500)
            rest = rest.dropFirst(part.count)
            let marks = repeatElement("?", count: part.count).joined(separator: ", ")
            let rows = try snapshot.rows(
                "SELECT owner, number, kek, wrapped FROM data_key WHERE owner IN (\(marks))",
                part.map { .identifier($0) }
            ) { (try $0.identifier(0), try WrappedKey($0, from: 1)) }
            for (owner, wrapped) in rows where !cabinet.isErased(owner) {
                found[owner] = try unwrap(wrapped, of: owner)
            }
        }
        return DataKeys(keys: found)
    }

    /// Opens with keys that were unwrapped before; see ``dataKeys(of:in:)``.
    ///
    /// - Throws: ``KeyringError/destroyed`` for an owner without a key among them; ``KeyringError/tampered``.
    public func open(
        _ sealed: [UInt8], of owner: Identifier, as field: SealedField, row: Identifier, with keys: DataKeys
    ) throws -> String {
        guard let key = keys.keys[owner] else { throw KeyringError.destroyed }
        return try Self.text(SealedValue.open(sealed, with: key, Bond(owner, field, row)))
    }

    /// What stands in a column for equality search: equal texts give equal bytes, and nobody without the key file can
    /// tell which.
    ///
    /// - Parameter normalised: The text in its one form: a phone number in digits only, for instance.
    /// - Returns: 16 bytes; HMAC-SHA-256 under a key of this column.
    ///
    /// Source: HKDF, RFC 5869, for the key; `docs/decisions/0009-keyring.md`.
    public func blindIndex(_ normalised: String, of field: SealedField) -> [UInt8] {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: cabinet.file.index,
            info: [UInt8]("lfe1|index|\(field.table)|\(field.column)|\(field.version)".utf8), outputByteCount: 32)
        return Array(HMAC<SHA256>.authenticationCode(for: [UInt8](normalised.utf8), using: key).prefix(16))
    }

    private static func text(_ bytes: [UInt8]) throws(KeyringError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .tampered }
        return text
    }
}

/// Data keys unwrapped for one list; lives no longer than the snapshot that gave them.
public struct DataKeys: Sendable {
    let keys: [Identifier: DataKey]
}

/// What a sealed value is bound to: additional data of the cipher.
struct Bond {
    let bytes: [UInt8]

    init(_ owner: Identifier, _ field: SealedField, _ row: Identifier) {
        bytes = [UInt8]("lfe1|i1|\(field.table)|\(field.column)|\(row)|\(field.version)|\(owner)".utf8)
    }
}

/// The form of sealed bytes.
enum SealedValue {
    /// Suite i1: AES-256-GCM.
    static let suite: UInt8 = 1
    private static let headCount = 3
    private static let nonceCount = 12
    private static let tagCount = 16

    static func seal(_ plain: [UInt8], with key: DataKey, _ bond: Bond) throws -> [UInt8] {
        let box = try AES.GCM.seal(plain, using: key.key, authenticating: bond.bytes)
        var result = [suite, UInt8(truncatingIfNeeded: key.number >> 8), UInt8(truncatingIfNeeded: key.number)]
        result.reserveCapacity(headCount + nonceCount + plain.count + tagCount)
        result += box.nonce
        result += box.ciphertext
        result += box.tag
        return result
    }

    static func open(_ sealed: [UInt8], with key: DataKey, _ bond: Bond) throws(KeyringError) -> [UInt8] {
        guard sealed.count >= headCount + nonceCount + tagCount, sealed[0] == suite,
            Int(sealed[1]) << 8 | Int(sealed[2]) == key.number,
            let box = try? AES.GCM.SealedBox(combined: sealed[headCount...]),
            let plain = try? AES.GCM.open(box, using: key.key, authenticating: bond.bytes)
        else { throw .tampered }
        return [UInt8](plain)
    }
}
