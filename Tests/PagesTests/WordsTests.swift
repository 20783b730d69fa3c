import Foundation
import Testing
import Vocabulary

@testable import Pages

@Suite("Words")
struct WordsTests {
    /// Every room of the house that speaks; a room that is missing here fails the test of its files.
    static let rooms: [any RoomPhrase.Type] = [
        Phrase.self, FilePhrase.self, GroundPhrase.self, NoticesPhrase.self, SignInPhrase.self, PeoplePhrase.self,
        DataPhrase.self,
    ]

    static func files(_ room: any RoomPhrase.Type) -> [[String: String]] {
        Language.allCases.compactMap { room.texts.files[$0] }
    }

    static func keys<Room: RoomPhrase>(_ room: Room.Type) -> Set<String> { Set(room.allCases.map(\.key)) }

    static func texts<Room: RoomPhrase>(_ room: Room.Type, _ words: Words) -> [(key: String, text: String)] {
        room.allCases.map { ($0.key, words.said($0)) }
    }

    func placeholders(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{([a-z]*)\}/).map { String($0.1) })
    }

    @Test("both languages say every phrase, and nothing else")
    func complete() {
        for room in Self.rooms {
            let keys = Self.keys(room)
            for file in Self.files(room) {
                #expect(Set(file.keys.filter { !$0.hasSuffix(".elder") }) == keys)
                for key in file.keys where key.hasSuffix(".elder") { #expect(keys.contains(String(key.dropLast(6)))) }
                for (key, text) in file { #expect(!text.trimmingCharacters(in: .whitespaces).isEmpty, "\(key)") }
            }
        }
    }

    @Test("every pair of files belongs to a room that these tests know")
    func rooms() throws {
        let folder = Self.sources.appendingPathComponent("Strings")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.count == Self.rooms.count * Language.allCases.count)
    }

    @Test("both languages have the same placeholders, but for the order and parts of a date")
    func samePlaceholders() {
        let apart = ["date.by", "date.day", "date.dayOfYear", "date.weekday"]
        for room in Self.rooms {
            let (zhHans, en) = (room.texts.files[.zhHans] ?? [:], room.texts.files[.en] ?? [:])
            for (key, text) in zhHans where !apart.contains(key) {
                let other = en[key] ?? en[String(key.dropLast(6))] ?? ""
                #expect(placeholders(text) == placeholders(other), "\(key)")
            }
        }
    }

    @Test("every phrase is said somewhere")
    func used() throws {
        var text = ""
        let names = FileManager.default.enumerator(atPath: Self.sources.path)?.compactMap { $0 as? String } ?? []
        for name in names where name.hasSuffix(".swift") && !name.hasSuffix("Phrase.swift") {
            text += try String(contentsOf: Self.sources.appendingPathComponent(name), encoding: .utf8)
        }
        let said = Set(text.matches(of: /\.([a-z]+[A-Z][A-Za-z]*|brand)\b/).map { String($0.1) })
        func check<Room: RoomPhrase>(_ room: Room.Type) {
            for phrase in room.allCases { #expect(said.contains("\(phrase)"), "\(phrase) is never said") }
        }
        for room in Self.rooms { check(room) }
    }

    static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/Pages")

    @Test("nobody is shouted at, and nobody reads officialese")
    func voice() {
        for file in Self.rooms.flatMap(Self.files) {
            for (key, text) in file {
                for word in ["!", "！", "请知悉", "予以", "温馨提示", "暂无数据", "耐心等待", "...", "TODO"] {
                    #expect(!text.contains(word), "\(key) contains \(word)")
                }
            }
        }
    }

    @Test("in elder mode a sentence has at most 20 characters")
    func elder() {
        let words = Words(.zhHans, isElder: true)
        for (key, said) in Self.rooms.flatMap({ Self.texts($0, words) }) {
            // Lists of names, the pages of staff, and the licences are not said to elders.
            let ofStaff = [
                "date.", "desk.", "licenses.", "finish.", "sheet.", "keep.", "move.", "grids.", "grid.", "undelivered.",
                "choices.days",
            ]
            if ofStaff.contains(where: key.hasPrefix) { continue }
            let text = said.replacing(/\{[a-z]*\}/, with: "")
            for sentence in text.split(whereSeparator: { "。？：；·".contains($0) }) {
                #expect(sentence.count <= 20, "\(key): \(sentence)")
            }
        }
    }

    @Test("placeholders are filled once, and values are not read again")
    func filling() {
        let words = Words(.en)
        #expect(words(.pagerAt, ["page": "{pages}", "pages": "3"]) == "Page {pages} of 3")
        #expect(words(.pagerAt, ["page": "1"]) == "Page 1 of {pages}")
        #expect(words(.brand, [:]) == "Lifang")
    }
}
