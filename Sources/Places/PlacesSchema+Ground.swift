import Store

extension Places {
    /// Codes on walls, past names, aliases, codes of other systems, moves and grids.
    ///
    /// `community_source` says which communities' rows of earlier days may lie in a community now; see ``Belonging``.
    static let ground = Migration(
        tables: [
            Table(
                "direct_code", .domain,
                columns: """
                    code {text} PRIMARY KEY CHECK (length(code) = 8), \
                    subject_kind {text} NOT NULL CHECK (subject_kind IN ('place', 'device', 'post')), \
                    subject {id} NOT NULL, place {id} NOT NULL REFERENCES place (id), \
                    label {text} NOT NULL CHECK (length(label) <= 40), made_ms {integer} NOT NULL, \
                    withdrawn_ms {integer} CHECK (withdrawn_ms >= made_ms)
                    """),
            Table(
                "place_name", .domain,
                columns: """
                    place {id} NOT NULL REFERENCES place (id), until_ms {integer} NOT NULL, name_zh {text} NOT NULL, \
                    name_en {text} NOT NULL, PRIMARY KEY (place, until_ms)
                    """),
            Table(
                "place_alias", .domain,
                columns: """
                    id {id} PRIMARY KEY, place {id} NOT NULL REFERENCES place (id), \
                    words {text} NOT NULL CHECK (length(words) BETWEEN 1 AND 200), \
                    kind {text} NOT NULL CHECK (kind IN ('former', 'popular', 'merged')), \
                    source {id} REFERENCES place (id), from_ms {integer} NOT NULL, until_ms {integer}
                    """),
            Table(
                "place_code", .domain,
                columns: """
                    system {text} NOT NULL, code {text} NOT NULL CHECK (length(code) BETWEEN 1 AND 64), \
                    place {id} NOT NULL REFERENCES place (id), PRIMARY KEY (system, code)
                    """),
            Table(
                "place_move", .domain,
                columns: """
                    id {id} PRIMARY KEY, kind {text} NOT NULL CHECK (kind IN ('move', 'merge')), \
                    place {id} NOT NULL REFERENCES place (id), from_parent {id} NOT NULL REFERENCES place (id), \
                    to_parent {id} NOT NULL REFERENCES place (id), part_of {id} REFERENCES place_move (id), \
                    at_ms {integer} NOT NULL, undone_ms {integer}
                    """),
            Table(
                "community_source", .domain,
                columns: """
                    community {id} NOT NULL REFERENCES place (id), source {id} NOT NULL REFERENCES place (id), \
                    PRIMARY KEY (community, source)
                    """),
            Table(
                "community_card", .domain,
                columns: """
                    community {id} PRIMARY KEY REFERENCES place (id), address_format {text} NOT NULL, \
                    telephone {text} NOT NULL CHECK (length(telephone) <= 20)
                    """),
            Table(
                "grid", .domain,
                columns: """
                    id {id} PRIMARY KEY REFERENCES place (id), worker {id}, deputy {id}
                    """),
            Table(
                "grid_member", .domain,
                columns: """
                    grid {id} NOT NULL REFERENCES grid (id), place {id} NOT NULL REFERENCES place (id), \
                    from_ms {integer} NOT NULL, until_ms {integer}, PRIMARY KEY (grid, place, from_ms)
                    """),
            Table(
                "grid_duty", .domain,
                columns: """
                    grid {id} NOT NULL REFERENCES grid (id), holder {text} NOT NULL CHECK (holder IN ('worker', 'deputy')), \
                    weekday {integer} NOT NULL CHECK (weekday BETWEEN 1 AND 7), \
                    from_minute {integer} NOT NULL CHECK (from_minute BETWEEN 0 AND 1439), \
                    until_minute {integer} NOT NULL CHECK (until_minute BETWEEN 1 AND 1440), \
                    CHECK (from_minute < until_minute), PRIMARY KEY (grid, holder, weekday, from_minute)
                    """),
        ],
        statements: [
            "ALTER TABLE place ADD COLUMN also {text} NOT NULL DEFAULT ''",
            "ALTER TABLE place ADD COLUMN until_ms {integer}",
            "ALTER TABLE place ADD COLUMN merged_into {id} REFERENCES place (id)",
            "CREATE UNIQUE INDEX direct_code_active ON direct_code (subject, label) WHERE withdrawn_ms IS NULL",
            "CREATE INDEX direct_code_by_place ON direct_code (place, made_ms)",
            "CREATE INDEX place_alias_by_place ON place_alias (place)",
            "CREATE INDEX place_alias_by_source ON place_alias (source)",
            "CREATE INDEX place_code_by_place ON place_code (place)",
            "CREATE INDEX place_move_by_place ON place_move (place, at_ms)",
            "CREATE INDEX place_move_by_whole ON place_move (part_of)",
            "CREATE INDEX community_source_by_source ON community_source (source)",
            "CREATE INDEX grid_member_by_place ON grid_member (place)",
        ])
}
