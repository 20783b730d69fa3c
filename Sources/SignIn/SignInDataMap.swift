public import Store

extension SignIn {
    /// What the tables of this module hold.
    ///
    /// Source: what lets people in is kept a day past its end, so that a replay is still told from a stranger's try; see
    /// decision 0011.
    public static let dataMap = DataMap("SignIn", accounts + sessions + providers + programs)

    private static let accounts = [
        TableNote(
            "account", about: "person", for: .signIn, on: .contract, keep: .untilErased,
            inside: "person state password_set_ms totp_step made_ms", personal: "name_index",
            sensitive: "password totp_secret", sealed: Sealing("totp_secret", owner: nil, row: "person"),
            hashed: "name_index password"),
        TableNote(
            "recovery_code", about: "person", for: .signIn, on: .contract, keep: .untilErased, inside: "person",
            sensitive: "digest", hashed: "digest"),
        TableNote(
            "account_invitation", about: "person", for: .signIn, on: .contract, keep: .days(1, since: "ends_ms"),
            inside: "person ends_ms", sensitive: "digest", hashed: "digest"),
    ]

    private static let sessions = [
        TableNote(
            "session", about: "person", for: .signIn, on: .contract, keep: .days(1, since: "ends_ms"),
            inside: "id person kind made_ms seen_ms ends_ms proven_ms standing", personal: "device",
            sensitive: "digest", hashed: "digest standing"),
        TableNote(
            "phone_code", for: .signIn, on: .contract, keep: .days(1, since: "ends_ms"),
            inside: "purpose ends_ms tries", personal: "phone_index", sensitive: "code_mark",
            hashed: "phone_index code_mark"),
        TableNote(
            "known_device", for: .signIn, on: .contract, keep: .days(1, since: "ends_ms"), inside: "subject ends_ms",
            sensitive: "digest", hashed: "digest subject"),
        TableNote(
            "sign_in_rate", for: .signIn, on: .duty, keep: .days(2, since: "began_ms"),
            inside: "kind span_ms subject began_ms taken", hashed: "subject"),
        TableNote("sign_in_count", for: .running, on: .nobody, keep: .forGood, inside: "day outcome attempts"),
    ]

    private static let providers = [
        TableNote(
            "provider_link", about: "person", for: .signIn, on: .consent, keep: .untilErased,
            inside: "provider person made_ms", personal: "subject_index", hashed: "subject_index"),
        TableNote(
            "provider_round", for: .signIn, on: .contract, keep: .days(1, since: "ends_ms"),
            inside: "provider nonce verifier browser_digest ends_ms state_digest",
            hashed: "browser_digest state_digest"),
        TableNote(
            "provider_ticket", for: .signIn, on: .contract, keep: .days(1, since: "ends_ms"),
            inside: "provider ends_ms digest", personal: "subject_index", hashed: "digest subject_index"),
    ]

    private static let programs = [
        TableNote(
            "program_key", about: "made_by", for: .rights, on: .duty, keep: .forGood,
            inside: "id organisation place label rights made_by made_ms ends_ms withdrawn_ms", sensitive: "digest",
            hashed: "digest"),
        TableNote(
            "program_key_use", for: .running, on: .nobody, keep: .whileThere, inside: "program_key used_ms"),
    ]
}
