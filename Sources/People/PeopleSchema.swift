public import Store

extension People {
    /// The tables of this module.
    ///
    /// `belonging` says at which places somebody is to be found (home, work, registered) and is what scopes join with; rows
    /// of the other tables say why. `name_token` is made from the sealed names and can be made again.
    public static let schema = SchemaModule(
        "People",
        [
            Migration(
                tables: personTables + homeTables + organisationTables + rightTables + readingTables,
                statements: indexes),
            Migration(
                tables: [
                    Table(
                        "contact_address", .domain,
                        columns: """
                            person {id} PRIMARY KEY REFERENCES person (id), email {bytes}, wechat {bytes}
                            """)
                ],
                statements: ["CREATE INDEX role_grant_by_role ON role_grant (place, role) WHERE withdrawn_ms IS NULL"]),
            Migration(statements: [
                "ALTER TABLE two_persons ADD COLUMN refused_by {id}",
                "ALTER TABLE two_persons ADD COLUMN refused_ms {integer}",
            ]),
        ])

    private static let personTables = [
        Table(
            "person", .domain,
            columns: """
                id {id} PRIMARY KEY, name {bytes} NOT NULL, latin {bytes}, phone {bytes}, phone_index {bytes}, \
                document {bytes}, document_index {bytes} UNIQUE, birth {bytes}, language {bytes} NOT NULL, \
                service_zh {text} CHECK (length(service_zh) BETWEEN 1 AND 50), \
                service_en {text} CHECK (length(service_en) BETWEEN 1 AND 50), \
                is_account {integer} NOT NULL CHECK (is_account IN (0, 1)), \
                is_protected {integer} NOT NULL CHECK (is_protected IN (0, 1)), added_ms {integer} NOT NULL, \
                version {integer} NOT NULL, CHECK ((phone IS NULL) = (phone_index IS NULL)), \
                CHECK ((document IS NULL) = (document_index IS NULL)), \
                CHECK (is_account = 0 OR phone_index IS NOT NULL), \
                CHECK ((service_zh IS NULL) = (service_en IS NULL))
                """),
        Table(
            "belonging", .domain,
            columns: """
                id {id} PRIMARY KEY, person {id} NOT NULL REFERENCES person (id), \
                place {id} NOT NULL REFERENCES place (id), \
                why {text} NOT NULL CHECK (why IN ('registered', 'home', 'work')), cause {id} NOT NULL, \
                from_ms {integer} NOT NULL, until_ms {integer} CHECK (until_ms >= from_ms)
                """),
        Table(
            "name_token", .derived,
            columns: """
                place {id} NOT NULL, token {bytes} NOT NULL, person {id} NOT NULL REFERENCES person (id), \
                PRIMARY KEY (place, token, person)
                """),
        Table(
            "guardianship", .domain,
            columns: """
                id {id} PRIMARY KEY, guardian {id} NOT NULL REFERENCES person (id), \
                ward {id} NOT NULL REFERENCES person (id), kind {text} NOT NULL CHECK (kind IN ('guardian', 'carer')), \
                from_ms {integer} NOT NULL, until_ms {integer} CHECK (until_ms >= from_ms), \
                CHECK (guardian <> ward)
                """),
    ]

