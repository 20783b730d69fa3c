import Testing
import Vocabulary

@testable import Journal

@Suite("Payload")
struct PayloadTests {
    @Test("facts survive storing, in one order")
    func roundTrip() throws {
        let payload = Payload(
            version: 3,
            [
                "to": .code(try #require(Payload.Code("done"))), "count": .integer(-7), "flag": .flag(true),
                "place": .identifier(Identifier(high: 1, low: 2)),
            ])
        #expect(try Payload(stored: payload.stored) == payload)
        #expect(payload.stored.hasPrefix("3;count=int:-7;flag=flag:1;"))
    }

    @Test(
        "words that people write are no codes",
        arguments: ["", "灯坏了", "two words", "a;b", "A", "a=b", String(repeating: "a", count: 65)])
    func codes(_ text: String) {
        #expect(Payload.Code(text) == nil)
    }

    @Test(
        "a payload that other hands changed is refused",
        arguments: ["", "x", "1;", "1;a", "1;a=code:Ä", "1;a=int:x", "1;a=id:1", "1;a=z:1"])
    func unreadable(_ stored: String) {
        #expect(throws: JournalError.unreadablePayload) { try Payload(stored: stored) }
    }
}
