public import Store

extension Notices {
    /// What the tables of this module hold.
    ///
    /// Source: 400 days for what somebody was told, as decision 0013 says; seven days for webhooks, in which a replay could
    /// come.
    public static let dataMap = DataMap(
        "Notices",
        [
            TableNote(
                "notice", about: "person", for: .notices, on: .contract, keep: .days(400, since: "at_ms"),
                inside: "id person kind facts subject community cause at_ms read_ms"),
            TableNote(
                "notice_choice", about: "person", for: .notices, on: .consent, keep: .untilErased,
                inside: "person topic channel is_on"),
            TableNote(
                "notice_rhythm", about: "person", for: .notices, on: .consent, keep: .untilErased,
                inside: """
                    person quiet_from_minute quiet_until_minute digest digest_minute digest_weekday
                    """),
            TableNote(
                "notice_delivery", about: "person", for: .notices, on: .contract, keep: .whileThere,
                inside: """
                    id person channel topic community is_digest leaves_ms state attempts next_ms claimer reason made_ms \
                    changed_ms
                    """),
            TableNote(
                "notice_delivery_item", for: .notices, on: .contract, keep: .whileThere, inside: "delivery notice"),
            TableNote(
                "webhook_received", for: .running, on: .nobody, keep: .days(7, since: "at_ms"),
                inside: "sender message at_ms"),
        ])
}
