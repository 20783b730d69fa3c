import Crypto
import Journal
public import Store
import Vocabulary

extension Keyring {
    /// Whether a database already says to which key file it belongs, and whether it is this one.
    ///
    /// - Returns: False for a database that holds nothing sealed yet and may be bound to this key file.
    /// - Throws: ``KeyringError/wrongKeyFile``; ``KeyringError/unknownKey(number:)`` if a data key is wrapped by a key that
    ///   the file lacks; ``KeyringError/unboundDatabase`` if keys were issued but no proof stands; `StoreError`.
    public func isBound(to snapshot: Snapshot) throws -> Bool {
        guard let proof = try snapshot.first("SELECT proof FROM key_proof WHERE id = 1", [], { try $0.bytes(0) }) else {
            guard try snapshot.integer("SELECT count(*) FROM data_key") == 0 else { throw KeyringError.unboundDatabase }
            return false
        }
        guard HMAC<SHA256>.isValidAuthenticationCode(proof, authenticating: Self.proven, using: cabinet.file.index)
        else {
            throw KeyringError.wrongKeyFile
        }
        for number in try snapshot.rows("SELECT DISTINCT kek FROM data_key ORDER BY kek", [], { try $0.integer(0) }) {
            _ = try cabinet.key(Int(number))
        }
        return true
    }

    /// Binds a database to this key file, at the first start; a bound one is only checked.
    ///
    /// - Throws: As ``isBound(to:)``.
    public func bind(in tx: Transaction) throws {
        guard try !isBound(to: tx) else { return }
        let proof = HMAC<SHA256>.authenticationCode(for: Self.proven, using: cabinet.file.index)
        try tx.execute(
            "INSERT INTO key_proof (id, proof, made_ms) VALUES (1, ?, ?)", [.bytes(Array(proof)), .instant(tx.now)])
        try Journal.append(EntryKind("keyring.bound"), about: Self.subject, at: nil, under: "keyring", in: tx)
    }

    private static let proven = [UInt8]("lfe1|proof".utf8)
    /// What journal entries about the keyring itself are about.
    static let subject = Identifier(high: 0x7000, low: 0x8000_0000_0000_0200)
}
