public import Store

extension People {
    /// What the tables of this module hold.
    public static let dataMap = DataMap("People", persons + homes + organisations + rights + readings)

    private static let persons = [
        TableNote(
            "person", about: "id", for: .identity, on: .contract, keep: .untilErased,
            open: "service_zh service_en", inside: "id is_account added_ms version",
            personal: "name latin phone phone_index birth language",
            sensitive: "document document_index is_protected",
            sealed: Sealing("name latin phone document birth language", owner: "id", row: "id"),
            hashed: "phone_index document_index"),
        TableNote(
            "belonging", about: "person", for: .home, on: .contract, keep: .whileThere,
            inside: "id person why cause from_ms until_ms", personal: "place"),
        TableNote(
            "name_token", about: "person", for: .identity, on: .contract, keep: .untilErased, inside: "place person",
            personal: "token", hashed: "token"),
        TableNote(
            "guardianship", about: "ward guardian", for: .identity, on: .duty, keep: .whileThere,
            inside: "id guardian ward kind from_ms until_ms"),
        TableNote(
            "contact_address", about: "person", for: .notices, on: .consent, keep: .untilErased, inside: "person",
            personal: "email wechat", sealed: Sealing("email wechat", owner: "person", row: "person")),
    ]

    private static let homes = [
        TableNote("household", for: .home, on: .contract, keep: .whileThere, inside: "id home made_ms"),
        TableNote(
            "household_member", about: "person", for: .home, on: .contract, keep: .whileThere,
            inside: "id household person from_ms until_ms", personal: "kin"),
        TableNote(
            "tenure", about: "person", for: .home, on: .contract, keep: .whileThere,
            inside: "id person kind share_part share_whole from_ms until_ms", personal: "home area_centi_square_metres"),
        TableNote(
            "register_line", about: "taken_by", for: .home, on: .duty, keep: .whileThere,
            inside: "id home area_centi_square_metres share_part share_whole imported_ms taken_by",
            personal: "proof_index",
            hashed: "proof_index"),
        TableNote(
            "claim", about: "person decided_by", for: .home, on: .contract, keep: .whileThere,
            inside: "id person kind way state made_ms decided_ms decided_by", personal: "home reason"),
        TableNote(
            "claim_try", about: "person", for: .signIn, on: .duty, keep: .days(7, since: "at_ms"),
            inside: "person at_ms id"),
        TableNote(
            "invitation", about: "used_by made_by", for: .home, on: .contract, keep: .whileThere,
            inside: "id code_index kind kin made_by made_ms expires_ms used_by used_ms", personal: "home",
            hashed: "code_index"),
    ]

    private static let organisations = [
        TableNote(
            "organisation", for: .rights, on: .nobody, keep: .forGood, open: "kind name_zh name_en place",
            inside: "id made_ms ended_ms"),
        TableNote(
            "membership", about: "person", for: .rights, on: .contract, keep: .whileThere,
            inside: "id organisation person post from_ms until_ms"),
    ]

    private static let rights = [
        TableNote(
            "role_grant", about: "person given_by withdrawn_by", for: .rights, on: .duty, keep: .forGood,
            inside: "id person role place from_ms until_ms given_by given_ms withdrawn_by withdrawn_ms"),
        TableNote(
            "two_persons", about: "subject proposed_by confirmed_by refused_by", for: .rights, on: .duty,
            keep: .forGood,
            inside: """
                id act subject role place proposed_by proposed_ms expires_ms confirmed_by confirmed_ms open_until_ms \
                refused_by refused_ms
                """, sensitive: "reason"),
    ]

    private static let readings = [
        TableNote(
            "reading", about: "person reader", for: .proof, on: .duty, keep: .forGood,
            inside: "id reader person fields purpose matter at_ms"),
        TableNote(
            "consent", about: "person given_by", for: .consent, on: .consent, keep: .forGood,
            inside: "id person purpose text_version channel given_by given_ms withdrawn_ms"),
    ]
}
