public import Store

/// What people upload: kept once by the hash of its content, seen by whoever may see what it belongs to.
public enum Files {
    /// The tables of files.
    ///
    /// `file` and its parts are the domain; a content is only bytes under their hash, made anew by any upload of the same
    /// bytes, so the tables of contents and chunks are derived. Claims keep a content from the collector while it is put.
    public static let schema = SchemaModule(
        "Files",
        [
            Migration(
                tables: [
                    Table(
                        "file_content", .derived,
                        columns: """
                            hash {bytes} PRIMARY KEY CHECK (length(hash) = 32), bytes {integer} NOT NULL, \
                            made_ms {integer} NOT NULL, removing_ms {integer}
                            """),
                    Table(
                        "file_claim", .ephemeral,
                        columns: """
                            upload {id} NOT NULL, hash {bytes} NOT NULL REFERENCES file_content (hash), \
                            made_ms {integer} NOT NULL, PRIMARY KEY (upload, hash)
                            """),
                    Table(
                        "file_chunk", .derived,
                        columns: """
                            hash {bytes} NOT NULL, number {integer} NOT NULL, content {bytes} NOT NULL \
                            CHECK (length(content) BETWEEN 1 AND 262144), PRIMARY KEY (hash, number)
                            """),
                    Table(
                        "file", .domain,
                        columns: """
                            id {id} PRIMARY KEY, type {text} NOT NULL, bytes {integer} NOT NULL CHECK (bytes >= 0), \
                            width {integer}, height {integer}, made_ms {integer} NOT NULL, owner {id} NOT NULL, \
                            place {id} REFERENCES place (id), community {id} REFERENCES place (id), \
                            level {integer} NOT NULL CHECK (level BETWEEN 1 AND 4)
                            """),
                    Table(
                        "file_part", .domain,
                        columns: """
                            file {id} NOT NULL REFERENCES file (id), part {text} NOT NULL \
                            CHECK (part IN ('whole', 'large', 'small')), \
                            hash {bytes} NOT NULL REFERENCES file_content (hash), PRIMARY KEY (file, part)
                            """),
                    Table(
                        "file_reference", .domain,
                        columns: """
                            file {id} NOT NULL REFERENCES file (id), subject {id} NOT NULL, kind {text} NOT NULL, \
                            position {integer} NOT NULL, PRIMARY KEY (file, subject)
                            """),
                    Table(
                        "file_use", .ephemeral,
                        columns: """
                            owner {id} NOT NULL, day {integer} NOT NULL, files {integer} NOT NULL, \
                            bytes {integer} NOT NULL, PRIMARY KEY (owner, day)
                            """),
                    Table(
                        "file_total", .derived,
                        columns: "community {id} PRIMARY KEY, files {integer} NOT NULL, bytes {integer} NOT NULL"),
                ],
                statements: [
                    "CREATE INDEX file_claim_by_hash ON file_claim (hash)",
                    "CREATE INDEX file_part_by_hash ON file_part (hash)",
                    "CREATE INDEX file_by_age ON file (made_ms)",
                    "CREATE INDEX file_reference_by_subject ON file_reference (subject, position)",
                ]),
            Migration(statements: ["ALTER TABLE file_reference ADD COLUMN words {text}"]),
        ])
}
