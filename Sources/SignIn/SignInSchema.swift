public import Store

/// How somebody proves who they are: accounts, sessions, codes, keys of programs.
public enum SignIn {}

extension SignIn {
    /// The tables of this module.
    ///
    /// Names, numbers and addresses stand here only as keyed hashes; secrets only as hashes, the shared ones sealed.
    public static let schema = SchemaModule(
        "SignIn",
        [
            Migration(
                tables: accounts + rounds + programs,
                statements: [
                    "CREATE INDEX session_by_person ON session (person, seen_ms)",
                    "CREATE INDEX program_key_by_organisation ON program_key (organisation, made_ms)",
                    "CREATE INDEX provider_link_by_person ON provider_link (person)",
                ])
        ])

    private static let accounts = [
        Table(
            "account", .domain,
            columns: """
                person {id} PRIMARY KEY, state {text} NOT NULL CHECK (state IN ('active', 'disabled')), \
                name_index {bytes} UNIQUE, password {text}, password_set_ms {integer}, totp_secret {bytes}, \
                totp_step {integer} NOT NULL, made_ms {integer} NOT NULL, \
                CHECK (password IS NULL OR name_index IS NOT NULL)
                """),
        Table(
            "recovery_code", .domain,
            columns: """
                person {id} NOT NULL REFERENCES account (person), digest {bytes} NOT NULL, \
                PRIMARY KEY (person, digest)
                """),
        Table(
            "provider_link", .domain,
            columns: """
                provider {text} NOT NULL, subject_index {bytes} NOT NULL, \
                person {id} NOT NULL REFERENCES account (person), made_ms {integer} NOT NULL, \
                PRIMARY KEY (provider, subject_index)
                """),
    ]

    private static let rounds = [
        Table(
            "session", .ephemeral,
            columns: """
                digest {bytes} PRIMARY KEY, id {id} NOT NULL UNIQUE, person {id} NOT NULL, kind {text} NOT NULL \
                CHECK (kind IN ('resident', 'staff', 'half')), device {text} NOT NULL, made_ms {integer} NOT NULL, \
                seen_ms {integer} NOT NULL, ends_ms {integer} NOT NULL, proven_ms {integer}, standing {bytes} NOT NULL
                """),
        Table(
            "known_device", .ephemeral,
            columns: """
                digest {bytes} NOT NULL, subject {bytes} NOT NULL, ends_ms {integer} NOT NULL, \
                PRIMARY KEY (digest, subject)
                """),
        Table(
            "phone_code", .ephemeral,
            columns: """
                phone_index {bytes} NOT NULL, purpose {text} NOT NULL, code_mark {bytes} NOT NULL, \
                ends_ms {integer} NOT NULL, tries {integer} NOT NULL, PRIMARY KEY (phone_index, purpose)
                """),
        Table(
            "sign_in_rate", .ephemeral,
            columns: """
                kind {text} NOT NULL, span_ms {integer} NOT NULL, subject {bytes} NOT NULL, began_ms {integer} NOT NULL, \
                taken {integer} NOT NULL, PRIMARY KEY (kind, span_ms, subject)
                """),
        Table(
            "sign_in_count", .derived,
            columns: """
                day {integer} NOT NULL, outcome {text} NOT NULL, attempts {integer} NOT NULL, \
                PRIMARY KEY (day, outcome)
                """),
        Table(
            "account_invitation", .ephemeral,
            columns: """
                digest {bytes} PRIMARY KEY, person {id} UNIQUE, ends_ms {integer} NOT NULL
                """),
        Table(
            "provider_round", .ephemeral,
            columns: """
                state_digest {bytes} PRIMARY KEY, provider {text} NOT NULL, nonce {text} NOT NULL, \
                verifier {text} NOT NULL, browser_digest {bytes} NOT NULL, ends_ms {integer} NOT NULL
                """),
        Table(
            "provider_ticket", .ephemeral,
            columns: """
                digest {bytes} PRIMARY KEY, provider {text} NOT NULL, subject_index {bytes} NOT NULL, \
                ends_ms {integer} NOT NULL
                """),
    ]

    private static let programs = [
        Table(
            "program_key", .domain,
            columns: """
                id {id} PRIMARY KEY, organisation {id} NOT NULL, place {id} NOT NULL REFERENCES place (id), \
                digest {bytes} NOT NULL UNIQUE, label {text} NOT NULL, rights {text} NOT NULL, made_by {id} NOT NULL, \
                made_ms {integer} NOT NULL, ends_ms {integer} NOT NULL, withdrawn_ms {integer}
                """),
        Table(
            "program_key_use", .ephemeral,
            columns: "program_key {id} PRIMARY KEY REFERENCES program_key (id), used_ms {integer} NOT NULL"),
    ]
}
