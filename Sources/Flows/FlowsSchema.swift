public import Store

/// Every closed loop: matters, their steps and their deadlines.
public enum Flows {
    /// The tables of flows.
    public static let schema = SchemaModule(
        "Flows",
        [
            Migration(
                tables: [
                    Table(
                        "matter", .domain,
                        columns: """
                            id {id} PRIMARY KEY, number {text} NOT NULL, place {id} NOT NULL REFERENCES place (id), \
                            community {id} NOT NULL REFERENCES place (id), kind {text} NOT NULL, \
                            words {text} NOT NULL CHECK (length(words) BETWEEN 1 AND 500), reporter {id} NOT NULL, \
                            opened_ms {integer} NOT NULL, state {text} NOT NULL \
                            CHECK (state IN ('new', 'doing', 'done', 'closed', 'withdrawn')), holder {id}, \
                            due_ms {integer} NOT NULL, overdue_told {integer} NOT NULL CHECK (overdue_told IN (0, 1)), \
                            verdict {text}, changed_ms {integer} NOT NULL, version {integer} NOT NULL, \
                            folded {text} NOT NULL, UNIQUE (community, number), \
                            CHECK (state <> 'doing' OR holder IS NOT NULL)
                            """),
                    Table(
                        "matter_step", .domain,
                        columns: """
                            matter {id} NOT NULL REFERENCES matter (id), version {integer} NOT NULL, \
                            kind {text} NOT NULL, actor {id} NOT NULL, at_ms {integer} NOT NULL, note {text}, \
                            PRIMARY KEY (matter, version)
                            """),
                    Table(
                        "matter_count", .derived,
                        columns: """
                            community {id} NOT NULL, state {text} NOT NULL, matters {integer} NOT NULL, \
                            PRIMARY KEY (community, state)
                            """),
                ],
                statements: [
                    "CREATE INDEX matter_by_community ON matter (community, state, due_ms, id)",
                    "CREATE INDEX matter_by_place ON matter (place, state)",
                    "CREATE INDEX matter_by_reporter ON matter (reporter, changed_ms)",
                ])
        ])
}