    private static let homeTables = [
        Table(
            "household", .domain,
            columns: "id {id} PRIMARY KEY, home {id} NOT NULL REFERENCES place (id), made_ms {integer} NOT NULL"),
        Table(
            "household_member", .domain,
            columns: """
                id {id} PRIMARY KEY, household {id} NOT NULL REFERENCES household (id), \
                person {id} NOT NULL REFERENCES person (id), kin {text} NOT NULL, from_ms {integer} NOT NULL, \
                until_ms {integer} CHECK (until_ms >= from_ms)
                """),
        Table(
            "tenure", .domain,
            columns: """
                id {id} PRIMARY KEY, home {id} NOT NULL REFERENCES place (id), \
                person {id} NOT NULL REFERENCES person (id), \
                kind {text} NOT NULL CHECK (kind IN ('owner', 'tenant', 'occupant')), \
                area_centi_square_metres {integer} CHECK (area_centi_square_metres > 0), \
                share_part {integer} NOT NULL CHECK (share_part >= 0), share_whole {integer} NOT NULL \
                CHECK (share_whole >= share_part AND share_whole > 0), from_ms {integer} NOT NULL, \
                until_ms {integer} CHECK (until_ms > from_ms)
                """),
        Table(
            "register_line", .domain,
            columns: """
                id {id} PRIMARY KEY, home {id} NOT NULL REFERENCES place (id), proof_index {bytes} NOT NULL, \
                area_centi_square_metres {integer} CHECK (area_centi_square_metres > 0), \
                share_part {integer} NOT NULL, share_whole {integer} NOT NULL, imported_ms {integer} NOT NULL, \
                taken_by {id} REFERENCES person (id), UNIQUE (home, proof_index)
                """),
        Table(
            "claim", .domain,
            columns: """
                id {id} PRIMARY KEY, home {id} NOT NULL REFERENCES place (id), \
                person {id} NOT NULL REFERENCES person (id), kind {text} NOT NULL, \
                way {text} NOT NULL CHECK (way IN ('invitation', 'register', 'staff')), \
                state {text} NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused', 'withdrawn')), \
                made_ms {integer} NOT NULL, decided_ms {integer}, decided_by {id}, reason {text}, \
                CHECK ((state = 'waiting') = (decided_ms IS NULL))
                """),
        Table(
            "claim_try", .ephemeral,
            columns: "person {id} NOT NULL, at_ms {integer} NOT NULL, id {id} PRIMARY KEY"),
        Table(
            "invitation", .domain,
            columns: """
                id {id} PRIMARY KEY, code_index {bytes} NOT NULL UNIQUE, home {id} NOT NULL REFERENCES place (id), \
                kind {text} NOT NULL, kin {text}, made_by {id} NOT NULL, made_ms {integer} NOT NULL, \
                expires_ms {integer} NOT NULL, used_by {id}, used_ms {integer}, \
                CHECK ((used_by IS NULL) = (used_ms IS NULL))
                """),
    ]

    private static let organisationTables = [
        Table(
            "organisation", .domain,
            columns: """
                id {id} PRIMARY KEY, kind {text} NOT NULL, name_zh {text} NOT NULL \
                CHECK (length(name_zh) BETWEEN 1 AND 100), \
                name_en {text} NOT NULL CHECK (length(name_en) BETWEEN 1 AND 100), \
                place {id} NOT NULL REFERENCES place (id), made_ms {integer} NOT NULL, ended_ms {integer}
                """),
        Table(
            "membership", .domain,
            columns: """
                id {id} PRIMARY KEY, organisation {id} NOT NULL REFERENCES organisation (id), \
                person {id} NOT NULL REFERENCES person (id), post {text} NOT NULL, from_ms {integer} NOT NULL, \
                until_ms {integer} CHECK (until_ms >= from_ms)
                """),
    ]

    private static let rightTables = [
        Table(
            "role_grant", .domain,
            columns: """
                id {id} PRIMARY KEY, person {id} NOT NULL REFERENCES person (id), role {text} NOT NULL, \
                place {id} NOT NULL REFERENCES place (id), from_ms {integer} NOT NULL, until_ms {integer} \
                CHECK (until_ms > from_ms), given_by {id} NOT NULL, given_ms {integer} NOT NULL, \
                withdrawn_by {id}, withdrawn_ms {integer}, \
                CHECK ((withdrawn_by IS NULL) = (withdrawn_ms IS NULL))
                """),
        Table(
            "two_persons", .domain,
            columns: """
                id {id} PRIMARY KEY, act {text} NOT NULL, subject {id} NOT NULL REFERENCES person (id), role {text}, \
                place {id} REFERENCES place (id), reason {text} NOT NULL, proposed_by {id} NOT NULL, \
                proposed_ms {integer} NOT NULL, expires_ms {integer} NOT NULL, confirmed_by {id}, confirmed_ms {integer}, \
                open_until_ms {integer}, CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by), \
                CHECK ((confirmed_by IS NULL) = (confirmed_ms IS NULL))
                """),
    ]

