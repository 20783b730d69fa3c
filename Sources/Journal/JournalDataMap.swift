public import Store

extension Journal {
    /// What the tables of this module hold.
    public static let dataMap = DataMap(
        "Journal",
        [
            TableNote(
                "journal_entry", about: "actor", for: .proof, on: .duty, keep: .forGood,
                inside: "serial stamp id at_ms kind subject place community actor acted_under payload"),
            TableNote("journal_order", for: .running, on: .nobody, keep: .forGood, inside: "position serial"),
            TableNote(
                "journal_sequencer", for: .running, on: .nobody, keep: .whileThere, inside: "id position stamp serial"),
            TableNote(
                "journal_follower", for: .running, on: .nobody, keep: .whileThere,
                inside: "name position failures holder held_until_ms"),
            TableNote(
                "journal_parked", for: .running, on: .nobody, keep: .whileThere,
                inside: "follower position reason parked_ms"),
            TableNote(
                "timer", for: .running, on: .nobody, keep: .whileThere, inside: "id kind subject due_ms failures parked"
            ),
            TableNote(
                "request_key", about: "actor", for: .running, on: .contract, keep: .days(7, since: "made_ms"),
                inside: "actor key fingerprint answer made_ms"),
        ])
}
