import Crypto
import Journal
public import Store
public import Vocabulary

extension Keyring {
    /// Adds a key-encryption key to the key file and makes it current; one that was prepared is taken before.
    ///
    /// Data keys are wrapped again by ``tend(_:)``, little by little, while everybody works on.
    ///
    /// - Parameter isOnlyPrepared: Leave the current one: for several nodes, each of which has to get the file first.
    /// - Returns: The number of the key that was made current or prepared.
    /// - Throws: ``KeyringError/keyFileUnwritable``, and as ``init(file:)``.
    @discardableResult
    public func rotate(isOnlyPrepared: Bool = false, surroundings: Surroundings) throws -> Int {
        var result = 0
        try cabinet.edit { file throws(KeyringError) in
            var entries = file.entries
            let last = entries.last?.number ?? 0
            if isOnlyPrepared || last <= file.current {
                guard last < KeyFile.numberMax else { throw .keyFileUnwritable }
                entries.append(
                    KeyFile.Entry(number: last + 1, made: surroundings.now(), key: SymmetricKey(size: .bits256)))
            }
            result = entries.last?.number ?? file.current
            return KeyFile(
                index: file.index, entries: entries, current: isOnlyPrepared ? file.current : result,
                retiring: file.retiring)
        }
        return result
    }

    /// Marks an old key-encryption key to leave the key file; ``tend(_:)`` takes it out once nothing is wrapped by it.
    ///
    /// - Throws: ``KeyringError/notToRetire(number:)``; ``KeyringError/keyFileUnwritable``.
    public func retire(_ number: Int) throws {
        try cabinet.edit { file throws(KeyringError) in
            guard file.key(number) != nil, number != file.current else { throw .notToRetire(number: number) }
            return KeyFile(
                index: file.index, entries: file.entries, current: file.current,
                retiring: file.retiring.union([number]))
        }
    }

    /// What ``tend(_:)`` did.
    public struct Tending: Sendable, Hashable {
        /// How many data keys were wrapped again.
        public internal(set) var rewrapped = 0
        /// Which key-encryption keys left the key file.
        public internal(set) var retired: [Int] = []
        /// Owners whose keys were destroyed because the list beside the key file names them.
        public internal(set) var replayed = 0

        /// Whether there was nothing to do.
        public var isNothing: Bool { rewrapped == 0 && retired.isEmpty && replayed == 0 }
    }

    /// Does what is due: compares the erasure lists, wraps data keys by the current key, takes retired keys out.
    ///
    /// Each transaction holds at most 100 data keys, so that writing goes on beside it.
    ///
    /// - Throws: ``KeyringError``; `StoreError`.
    @discardableResult
    public func tend(_ store: any Store) async throws -> Tending {
        var done = Tending()
        done.replayed = try await replayErasures(in: store)
        let file = try cabinet.freshFile()
        for entry in file.entries where entry.number != file.current {
            while try await store.read({ try Self.isUsed(entry.number, in: $0) }) {
                done.rewrapped += try await store.write(as: .clockwork, at: .maintenance) { tx in
                    try rewrap(from: entry.number, in: tx)
                }
            }
        }
        for number in file.retiring.sorted() {
            guard try await store.write(as: .clockwork, { tx in try closeKey(number, in: tx) }) else { continue }
            try cabinet.edit { file throws(KeyringError) in
                KeyFile(
                    index: file.index, entries: file.entries.filter { $0.number != number }, current: file.current,
                    retiring: file.retiring.subtracting([number]))
            }
            done.retired.append(number)
        }
        return done
    }

    /// How many data keys one transaction wraps again: on a quiet machine a few milliseconds, in which others wait.
    static let sliceCount = 100

    private static func isUsed(_ number: Int, in snapshot: Snapshot) throws -> Bool {
        try snapshot.integer("SELECT 1 FROM data_key WHERE kek = ? LIMIT 1", [.integer(number)]) != nil
    }

    private func rewrap(from number: Int, in tx: Transaction) throws -> Int {
        let rows = try tx.rows(
            "SELECT owner, number, kek, wrapped FROM data_key WHERE kek = ? ORDER BY owner LIMIT ?",
            [.integer(number), .integer(Self.sliceCount)]
        ) { (try $0.identifier(0), try WrappedKey($0, from: 1)) }
        guard !rows.isEmpty else { return 0 }
        for (owner, wrapped) in rows {
            let again = try wrap(unwrap(wrapped, of: owner), of: owner)
            try tx.execute(
                "UPDATE data_key SET kek = ?, wrapped = ? WHERE owner = ?",
                [.integer(again.kek), .bytes(again.bytes), .identifier(owner)])
        }
        try Journal.append(
            EntryKind("key.rewrapped"), about: Self.subject, at: nil, under: "keyring",
            Payload(["from": .integer(Int64(number)), "keys": .integer(Int64(rows.count))]), in: tx)
        return rows.count
    }

    /// Says in the database that nothing may be wrapped by a key any more; false while something still is.
    private func closeKey(_ number: Int, in tx: Transaction) throws -> Bool {
        guard try !Self.isUsed(number, in: tx) else { return false }
        let isNew = try tx.execute(
            "INSERT INTO retired_kek (number, retired_ms) VALUES (?, ?) ON CONFLICT (number) DO NOTHING",
            [.integer(number), .instant(tx.now)])
        guard isNew == 1 else { return true }
        try Journal.append(
            EntryKind("key.retired"), about: Self.subject, at: nil, under: "keyring",
            Payload(["kek": .integer(Int64(number))]), in: tx)
        return true
    }

    /// A process that has not seen a rotation yet must not wrap by a key that has left the key file meanwhile.
    func refuseRetired(_ number: Int, in tx: Transaction) throws {
        guard try tx.integer("SELECT count(*) FROM retired_kek WHERE number = ?", [.integer(number)]) == 0 else {
            throw KeyringError.unknownKey(number: number)
        }
    }
}
