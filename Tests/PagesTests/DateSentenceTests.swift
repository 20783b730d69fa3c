import PageGallery
import Testing
import Vocabulary

@testable import Pages

@Suite("Date sentences")
struct DateSentenceTests {
    func dates(_ language: Language, secondsFromUTC: Int = 28_800) -> DateSentence {
        DateSentence(words: Words(language), now: Cast.now, secondsFromUTC: secondsFromUTC)
    }

    @Test(
        "a moment is said as near as it is",
        arguments: [
            (0, "今天 14:40", "today 14:40", "今天 14:40 前", "By 14:40 today"),
            (110, "今天 16:30", "today 16:30", "今天 16:30 前", "By 16:30 today"),
            (559, "今天 23:59", "today 23:59", "今天 23:59 前", "By 23:59 today"),
            (560, "明天 00:00", "tomorrow 00:00", "明天 00:00 前", "By 00:00 tomorrow"),
            (-880, "今天 00:00", "today 00:00", "今天 00:00 前", "By 00:00 today"),
            (-881, "昨天 23:59", "yesterday 23:59", "昨天 23:59 前", "By 23:59 on 21 November"),
            (2000, "周二 00:00", "Tuesday 00:00", "周二 00:00 前", "By 00:00 on Tuesday"),
            (9199, "周六 23:59", "Saturday 23:59", "周六 23:59 前", "By 23:59 on Saturday"),
            (9200, "11月29日 00:00", "29 November 00:00", "11月29日 00:00 前", "By 00:00 on 29 November"),
            (-8640, "周一 14:40", "Monday 14:40", "周一 14:40 前", "By 14:40 on 16 November"),
            (-10_080, "11月15日 14:40", "15 November 14:40", "11月15日 14:40 前", "By 14:40 on 15 November"),
            (57_600, "2027年1月1日", "1 January 2027", "2027年1月1日 前", "By 14:40 on 1 January"),
        ] as [(Int64, String, String, String, String)])
    func moment(minutes: Int64, zhHans: String, en: String, deadlineZhHans: String, deadlineEn: String) {
        let instant = Cast.minutes(minutes)
        #expect(dates(.zhHans).moment(instant) == zhHans)
        #expect(dates(.en).moment(instant) == en)
        #expect(dates(.zhHans).deadline(instant) == deadlineZhHans)
        #expect(dates(.en).deadline(instant) == deadlineEn)
    }

    @Test(
        "a span is said in its largest parts and never rounded up",
        arguments: [
            (-1, "不到 1 分钟", "less than a minute"), (59_999, "不到 1 分钟", "less than a minute"),
            (60_000, "1 分钟", "1 min"), (2_400_000, "40 分钟", "40 min"), (3_600_000, "1 小时", "1 h"),
            (6_600_000, "1 小时 50 分", "1 h 50 min"), (86_399_999, "23 小时 59 分", "23 h 59 min"),
            (86_400_000, "1 天", "1 day"),
            (172_800_000, "2 天", "2 days"),
        ] as [(Int64, String, String)])
    func span(milliseconds: Int64, zhHans: String, en: String) {
        #expect(dates(.zhHans).span(milliseconds: milliseconds) == zhHans)
        #expect(dates(.en).span(milliseconds: milliseconds) == en)
    }

    @Test(
        "the zone decides the day",
        arguments: [
            (28_800, "今天 14:40", "2026-11-22T14:40+08:00"), (0, "今天 06:40", "2026-11-22T06:40+00:00"),
            (-28_800, "今天 22:40", "2026-11-21T22:40-08:00"), (20_700, "今天 12:25", "2026-11-22T12:25+05:45"),
        ])
    func zone(secondsFromUTC: Int, said: String, machine: String) {
        let dates = dates(.zhHans, secondsFromUTC: secondsFromUTC)
        #expect(dates.moment(Cast.now) == said)
        #expect(dates.machine(Cast.now) == machine)
    }

    @Test(
        "days become dates, leap years and centuries included",
        arguments: [
            (0, 1970, 1, 1), (-1, 1969, 12, 31), (59, 1970, 3, 1), (11_016, 2000, 2, 29), (11_017, 2000, 3, 1),
            (20_779, 2026, 11, 22),
            (-25_509, 1900, 2, 28), (-25_508, 1900, 3, 1), (-719_468, 0, 3, 1), (2_932_896, 9999, 12, 31),
        ])
    func civil(days: Int, year: Int, month: Int, day: Int) {
        let date = CivilDate(day: days)
        #expect(date.year == year && date.month == month && date.day == day)
    }

    @Test(
        "the chip follows the stage and how near the deadline is",
        arguments: [
            (MatterStage.new, -1, Chip.late), (.new, 0, .soon), (.new, 120, .soon), (.new, 121, .new),
            (.doing, 121, .doing),
            (.doing, -1, .late), (.waiting, -1, .yours), (.done, -1, .done), (.withdrawn, -1, .shut),
        ] as [(MatterStage, Int64, Chip)])
    func chip(stage: MatterStage, minutes: Int64, expected: Chip) {
        let due = Due(.finish, by: Cast.minutes(minutes))
        #expect(Chip(stage: stage, due: due, now: Cast.now) == expected)
        #expect(Chip(stage: .new, due: nil, now: Cast.now) == .new)
    }
}
