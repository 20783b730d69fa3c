import Crypto
public import Store
public import Vocabulary

extension Keyring {
    /// Seals a secret that belongs to no person: the seed of a one-time code, the password of a connector.
    ///
    /// The key belongs to the column; it is made at the first secret.
    ///
    /// - Parameters:
    ///   - bytes: Of any length; sealed they are 31 bytes longer.
    ///   - field: The column into which it goes.
    ///   - row: The row into which it goes.
    /// - Throws: ``KeyringError/tampered`` if the wrapped key was changed, ``KeyringError/unknownKey(number:)``;
    ///   `StoreError`.
    public func seal(
        _ bytes: [UInt8], system field: SealedField, row: Identifier, in tx: Transaction
    ) throws -> [UInt8] {
        let owner = field.systemOwner
        let key = try wrappedKey(of: owner, in: tx).map { try unwrap($0, of: owner) } ?? addKey(for: owner, in: tx)
        return try SealedValue.seal(bytes, with: key, Bond(owner, field, row))
    }

    /// Opens a secret that belongs to no person.
    ///
    /// - Throws: ``KeyringError/tampered`` if it was changed or belongs elsewhere, ``KeyringError/noKey`` if nothing was
    ///   ever sealed for this column, ``KeyringError/unknownKey(number:)``; `StoreError`.
    public func open(
        _ sealed: [UInt8], system field: SealedField, row: Identifier, in snapshot: Snapshot
    ) throws -> [UInt8] {
        let owner = field.systemOwner
        return try SealedValue.open(sealed, with: dataKey(of: owner, in: snapshot), Bond(owner, field, row))
    }
}
