import Foundation
import Testing
import Vocabulary

@testable import Notices

@Suite("Notices: quiet hours and digests")
struct NoticeRhythmTests {
    /// A local time of Shanghai, `2026-09-21T12:00:00`, as a moment.
    static func local(_ text: String) throws -> Instant {
        let format = ISO8601DateFormatter()
        let date = try #require(format.date(from: text + "+08:00"))
        return Instant(millisecondsSince1970: Int64(date.timeIntervalSince1970 * 1_000))
    }

    @Test(
        "quiet hours hold until the morning, also over midnight, and end to the minute",
        arguments: [
            ("2026-09-21T21:29:59", "2026-09-21T21:29:59"), ("2026-09-21T21:30:00", "2026-09-22T07:30:00"),
            ("2026-09-21T23:59:59", "2026-09-22T07:30:00"), ("2026-09-22T00:00:00", "2026-09-22T07:30:00"),
            ("2026-09-22T07:29:59", "2026-09-22T07:30:00"), ("2026-09-22T07:30:00", "2026-09-22T07:30:00"),
            ("2026-12-31T23:00:00", "2027-01-01T07:30:00"), ("2028-02-28T22:00:00", "2028-02-29T07:30:00"),
        ])
    func quiet(now: String, leaves: String) throws {
        let (moment, isDigest) = NoticeRhythm().leaving(at: try Self.local(now), isUrgent: false, zoneSeconds: 28_800)
        #expect(moment == (try Self.local(leaves)))
        #expect(!isDigest)
    }

    @Test("what is urgent leaves at once, also at night and with a digest")
    func urgent() throws {
        let night = try Self.local("2026-09-21T23:00:00")
        let rhythm = NoticeRhythm(digest: .weekly)
        #expect(rhythm.leaving(at: night, isUrgent: true, zoneSeconds: 28_800).moment == night)
    }

    @Test("quiet hours within one day, and none")
    func otherHours() throws {
        let noon = try Self.local("2026-09-21T13:00:00")
        let siesta = NoticeRhythm(quietFromMinute: 720, quietUntilMinute: 840)
        let end = try Self.local("2026-09-21T14:00:00")
        #expect(siesta.leaving(at: noon, isUrgent: false, zoneSeconds: 28_800).moment == end)
        let none = NoticeRhythm(quietFromMinute: 0, quietUntilMinute: 0)
        let night = try Self.local("2026-09-21T03:00:00")
        #expect(none.leaving(at: night, isUrgent: false, zoneSeconds: 28_800).moment == night)
    }

    @Test(
        "a daily digest leaves at its minute; what is told in that minute waits for the next day",
        arguments: [
            ("2026-09-21T17:59:59", "2026-09-21T18:00:00"), ("2026-09-21T18:00:00", "2026-09-22T18:00:00"),
            ("2026-09-21T00:00:00", "2026-09-21T18:00:00"), ("2026-12-31T18:00:01", "2027-01-01T18:00:00"),
        ])
    func daily(now: String, leaves: String) throws {
        let found = NoticeRhythm(digest: .daily).leaving(at: try Self.local(now), isUrgent: false, zoneSeconds: 28_800)
        #expect(found.moment == (try Self.local(leaves)))
        #expect(found.isDigest)
    }

    @Test(
        "a weekly digest leaves on its day; 25 September 2026 is a Friday",
        arguments: [
            ("2026-09-21T12:00:00", "2026-09-25T18:00:00"), ("2026-09-25T17:59:59", "2026-09-25T18:00:00"),
            ("2026-09-25T18:00:00", "2026-10-02T18:00:00"), ("2026-09-26T00:00:00", "2026-10-02T18:00:00"),
        ])
    func weekly(now: String, leaves: String) throws {
        let found = NoticeRhythm(digest: .weekly).leaving(at: try Self.local(now), isUrgent: false, zoneSeconds: 28_800)
        #expect(found.moment == (try Self.local(leaves)))
    }

    @Test("a digest at night waits for the end of the quiet hours")
    func digestAtNight() throws {
        let rhythm = NoticeRhythm(digest: .daily, digestMinute: 1_380)
        let found = rhythm.leaving(at: try Self.local("2026-09-21T12:00:00"), isUrgent: false, zoneSeconds: 28_800)
        #expect(found.moment == (try Self.local("2026-09-22T07:30:00")))
    }
}
