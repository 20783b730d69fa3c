import Keyring
import Pages
import Store
import StoreContract
import Testing
import Vocabulary
import Web

@Suite("Data map")
struct DataMapTests {
    /// Every column that the schema declares, by table; read out of the definitions, so that no engine is asked.
    static var declared: [String: Set<String>] {
        var result: [String: Set<String>] = [:]
        let noColumn: Set<String> = ["CHECK", "UNIQUE", "PRIMARY", "FOREIGN", "CONSTRAINT"]
        for migration in EdgeHouse.schema.modules.flatMap(\.migrations) {
            for table in migration.tables {
                var columns = Set(
                    parts(of: table.columns).compactMap { $0.split(separator: " ").first.map(String.init) }
                ).subtracting(noColumn)
                if table.hasSerial { columns.insert("serial") }
                result[table.name, default: []].formUnion(columns)
            }
            for statement in migration.statements {
                let words = statement.split(separator: " ").map(String.init)
                guard words.count > 5, words[0...1] == ["ALTER", "TABLE"], words[3...4] == ["ADD", "COLUMN"] else {
                    continue
                }
                result[words[2], default: []].insert(words[5])
            }
        }
        return result
    }

    /// Parts between the commas that stand outside of brackets and quotation marks.
    private static func parts(of text: String) -> [String] {
        var parts = [""]
        var depth = 0
        var isQuoted = false
        for character in text {
            if character == "'" { isQuoted.toggle() }
            if character == "(", !isQuoted { depth += 1 }
            if character == ")", !isQuoted { depth -= 1 }
            if character == ",", depth == 0, !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    @Test("S-27: every column of every table stands in the map with level, purpose, ground and term, and no other does")
    func complete() {
        let declared = Self.declared
        let notes = HeldData.maps.flatMap(\.tables)
        #expect(Set(notes.map(\.name)).count == notes.count, "a table stands twice")
        #expect(Set(notes.map(\.name)).symmetricDifference(declared.keys).sorted() == [])
        for note in notes {
            let columns = note.columns.map(\.name)
            #expect(Set(columns).count == columns.count, "\(note.name): a column stands in two levels")
            #expect(
                Set(columns).symmetricDifference(declared[note.name] ?? []).sorted() == [], "\(note.name)")
            #expect(Set(note.persons).subtracting(columns).isEmpty, "\(note.name)")
            if case .days(_, let since) = note.keeping { #expect(columns.contains(since), "\(note.name)") }
        }
    }

    @Test("S-27: what is sensitive is sealed, hashed, or one of the few that the map answers for")
    func sealed() {
        let answered: Set<String> = ["data_key.wrapped", "person.is_protected", "two_persons.reason"]
        for note in HeldData.maps.flatMap(\.tables) {
            for column in note.columns where column.level == .sensitive && column.form == .clear {
                #expect(answered.contains("\(note.name).\(column.name)"), "\(note.name).\(column.name) stands in clear")
            }
            for column in note.columns {
                guard case .sealed(let owner, let row) = column.form else { continue }
                let columns = Set(note.columns.map(\.name))
                #expect(columns.contains(row) && (owner.map { columns.contains($0) } ?? true), "\(note.name)")
            }
        }
    }
}
