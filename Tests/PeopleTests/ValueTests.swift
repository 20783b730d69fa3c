import People
import Testing
import Vocabulary

@Suite("People: values")
struct ValueTests {
    @Test("telephone numbers have one form, however they are typed")
    func phones() {
        for typed in ["13800001234", "138 0000 1234", "+86 138-0000-1234", "0086 13800001234", "8613800001234"] {
            #expect(PhoneNumber(typed)?.international == "+8613800001234", "\(typed)")
        }
        #expect(PhoneNumber("0571-88886666")?.international == "+8657188886666")
        #expect(PhoneNumber("+49 30 1234567")?.international == "+49301234567")
        for wrong in ["", "12800001234", "1380000123", "138000012345", "abc", "+", "+0123456789", "13800001234x"] {
            #expect(PhoneNumber(wrong) == nil, "\(wrong)")
        }
    }

    @Test("masks show what the rules say and no more")
    func masks() throws {
        let names = [
            "陈桂芳": "陈*芳", "沈敏": "沈*", "欧阳小敏": "欧**敏", "Anna Weber": "Anna W.", "Anna": "A***", "陈": "*",
        ]
        for (name, masked) in names { #expect(PersonName(name)?.masked == masked) }
        let phone = try #require(PhoneNumber("13800001234"))
        #expect(phone.masked == "138****1234")
        #expect("\(phone)" == "138****1234")
        let document = try #require(IdentityDocument(.citizen, "11010519491231002X"))
        #expect(document.masked == "**************002X")
        #expect("\(document)" == document.masked)
    }

    @Test("numbers of citizens need region, calendar date and check digit")
    func documents() throws {
        // The example of the standard.
        let example = try #require(IdentityDocument(.citizen, "11010519491231002x"))
        #expect(example.birth == LocalDay(year: 1949, month: 12, day: 31))
        for wrong in [
            "110105194912310020", "11010519491331002X", "00010519491231002X", "1101051949123100", "11010519490231002X",
        ] {
            #expect(IdentityDocument(.citizen, wrong) == nil, "\(wrong)")
        }
        #expect(IdentityDocument(.passport, "c01x 00t47")?.number == "C01X00T47")
        #expect(IdentityDocument(.passport, "C1") == nil)
        #expect(IdentityDocument(.passport, "C01-00447") == nil)
    }

    @Test("days of the calendar go there and back, and ages count by anniversary")
    func days() throws {
        for number in stride(from: -80_000, to: 80_000, by: 97) {
            let (year, month, day) = LocalDay(daysSince1970: number).civil
            #expect(LocalDay(year: year, month: month, day: day)?.daysSince1970 == number)
        }
        #expect(LocalDay(year: 2023, month: 2, day: 29) == nil)
        #expect(LocalDay("2024-02-29") == LocalDay(year: 2024, month: 2, day: 29))
        #expect(LocalDay("2024-2-29") == nil)
        let birth = try #require(LocalDay(year: 2012, month: 11, day: 22))
        #expect(birth.wholeYears(until: try #require(LocalDay(year: 2026, month: 11, day: 21))) == 13)
        #expect(birth.wholeYears(until: try #require(LocalDay(year: 2026, month: 11, day: 22))) == 14)
    }

    @Test("names hold letters of any script and nothing else")
    func names() {
        #expect(PersonName("  陈 桂芳 ")?.written == "陈 桂芳")
        #expect(PersonName("阿卜杜拉·买买提") != nil)
        for wrong in ["", " ", "陈1", "<b>", "a\u{0}b", String(repeating: "陈", count: 51)] {
            #expect(PersonName(wrong) == nil, "\(wrong)")
        }
        #expect(PersonName("陈桂芳", latin: "Chen Guifang")?.searchWords == ["陈", "桂", "芳", "chen", "guifang"])
    }
}
