public import Store
public import Vocabulary

/// What the key file and the database say about keys, without a key.
public struct KeyringState: Sendable, Hashable {
    /// One key-encryption key.
    public struct Key: Sendable, Hashable {
        /// Its number in the key file.
        public let number: Int
        /// When it was made.
        public let made: Instant
        /// Whether new data keys are wrapped by it.
        public let isCurrent: Bool
        /// Whether it leaves the file once nothing is wrapped by it.
        public let isRetiring: Bool
        /// How many data keys are wrapped by it.
        public let dataKeyCount: Int64
    }

    /// In ascending order of numbers.
    public let keys: [Key]
    /// How many owners were erased.
    public let erasedCount: Int64
}

extension Keyring {
    /// Counts what is wrapped by which key.
    ///
    /// - Throws: ``KeyringError`` if the key file has become unreadable; `StoreError`.
    public func state(in snapshot: Snapshot) throws -> KeyringState {
        let file = try cabinet.freshFile()
        let counts = try snapshot.rows("SELECT kek, count(*) FROM data_key GROUP BY kek") {
            (Int(try $0.integer(0)), try $0.integer(1))
        }
        let byNumber = Dictionary(counts, uniquingKeysWith: +)
        return KeyringState(
            keys: file.entries.map { entry in
                KeyringState.Key(
                    number: entry.number, made: entry.made, isCurrent: entry.number == file.current,
                    isRetiring: file.retiring.contains(entry.number), dataKeyCount: byNumber[entry.number] ?? 0)
            }, erasedCount: try snapshot.integer("SELECT count(*) FROM erasure") ?? 0)
    }

    /// Whether a database has no keys yet, so that a key file may be made for it.
    ///
    /// - Throws: `StoreError`.
    public static func isUnused(by snapshot: Snapshot) throws -> Bool {
        let proofs = try snapshot.integer("SELECT count(*) FROM key_proof") ?? 0
        return try proofs == 0 && snapshot.integer("SELECT count(*) FROM data_key") == 0
    }
}
