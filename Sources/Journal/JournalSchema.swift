public import Store

extension Journal {
    /// The journal's tables.
    public static let schema = SchemaModule(
        "Journal",
        [
            Migration(
                tables: [
                    Table(
                        "journal_entry", .journal, hasSerial: true,
                        columns: """
                            stamp {integer} NOT NULL, id {id} NOT NULL UNIQUE, at_ms {integer} NOT NULL, \
                            kind {text} NOT NULL, subject {id} NOT NULL, place {id}, community {id}, \
                            actor {id} NOT NULL, acted_under {text} NOT NULL, payload {text} NOT NULL
                            """),
                    Table(
                        "journal_order", .derived,
                        columns: "position {integer} PRIMARY KEY, serial {integer} NOT NULL UNIQUE"),
                    Table(
                        "journal_sequencer", .derived,
                        columns: """
                            id {integer} PRIMARY KEY CHECK (id = 1), position {integer} NOT NULL, \
                            stamp {integer} NOT NULL, serial {integer} NOT NULL
                            """),
                    Table(
                        "journal_follower", .derived,
                        columns: """
                            name {text} PRIMARY KEY, position {integer} NOT NULL, failures {integer} NOT NULL, \
                            holder {id}, held_until_ms {integer} NOT NULL
                            """),
                    Table(
                        "journal_parked", .derived,
                        columns: """
                            follower {text} NOT NULL, position {integer} NOT NULL, reason {text} NOT NULL, \
                            parked_ms {integer} NOT NULL, PRIMARY KEY (follower, position)
                            """),
                    Table(
                        "timer", .ephemeral,
                        columns: """
                            id {id} PRIMARY KEY, kind {text} NOT NULL, subject {id} NOT NULL, due_ms {integer} NOT NULL, \
                            failures {integer} NOT NULL DEFAULT 0, parked {integer} NOT NULL DEFAULT 0, \
                            UNIQUE (kind, subject)
                            """),
                    Table(
                        "request_key", .ephemeral,
                        columns: """
                            actor {id} NOT NULL, key {text} NOT NULL, fingerprint {text} NOT NULL, \
                            answer {text} NOT NULL, made_ms {integer} NOT NULL, PRIMARY KEY (actor, key)
                            """),
                ],
                statements: [
                    "CREATE INDEX journal_entry_by_stamp ON journal_entry (stamp, serial)",
                    "CREATE INDEX journal_entry_by_subject ON journal_entry (subject, serial)",
                    "CREATE INDEX timer_by_due ON timer (parked, due_ms)",
                    "CREATE INDEX request_key_by_age ON request_key (made_ms)",
                    "CREATE INDEX request_key_by_fingerprint ON request_key (actor, fingerprint, made_ms)",
                    "INSERT INTO journal_sequencer (id, position, stamp, serial) VALUES (1, 0, 0, 0)",
                ])
        ])
}
