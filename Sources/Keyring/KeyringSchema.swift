public import Store

extension Keyring {
    /// The tables of this module: wrapped data keys, who was erased, and the proof of the key file.
    public static let schema = SchemaModule(
        "Keyring",
        [
            Migration(
                tables: [
                    Table(
                        "data_key", .domain,
                        columns: """
                            owner {id} PRIMARY KEY, number {integer} NOT NULL CHECK (number BETWEEN 1 AND 65535), \
                            kek {integer} NOT NULL, wrapped {bytes} NOT NULL, made_ms {integer} NOT NULL
                            """),
                    Table(
                        "erasure", .domain,
                        columns: """
                            owner {id} PRIMARY KEY, at_ms {integer} NOT NULL, \
                            reason {text} NOT NULL CHECK (reason IN ('asked', 'expired', 'unlawful'))
                            """),
                    Table(
                        "key_proof", .domain,
                        columns: """
                            id {integer} PRIMARY KEY CHECK (id = 1), proof {bytes} NOT NULL, made_ms {integer} NOT NULL
                            """),
                    Table(
                        "retired_kek", .domain,
                        columns: "number {integer} PRIMARY KEY, retired_ms {integer} NOT NULL"),
                    Table(
                        "retention_run", .derived,
                        columns: "at_ms {integer} NOT NULL, name {text} NOT NULL, removed {integer} NOT NULL"),
                ],
                statements: [
                    "CREATE INDEX data_key_by_kek ON data_key (kek, owner)",
                    "CREATE INDEX retention_run_by_name ON retention_run (name, at_ms)",
                ])
        ])
}
