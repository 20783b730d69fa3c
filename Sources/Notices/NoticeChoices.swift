public import Vocabulary

/// When notices may leave the house for a person: quiet hours, and whether several are put together.
public struct NoticeRhythm: Sendable, Hashable {
    /// How notices are put together.
    public enum Digest: String, Sendable, Hashable, CaseIterable {
        /// Each one by itself.
        case none
        /// Once a day.
        case daily
        /// Once a week.
        case weekly
    }

    /// Minute of the local day at which quiet hours begin, 0…1,439.
    public var quietFromMinute: Int
    /// Minute of the local day at which they end, 0…1,439; equal to the beginning means none.
    public var quietUntilMinute: Int
    /// How notices are put together.
    public var digest: Digest
    /// Minute of the local day of a digest, 0…1,439.
    public var digestMinute: Int
    /// Day of a weekly digest, Monday 1 … Sunday 7.
    public var digestWeekday: Int

    /// Says a rhythm; the values of somebody who has chosen nothing are 21:30 to 07:30, no digest, 18:00, Friday.
    ///
    /// Source: Decision 0013.
    public init(
        quietFromMinute: Int = 1_290, quietUntilMinute: Int = 450, digest: Digest = .none, digestMinute: Int = 1_080,
        digestWeekday: Int = 5
    ) {
        self.quietFromMinute = quietFromMinute
        self.quietUntilMinute = quietUntilMinute
        self.digest = digest
        self.digestMinute = digestMinute
        self.digestWeekday = digestWeekday
    }

    /// When something told now may leave, and whether together with others.
    ///
    /// - Parameter zoneSeconds: Seconds east of Greenwich.
    /// - Returns: A moment that is now or later; a moment of a digest is the same for everything told before it.
    public func leaving(at now: Instant, isUrgent: Bool, zoneSeconds: Int) -> (moment: Instant, isDigest: Bool) {
        if isUrgent { return (now, false) }
        switch digest {
        case .none: return (afterQuiet(now, zoneSeconds), false)
        case .daily: return (afterQuiet(next(now, zoneSeconds, weekday: nil), zoneSeconds), true)
        case .weekly: return (afterQuiet(next(now, zoneSeconds, weekday: digestWeekday), zoneSeconds), true)
        }
    }

    /// The moment itself, or the end of the quiet hours in which it lies.
    private func afterQuiet(_ moment: Instant, _ zoneSeconds: Int) -> Instant {
        let millisecond = Self.millisecondOfDay(moment, zoneSeconds)
        let (from, until) = (Int64(quietFromMinute) * 60_000, Int64(quietUntilMinute) * 60_000)
        let isQuiet =
            from <= until
            ? (from..<until).contains(millisecond) : millisecond >= from || millisecond < until
        guard isQuiet else { return moment }
        let wait = until - millisecond
        return moment.advanced(byMilliseconds: wait > 0 ? wait : wait + Self.day)
    }

    private func next(_ now: Instant, _ zoneSeconds: Int, weekday: Int?) -> Instant {
        let wait = Int64(digestMinute) * 60_000 - Self.millisecondOfDay(now, zoneSeconds)
        let first = now.advanced(byMilliseconds: wait > 0 ? wait : wait + Self.day)
        guard let weekday else { return first }
        let days = (weekday - LocalDay(first, offsetSeconds: zoneSeconds).weekday + 7) % 7
        return first.advanced(byMilliseconds: Int64(days) * Self.day)
    }

    private static let day: Int64 = 86_400_000

    private static func millisecondOfDay(_ moment: Instant, _ zoneSeconds: Int) -> Int64 {
        day - moment.endOfDay(zoneSeconds: zoneSeconds).milliseconds(since: moment)
    }

    var isSound: Bool {
        let minutes = 0...1_439
        return minutes.contains(quietFromMinute) && minutes.contains(quietUntilMinute)
            && minutes.contains(digestMinute) && (1...7).contains(digestWeekday)
    }
}

/// What a person chose: through which channels for which topic, and when.
public struct NoticeChoices: Sendable, Hashable {
    /// Channels by topic; topics that are missing have their defaults.
    public var channels: [NoticeTopic: Set<NoticeChannel>]
    /// When.
    public var rhythm: NoticeRhythm

    /// Says choices; without arguments those of somebody who has chosen nothing.
    public init(channels: [NoticeTopic: Set<NoticeChannel>] = [:], rhythm: NoticeRhythm = NoticeRhythm()) {
        self.channels = channels
        self.rhythm = rhythm
    }

    /// The channels of a topic; what may not be switched off is among them.
    public func channels(of topic: NoticeTopic) -> Set<NoticeChannel> {
        let chosen = channels[topic] ?? topic.defaultChannels
        return topic.canBeSwitchedOff ? chosen : chosen.union(topic.defaultChannels)
    }
}
