import Log
import Testing

@Suite("Canonical JSON, commitments and entries")
struct CanonicalTests {
    func canonical(_ text: String) throws -> String {
        String(decoding: try JSONValue(parsing: text.utf8).canonical(), as: UTF8.self)
    }

    /// RFC 8785 Appendix B, number serialization samples.
    static let samples: [(UInt64, String)] = [
        (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"), (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
        (0x41b3_de43_5555_5557, "333333333.33333343"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ]

    @Test("numbers are written as RFC 8785 appendix B writes them", arguments: samples)
    func numbers(_ bits: UInt64, _ text: String) throws {
        #expect(try JSONValue.ecmaScript(Double(bitPattern: bits)) == text)
    }

    @Test("what is no finite number has no canonical text", arguments: [UInt64(0x7fff_ffff_ffff_ffff), 0x7ff0 << 48])
    func notFinite(_ bits: UInt64) {
        #expect(throws: LogError.numberNotExact) { try JSONValue.ecmaScript(Double(bitPattern: bits)) }
        #expect(throws: LogError.numberNotExact) { try JSONValue.integer(9_007_199_254_740_992) }
        #expect(throws: LogError.numberNotExact) { try JSONValue.integer(.min) }
    }

    @Test("the examples of RFC 8785 §3.2 come out as printed")
    func examples() throws {
        let input = """
            {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
             "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
             "literals": [null, true, false]}
            """
        #expect(
            try canonical(input)
                == #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
                + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#)
        let names = #"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#
        #expect(try canonical(names) == "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}")
    }

    @Test("numbers survive writing and reading for every power of two and of ten")
    func roundTrip() throws {
        var values: [Double] = (-1074...1023).map { Double(sign: .plus, exponent: $0, significand: 1) }
        for exponent in -307...308 { values.append(try #require(Double("1e\(exponent)"))) }
        for value in values.flatMap({ [$0, $0.nextUp, $0.nextDown, -$0 * 3.7] }) where value.isFinite {
            #expect(
                try JSONValue.ecmaScript(value)
                    == JSONValue.ecmaScript(try #require(Double(JSONValue.ecmaScript(value)))))
            #expect(Double(try JSONValue.ecmaScript(value)) == value)
        }
    }

    @Test(
        "texts that are no I-JSON are refused",
        arguments: [
            "", " ", "nul", "tru", "{", "[", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "01", "-", "1.", ".5", "1e",
            "+1",
            "0x1", "1e400", "-1e400", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"",
            "\"\t\"", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "1 2", "[1 2]", "NaN", "Infinity", "'a'",
            "\u{feff}1",
            "[1]]", "{\"a\":1}}", "// x\n1", "\"\\u+123\"", "--1", "1e+", "[,1]",
        ])
    func refused(_ text: String) {
        #expect(throws: LogError.self) { try JSONValue(parsing: text.utf8) }
    }

    @Test("broken UTF-8 and deep nesting are refused without a crash")
    func hostile() throws {
        #expect(throws: LogError.self) { try JSONValue(parsing: [0x22, 0xff, 0x22]) }
        #expect(throws: LogError.self) { try JSONValue(parsing: [0x22, 0xed, 0xa0, 0x80, 0x22]) }
        #expect(throws: LogError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000).utf8) }
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try canonical(deep) == deep)
        #expect(throws: LogError.self) { try JSONValue(parsing: ("[" + deep + "]").utf8) }
    }

    @Test("two spellings of one character are two names")
    func spelling() throws {
        let text = "{\"cafe\u{301}\":1,\"caf\u{e9}\":2}"
        let value = try JSONValue(parsing: text.utf8)
        #expect(value["caf\u{e9}"]?.integer == 2)
        #expect(value["cafe\u{301}"]?.integer == 1)
        #expect(throws: LogError.self) {
            try JSONValue.object([.init("a", .null), .init("a", .null)]).canonical()
        }
    }

    @Test(
        "only the canonical text passes as canonical",
        arguments: ["{ }", "1.0", "1e2", "{\"b\":1,\"a\":2}", "\"\\/\"", "-0"])
    func notCanonical(_ text: String) {
        #expect(throws: LogError.self) { try JSONValue(parsingCanonical: text.utf8) }
    }

    @Test("a commitment depends on kind, salt and record, and is the hash of its definition")
    func commitments() throws {
        let record = try JSONValue(parsing: #"{"u":"3-1-402","m":{"1":"agree"}}"#.utf8)
        let salt = [UInt8](repeating: 5, count: 32)
        let made = try Commitment(kind: "ballot", salt: salt, record: record)
        let definition = Array("lf/ballot/v1\n".utf8) + salt + Array(#"{"m":{"1":"agree"},"u":"3-1-402"}"#.utf8)
        #expect(made.hash == TreeHash.plain(definition))
        #expect(made != (try Commitment(kind: "proxy", salt: salt, record: record)))
        #expect(made != (try Commitment(kind: "ballot", salt: [UInt8](repeating: 6, count: 32), record: record)))
        #expect(made != (try Commitment(kind: "ballot", salt: salt, record: .null)))
        #expect(throws: LogError.outOfRange) { try Commitment(kind: "ballot", salt: [1], record: record) }
        for kind in ["", "Ballot", "a/b", "a\nb", "a b"] {
            #expect(throws: LogError.self) { try Commitment(kind: kind, salt: salt, record: record) }
        }
    }

    @Test("entries are canonical JSON and come back as they were")
    func entries() throws {
        let commitment = Commitment(hash: .leaf([1]))
        let entry = try LogEntry(
            kind: "paper-batch", unixMilliseconds: 1_800_000_000_123, commitment: commitment,
            fields: [.init("n", .number(12)), .init("e", .string("E1"))])
        let bytes = try entry.serialized()
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"c":"\#(commitment.hash.base64)","e":"E1","k":"paper-batch","n":12,"t":1800000000123,"v":1}"#)
        let read = try LogEntry(parsing: bytes)
        #expect(read["n"]?.integer == 12)
        #expect(read["e"]?.string == "E1")
        #expect(read.commitment == commitment)
        #expect(try read.serialized() == bytes)
        let bad = [
            "{}", #"{"k":"open","t":1,"v":2}"#, #"{"k":"open","v":1}"#, #"{"t":1,"v":1}"#,
            #"{"c":1,"k":"open","t":1,"v":1}"#,
            #"{"c":"AAAA","k":"open","t":1,"v":1}"#, #"{"k":"open","t":1.5,"v":1}"#, #"{"t":1,"k":"open","v":1}"#, "[]",
        ]
        for text in bad { #expect(throws: LogError.self, "\(text)") { try LogEntry(parsing: text.utf8) } }
        #expect(throws: LogError.self) {
            try LogEntry(kind: "open", unixMilliseconds: 1, fields: [.init("k", .null)])
        }
        #expect(throws: LogError.entryTooLong) {
            try LogEntry(
                kind: "open", unixMilliseconds: 1,
                fields: [.init("x", .string(String(repeating: "x", count: 65_536)))]
            ).serialized()
        }
    }
}
