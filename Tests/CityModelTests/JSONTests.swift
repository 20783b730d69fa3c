import CityModel
import Testing

@Suite struct JSONTests {
    @Test(
        "numbers, strings and members come back as they were written",
        arguments: [
            #"{"a":1,"b":-0,"c":1.000000,"d":1e999,"e":123456789012345678901234567890,"f":-12345678901234567}"#,
            #"[[],{},[[]],"",null,true,false,0,-1,0.5E-7]"#,
            #"{"里坊":"é\"\\\n\t","x":"\u0001"}"#,
            "17", "\"x\"", "[1,[2,[3,{\"k\":[4]}]]]",
        ])
    func exactRoundTrip(source: String) throws {
        #expect(text(try json(source).root.value.bytes) == source)
    }

    @Test("escapes decode, pairs of surrogates too")
    func escapes() throws {
        #expect(try json(#""\u00e9\ud83c\udfd8\/\b\f\n\r\t""#).root.string == "é🏘/\u{8}\u{c}\n\r\t")
    }

    @Test("white space and a byte order mark are allowed around values")
    func space() throws {
        #expect(
            text(try JSONDocument([0xEF, 0xBB, 0xBF] + Array(" { \"a\" :\r\n [ 1 , 2 ]\t} ".utf8)).root.value.bytes)
                == #"{"a":[1,2]}"#)
    }

    @Test(
        "text that is not JSON is refused with its place",
        arguments: [
            ("", JSONError.unexpectedEnd(offset: 0)), ("[1,", .unexpectedEnd(offset: 3)),
            ("[1,]", .unexpectedByte(offset: 3)),
            ("[1 2]", .unexpectedByte(offset: 3)), ("{\"a\" 1}", .unexpectedByte(offset: 5)),
            ("{1:2}", .unexpectedByte(offset: 1)),
            ("01", .invalidNumber(offset: 0)), ("[-]", .invalidNumber(offset: 1)), ("1.", .invalidNumber(offset: 0)),
            ("1e+", .invalidNumber(offset: 0)), ("nul", .unexpectedEnd(offset: 3)),
            ("\"a\nb\"", .invalidString(offset: 2)),
            ("\"\\x\"", .invalidString(offset: 1)), ("\"\\ud800\"", .invalidString(offset: 1)),
            ("\"a", .unexpectedEnd(offset: 2)),
            ("\"\\udc00\\ud800\"", .invalidString(offset: 1)), ("1 1", .trailingBytes(offset: 2)),
            ("[}", .unexpectedByte(offset: 1)),
            ("{\"a\":1,}", .unexpectedByte(offset: 7)), ("+1", .unexpectedByte(offset: 0)),
            ("\"\\", .invalidString(offset: 2)),
            ("]", .unexpectedByte(offset: 0)), ("NaN", .unexpectedByte(offset: 0)),
        ])
    func refusals(source: String, error: JSONError) {
        #expect(throws: error) { try JSONDocument(Array(source.utf8)) }
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [
            [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xC3],
            [0xE4, 0xB8],
        ] as [[UInt8]])
    func encoding(bytes: [UInt8]) {
        #expect(throws: JSONError.invalidUTF8(offset: 1)) { try JSONDocument([0x22] + bytes + [0x22]) }
    }

    @Test("depth and size have limits")
    func limits() throws {
        let deep = [UInt8](repeating: 0x5B, count: 97)
        #expect(throws: JSONError.tooDeep(offset: 96)) { try JSONDocument(deep) }
        let fits = [UInt8](repeating: 0x5B, count: 96) + [UInt8](repeating: 0x5D, count: 96)
        #expect(try JSONDocument(fits).root.isArray)
        #expect(throws: JSONError.tooLarge(offset: 4)) {
            try JSONDocument(Array("[1,2]".utf8), limits: JSONLimits(bytesMax: 4))
        }
    }

    @Test("containers that never close end in an error, whatever stands in them")
    func unclosed() {
        for depth in 1...96 {
            for tail in ["", "{\"a\":", "[[1,1,1", "{\"\":[[:"] {
                #expect(throws: JSONError.self) {
                    try JSONDocument(Array((String(repeating: "[", count: depth) + tail).utf8))
                }
            }
        }
    }

    @Test("whole numbers are found in every notation and nothing else is taken for one")
    func wholeNumbers() throws {
        let items = try json("[1,1.0,1e2,1.5,9223372036854775807,9223372036854775808,-3]").root.items
        #expect(items.map(\.int) == [1, 1, 100, nil, 9_223_372_036_854_775_807, nil, -3])
    }

    @Test("objects are equal in whatever order their members stand")
    func order() throws {
        #expect(try json(#"{"a":1,"b":{"c":2,"d":3}}"#).root.value == json(#"{"b":{"d":3,"c":2},"a":1}"#).root.value)
        #expect(try json(#"{"a":1}"#).root.value != json(#"{"a":1.0}"#).root.value)
    }
}