    private static let readingTables = [
        Table(
            "reading", .domain,
            columns: """
                id {id} PRIMARY KEY, reader {id} NOT NULL, person {id} NOT NULL REFERENCES person (id), \
                fields {text} NOT NULL, purpose {text} NOT NULL, matter {id}, at_ms {integer} NOT NULL
                """),
        Table(
            "consent", .domain,
            columns: """
                id {id} PRIMARY KEY, person {id} NOT NULL REFERENCES person (id), purpose {text} NOT NULL, \
                text_version {integer} NOT NULL, channel {text} NOT NULL, given_by {id} NOT NULL, \
                given_ms {integer} NOT NULL, withdrawn_ms {integer} CHECK (withdrawn_ms >= given_ms)
                """),
    ]

    private static let indexes = [
        "CREATE UNIQUE INDEX person_by_account ON person (phone_index) WHERE is_account = 1",
        "CREATE INDEX person_by_phone ON person (phone_index)",
        "CREATE INDEX belonging_by_person ON belonging (person, until_ms, place)",
        "CREATE INDEX belonging_by_place ON belonging (place, until_ms, person)",
        "CREATE UNIQUE INDEX belonging_now ON belonging (person, place, why, cause) WHERE until_ms IS NULL",
        "CREATE INDEX name_token_by_person ON name_token (person)",
        "CREATE INDEX guardianship_by_guardian ON guardianship (guardian, until_ms)",
        "CREATE INDEX guardianship_by_ward ON guardianship (ward, until_ms)",
        "CREATE UNIQUE INDEX guardianship_now ON guardianship (guardian, ward, kind) WHERE until_ms IS NULL",
        "CREATE UNIQUE INDEX household_of_home ON household (home)",
        "CREATE UNIQUE INDEX household_member_now ON household_member (household, person) WHERE until_ms IS NULL",
        "CREATE INDEX household_member_by_person ON household_member (person, until_ms)",
        "CREATE INDEX tenure_by_home ON tenure (home, until_ms)",
        "CREATE INDEX tenure_by_person ON tenure (person, until_ms)",
        "CREATE UNIQUE INDEX tenure_now ON tenure (home, person, kind) WHERE until_ms IS NULL",
        "CREATE UNIQUE INDEX claim_waiting ON claim (home, person) WHERE state = 'waiting'",
        "CREATE INDEX claim_by_home ON claim (home, state)",
        "CREATE INDEX claim_by_person ON claim (person, made_ms)",
        "CREATE INDEX claim_try_by_person ON claim_try (person, at_ms)",
        "CREATE INDEX invitation_by_home ON invitation (home, used_ms)",
        "CREATE INDEX organisation_by_place ON organisation (place)",
        "CREATE UNIQUE INDEX membership_now ON membership (organisation, person, post) WHERE until_ms IS NULL",
        "CREATE INDEX membership_by_person ON membership (person, until_ms)",
        "CREATE INDEX role_grant_by_person ON role_grant (person, withdrawn_ms)",
        "CREATE INDEX role_grant_by_place ON role_grant (place, withdrawn_ms)",
        "CREATE UNIQUE INDEX role_grant_now ON role_grant (person, role, place) WHERE withdrawn_ms IS NULL",
        "CREATE INDEX two_persons_by_subject ON two_persons (subject, act, confirmed_ms)",
        "CREATE INDEX reading_by_person ON reading (person, at_ms)",
        "CREATE INDEX reading_by_reader ON reading (reader, at_ms)",
        "CREATE INDEX consent_by_person ON consent (person, purpose, given_ms)",
    ]
}
