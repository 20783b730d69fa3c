import Journal
public import Store
public import Vocabulary

extension Notices {
    /// What the person chose.
    ///
    /// - Throws: ``NoticeError/notSignedIn``, ``NoticeError/unreadable``, `StoreError`.
    public static func choices(for actor: Actor, in snapshot: Snapshot) throws -> NoticeChoices {
        try choices(of: try person(actor), in: snapshot)
    }

    /// Keeps what the person chose, as a whole; one row for each channel that differs from the default.
    ///
    /// - Throws: ``NoticeError/notSignedIn``, ``NoticeError/rhythmUnfit``, `StoreError`.
    public static func choose(_ choices: NoticeChoices, in tx: Transaction) throws {
        let person = Value.identifier(try person(tx.actor))
        let rhythm = choices.rhythm
        guard rhythm.isSound else { throw NoticeError.rhythmUnfit }
        try tx.execute("DELETE FROM notice_choice WHERE person = ?", [person])
        for topic in NoticeTopic.allCases {
            let chosen = choices.channels(of: topic)
            for channel in NoticeChannel.personal
            where chosen.contains(channel) != topic.defaultChannels.contains(channel) {
                try tx.execute(
                    "INSERT INTO notice_choice (person, topic, channel, is_on) VALUES (?, ?, ?, ?)",
                    [person, .text(topic.rawValue), .text(channel.rawValue), .flag(chosen.contains(channel))])
            }
        }
        try tx.execute(
            """
            INSERT INTO notice_rhythm (person, quiet_from_minute, quiet_until_minute, digest, digest_minute, \
            digest_weekday) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (person) DO UPDATE SET \
            quiet_from_minute = excluded.quiet_from_minute, quiet_until_minute = excluded.quiet_until_minute, \
            digest = excluded.digest, digest_minute = excluded.digest_minute, digest_weekday = excluded.digest_weekday
            """,
            [
                person, .integer(rhythm.quietFromMinute), .integer(rhythm.quietUntilMinute),
                .text(rhythm.digest.rawValue), .integer(rhythm.digestMinute), .integer(rhythm.digestWeekday),
            ])
        try Journal.append(
            EntryKind("notice.chosen"), about: tx.actor.id, at: nil, under: "notice.own", in: tx)
    }

    static func choices(of person: Identifier, in snapshot: Snapshot) throws -> NoticeChoices {
        var choices = NoticeChoices()
        try snapshot.forEach(
            "SELECT topic, channel, is_on FROM notice_choice WHERE person = ?", [.identifier(person)]
        ) { row in
            guard let topic = NoticeTopic(rawValue: try row.text(0)),
                let channel = NoticeChannel(rawValue: try row.text(1))
            else { throw NoticeError.unreadable }
            var channels = choices.channels[topic] ?? topic.defaultChannels
            if try row.flag(2) { channels.insert(channel) } else { channels.remove(channel) }
            choices.channels[topic] = channels
            return true
        }
        let rhythm = try snapshot.first(
            """
            SELECT quiet_from_minute, quiet_until_minute, digest, digest_minute, digest_weekday FROM notice_rhythm \
            WHERE person = ?
            """, [.identifier(person)]
        ) { row in
            guard let digest = NoticeRhythm.Digest(rawValue: try row.text(2)) else { throw NoticeError.unreadable }
            return NoticeRhythm(
                quietFromMinute: Int(try row.integer(0)), quietUntilMinute: Int(try row.integer(1)), digest: digest,
                digestMinute: Int(try row.integer(3)), digestWeekday: Int(try row.integer(4)))
        }
        if let rhythm { choices.rhythm = rhythm }
        return choices
    }
}
