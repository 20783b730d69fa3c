public import Store

extension Keyring {
    /// What the tables of this module hold.
    ///
    /// Source: 400 days for the report of the nightly job, as for every audit of the house (S-30 of the security list).
    public static let dataMap = DataMap(
        "Keyring",
        [
            TableNote(
                "data_key", about: "owner", for: .running, on: .duty, keep: .untilErased,
                inside: "owner number kek made_ms", sensitive: "wrapped"),
            TableNote(
                "erasure", about: "owner", for: .proof, on: .duty, keep: .forGood, inside: "owner at_ms reason"),
            TableNote(
                "key_proof", for: .running, on: .nobody, keep: .forGood, inside: "id proof made_ms", hashed: "proof"),
            TableNote("retired_kek", for: .running, on: .nobody, keep: .forGood, inside: "number retired_ms"),
            TableNote(
                "retention_run", for: .proof, on: .nobody, keep: .days(400, since: "at_ms"),
                inside: "at_ms name removed"),
        ])
}
