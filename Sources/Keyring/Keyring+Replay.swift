import Journal
public import Store
import Vocabulary

extension Keyring {
    /// Compares the erasure list beside the key file with the database, and mends both.
    ///
    /// A restored older backup still has the keys of people who were erased since: they are destroyed again here, before
    /// anything is served.
    ///
    /// - Returns: How many erasures the database did not know.
    /// - Throws: ``KeyringError/erasureListMissing``, ``KeyringError/erasureListDamaged``,
    ///   ``KeyringError/keyFileUnwritable``; `StoreError`.
    @discardableResult
    public func replayErasures(in store: any Store) async throws -> Int {
        guard cabinet.path != nil else { return 0 }
        let known = try await store.read(in: .reports) { try Self.erasures(in: $0) }
        let owners = Set(known.map(\.owner))
        let unknown = try cabinet.note(known).filter { !owners.contains($0.owner) }
        var rest = unknown[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(Self.sliceCount))
            rest = rest.dropFirst(part.count)
            try await store.write(as: .clockwork, at: .maintenance) { tx in
                for erasure in part where try Self.erasure(of: erasure.owner, in: tx) == nil {
                    try tx.execute("DELETE FROM data_key WHERE owner = ?", [.identifier(erasure.owner)])
                    try list(erasure, in: tx)
                }
            }
        }
        return unknown.count
    }

    /// Everybody whose key was destroyed, in the order of erasing.
    ///
    /// - Throws: `StoreError`.
    public static func erasures(in snapshot: Snapshot) throws -> [Erasure] {
        try snapshot.rows("SELECT owner, at_ms, reason FROM erasure ORDER BY at_ms, owner") { row in
            Erasure(
                owner: try row.identifier(0), at: try row.instant(1),
                reason: ErasureReason(rawValue: try row.text(2)) ?? .asked)
        }
    }
}
