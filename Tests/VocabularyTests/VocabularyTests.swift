import Testing
import Vocabulary

@Suite("Vocabulary")
struct VocabularyTests {
    @Test("an identifier survives text and bytes")
    func identifierRoundTrip() throws {
        let surroundings = Surroundings(clock: { Instant(millisecondsSince1970: 1_790_000_000_123) }, chance: { .max })
        let identifier = surroundings.identifier()
        #expect(Identifier(identifier.description) == identifier)
        #expect(Identifier(bytes: identifier.bytes) == identifier)
        #expect(Identifier(identifier.description.uppercased()) == identifier)
        let text = Array(identifier.description)
        #expect(text[14] == "7", "the version stands in the third group")
        #expect("89ab".contains(text[19]), "the variant stands in the fourth group")
    }

    @Test(
        "what is no identifier is refused",
        arguments: [
            "", "0198c7e1", "0198c7e1-0000-7000-8000-00000000000", "0198c7e1-0000-7000-8000-0000000000000",
            "0198c7e1_0000-7000-8000-000000000000", "0198c7e1-0000-7000-8000-00000000000g",
            "０198c7e1-0000-7000-8000-00000000",
        ])
    func identifierRefused(_ text: String) {
        #expect(Identifier(text) == nil)
    }

    @Test("identifiers sort in the order of making, also when the clock goes back and the counter runs over")
    func identifierOrder() {
        let times = [5_000, 5_000, 4_000, 6_000, 5_999] as [Int64]
        let clock = Clock(times)
        let surroundings = Surroundings(clock: { clock.next() }, chance: { 0 })
        var made: [Identifier] = []
        for _ in 0..<10_000 { made.append(surroundings.identifier()) }
        #expect(made == made.sorted())
        #expect(Set(made).count == made.count)
    }

    private final class Clock: @unchecked Sendable {
        private var times: [Int64]
        init(_ times: [Int64]) { self.times = times }
        func next() -> Instant {
            Instant(millisecondsSince1970: times.count > 1 ? times.removeFirst() : times[0])
        }
    }

    @Test(
        "an instant writes itself as RFC 3339",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_790_000_000_123, "2026-09-21T14:13:20.123Z"),
        ] as [(Int64, String)])
    func instantText(_ milliseconds: Int64, _ text: String) {
        #expect(Instant(millisecondsSince1970: milliseconds).description == text)
    }

    @Test("a local day is that of the wall, and its end is the next midnight there")
    func localDay() {
        // 2026-11-22 00:30 in Shanghai is still the 21st in Greenwich.
        let instant = Instant(millisecondsSince1970: 1_795_278_600_000)
        let day = LocalDay(instant, offsetSeconds: 28_800)
        #expect(day.description == "2026-11-22")
        #expect(LocalDay(instant, offsetSeconds: 0).description == "2026-11-21")
        #expect(day.weekday == 7)
        #expect(instant.endOfDay(zoneSeconds: 28_800).description == "2026-11-22T16:00:00.000Z")
    }

    @Test("days and civil dates agree over 400 years")
    func civilDates() {
        var expected = (year: 1970, month: 1, day: 1)
        for days in 0..<146_097 {
            let civil = LocalDay(daysSince1970: days).civil
            #expect(civil == expected)
            if civil != expected { return }
            expected.day += 1
            if expected.day > Self.length(of: expected.month, expected.year) {
                expected = expected.month == 12 ? (expected.year + 1, 1, 1) : (expected.year, expected.month + 1, 1)
            }
        }
    }

    private static func length(of month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    @Test("coordinates outside the Earth are refused")
    func coordinates() {
        #expect(Coordinate(longitude: 120.1, latitude: 30.2)?.longitudeE7 == 1_201_000_000)
        #expect(Coordinate(longitude: 181, latitude: 0) == nil)
        #expect(Coordinate(longitude: .nan, latitude: 0) == nil)
        #expect(Coordinate(longitudeE7: 0, latitudeE7: 900_000_001) == nil)
    }
}
