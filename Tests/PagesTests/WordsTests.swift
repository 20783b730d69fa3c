import Foundation
import Testing
import Vocabulary

@testable import Pages

@Suite("Words")
struct WordsTests {
    static let zhHans = Words.file(.zhHans)
    static let en = Words.file(.en)

    func placeholders(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{([a-z]*)\}/).map { String($0.1) })
    }

    @Test("both languages say every phrase, and nothing else")
    func complete() {
        let keys = Set(Phrase.allCases.map(\.key))
        for file in [Self.zhHans, Self.en] {
            #expect(Set(file.keys.filter { !$0.hasSuffix(".elder") }) == keys)
            for key in file.keys where key.hasSuffix(".elder") { #expect(keys.contains(String(key.dropLast(6)))) }
            for (key, text) in file { #expect(!text.trimmingCharacters(in: .whitespaces).isEmpty, "\(key)") }
        }
    }

    @Test("both languages have the same placeholders, but for the order and parts of a date")
    func samePlaceholders() {
        let apart = ["date.by", "date.day", "date.dayOfYear", "date.weekday"]
        for (key, text) in Self.zhHans where !apart.contains(key) {
            let other = Self.en[key] ?? Self.en[String(key.dropLast(6))] ?? ""
            #expect(placeholders(text) == placeholders(other), "\(key)")
        }
    }

    @Test("every phrase is said somewhere")
    func used() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Pages")
        var text = ""
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasSuffix(".swift") && name != "Phrase.swift" {
            text += try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        }
        let said = Set(text.matches(of: /\.([a-z]+[A-Z][A-Za-z]*|brand)\b/).map { String($0.1) })
        for phrase in Phrase.allCases { #expect(said.contains("\(phrase)"), "\(phrase) is never said") }
    }

    @Test("nobody is shouted at, and nobody reads officialese")
    func voice() {
        for file in [Self.zhHans, Self.en] {
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
        for phrase in Phrase.allCases {
            let key = phrase.key
            // Lists of names, the pages of staff, and the licences are not said to elders.
            if ["date.", "desk.", "licenses.", "finish."].contains(where: key.hasPrefix) { continue }
            let text = words(phrase).replacing(/\{[a-z]*\}/, with: "")
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
