public import Store

extension Places {
    /// The tables of places.
    ///
    /// `reach` says which places lie below which, the place itself included; scopes are joins with it. A move closes rows
    /// of `reach` and adds others, and touches nothing that refers to the place.
    public static let schema = SchemaModule(
        "Places",
        [
            Migration(
                tables: [
                    Table(
                        "place", .domain,
                        columns: """
                            id {id} PRIMARY KEY, kind {text} NOT NULL, level {integer} NOT NULL, \
                            code {text} NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 64), \
                            name_zh {text} NOT NULL CHECK (length(name_zh) BETWEEN 1 AND 200), \
                            name_en {text} NOT NULL CHECK (length(name_en) BETWEEN 1 AND 200), \
                            folded {text} NOT NULL, parent {id} REFERENCES place (id), \
                            community {id} REFERENCES place (id), longitude_e7 {integer}, latitude_e7 {integer}, \
                            placement {text} NOT NULL CHECK (placement IN ('given', 'nearest')), \
                            CHECK ((longitude_e7 IS NULL) = (latitude_e7 IS NULL))
                            """),
                    Table(
                        "reach", .domain,
                        columns: """
                            ancestor {id} NOT NULL REFERENCES place (id), place {id} NOT NULL REFERENCES place (id), \
                            from_ms {integer} NOT NULL, until_ms {integer} CHECK (until_ms > from_ms), \
                            PRIMARY KEY (ancestor, place, from_ms)
                            """),
                    Table(
                        "place_stage", .ephemeral,
                        columns: """
                            run {id} NOT NULL, line {integer} NOT NULL, id {id} NOT NULL, kind {text} NOT NULL, \
                            level {integer} NOT NULL, code {text} NOT NULL, parent_code {text}, \
                            name_zh {text} NOT NULL, name_en {text} NOT NULL, folded {text} NOT NULL, \
                            longitude_e7 {integer}, latitude_e7 {integer}, placement {text} NOT NULL, \
                            PRIMARY KEY (run, line)
                            """),
                ],
                statements: [
                    "CREATE INDEX place_by_parent ON place (parent, level, code)",
                    "CREATE INDEX place_by_level ON place (level, code)",
                    "CREATE INDEX reach_by_place ON reach (place, ancestor)",
                    "CREATE INDEX place_stage_by_level ON place_stage (run, level)",
                ]),
            ground,
        ])
}
