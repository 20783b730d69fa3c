import Log
import Testing

@Suite("Canonical texts read in place")
struct CanonicalValueTests {
    static let texts = [
        "null", "true", "false", "0", "-1", "9007199254740991", "9007199254740992", "1e+21", "0.000001", "1e-7", "-2.5",
        #""""#, #""a\"\\\b\t\n\f\r\u0000\u001f/""#, "\"里坊 €\u{10000}\"", "[]", "{}", "[1,[2,{}],\"x\"]",
        #"{"":1,"\n":2,"1":3,"a":{"b":[null,false]},"aa":4}"#,
        "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}",
        #"{"by":"owner","ch":"web","m":{"1":"agree","10":"against"},"n":"ylA8fuqtLaQj+AL+nKnnJg==","t":1804791669960,"v":1}"#,
    ]

    static let others = [
        "", " 1", "1 ", "+1", "01", "-0", "1.0", "1.", ".5", "1e21", "1E+21", "1e400", "--1", "1-1", "0x1", "nan",
        "nul",
        "truefalse", "\"", "\"\\/\"", "\"\\u000A\"", "\"\\u000a\"", "\"\\u001F\"", "\"\\u0041\"", "\"\\u00\"", "\"\t\"",
        "[1,]", "[,1]", "[1 ]", "[1}", "{\"a\":1,}", "{\"a\" :1}", "{\"b\":1,\"a\":2}", "{\"a\":1,\"a\":1}", "{a:1}",
        "{\"\u{fb33}\":3,\"😀\":5}", "1\n", "\u{feff}1",
    ]

    static func isCanonical(_ bytes: [UInt8]) -> Bool {
        (try? JSONValue(parsing: bytes).canonical()) == bytes
    }

    @Test("a canonical text is read and gives itself", arguments: texts)
    func accepted(_ text: String) throws {
        let bytes = Array(text.utf8)
        #expect(Self.isCanonical(bytes))
        let value = try CanonicalValue(parsing: bytes)
        #expect(Array(value.bytes) == bytes)
        #expect(try value.json.canonical() == bytes)
        #expect(try CanonicalValue.lines(bytes + [10] + bytes + [10]).map { Array($0.bytes) } == [bytes, bytes])
    }

    @Test("any other text is refused", arguments: others)
    func refused(_ text: String) {
        #expect(!Self.isCanonical(Array(text.utf8)))
        #expect(throws: LogError.self) { try CanonicalValue(parsing: Array(text.utf8)) }
    }

    @Test("changed texts are accepted exactly if reading and writing them gives the same bytes")
    func mutations() {
        var state: UInt64 = 278
        func chance(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let letters = Array("{}[]\",:\\u0a1e+-.tn \n\u{e9}\u{fb33}".utf8)
        var accepted = 0
        for round in 0..<60_000 {
            var bytes = Array(Self.texts[round % Self.texts.count].utf8)
            for _ in 0...chance(3) {
                let place = chance(bytes.count + 1)
                switch chance(3) {
                case 0: bytes.insert(letters[chance(letters.count)], at: place)
                case 1 where place < bytes.count: bytes.remove(at: place)
                default: if place < bytes.count { bytes[place] = letters[chance(letters.count)] }
                }
            }
            let read = try? CanonicalValue(parsing: bytes)
            #expect((read != nil) == Self.isCanonical(bytes))
            if read != nil { accepted += 1 }
        }
        #expect(accepted > 1_000)
    }

    @Test("values, members and lists of names")
    func reading() throws {
        let text = #"{"a":[1,-2,0.5],"b":"x\ny","c":null,"d":true,"e":"AAE="}"#
        let value = try CanonicalValue(parsing: Array(text.utf8))
        #expect(value["a"]?.array?.map(\.integer) == [1, -2, nil])
        #expect(value["a"]?.array?.last?.number == 0.5)
        #expect(value["b"]?.string == "x\ny")
        #expect(value["b"]?.isText("x\ny") == true)
        #expect(value["b"]?.isText("x") == false)
        #expect(value["c"]?.isNull == true)
        #expect(value["d"]?.bool == true)
        #expect(value["e"]?.base64(2) == [0, 1])
        #expect(value["e"]?.base64(3) == nil)
        #expect(value["e"]?.hash == nil)
        #expect(value["f"] == nil)
        #expect(value["a"]?["b"] == nil)
        #expect(value.members?.map(\.name) == ["a", "b", "c", "d", "e"])
        #expect(!value.hasOnlyIntegers)
        for (names, holds) in [
            ("a b c d e", true), ("e d c b a f?", true), ("a b c d e?", true), ("a b c d", false), ("a b c d f", false),
            ("a b c d e f", false), ("", false),
        ] {
            #expect(value.has(MemberNames(names)) == holds, "\(names)")
        }
        #expect(try CanonicalValue(parsing: Array("{}".utf8)).has(""))
        #expect(!(try CanonicalValue(parsing: Array("[]".utf8)).has("")))
    }

    @Test("lines without their newline, empty lines and deep nesting are refused with their line")
    func lines() throws {
        #expect(try CanonicalValue.lines([]).isEmpty)
        for text in ["1\n2", "1\n\n", "1\n 2\n", "1\n2 \n"] {
            #expect(throws: LogError.malformed(.json, line: 2)) { try CanonicalValue.lines(Array(text.utf8)) }
        }
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(throws: Never.self) { try CanonicalValue(parsing: Array(deep.utf8)) }
        #expect(throws: LogError.self) { try CanonicalValue(parsing: Array("[\(deep)]".utf8)) }
    }
}
