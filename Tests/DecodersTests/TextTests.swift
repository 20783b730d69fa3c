import Decoders
import Glibc
import Testing

@Suite("Text: GB 18030, JSON, hexadecimal")
struct TextTests {
    /// What glibc's converter makes of the bytes; `nil` if it refuses.
    static func glibc(_ bytes: [UInt8]) -> [UInt32]? {
        guard let converter = iconv_open("UTF-32LE", "GB18030"), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [UInt32](repeating: 0, count: bytes.count + 4)
        var inputLeft = input.count
        var outputLeft = output.count * 4
        let result = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBytes { to in
                var source = from.baseAddress
                var target = to.bindMemory(to: CChar.self).baseAddress
                return iconv(converter, &source, &inputLeft, &target, &outputLeft)
            }
        }
        guard result != Int.max && Int(bitPattern: UInt(result)) != -1 else { return nil }
        return Array(output[..<(output.count - outputLeft / 4)])
    }

    @Test("all 23,940 cells of two bytes read as in glibc, and write back")
    func twoBytes() throws {
        var bytes: [UInt8] = []
        for lead in UInt8(0x81)...0xFE {
            for trail in UInt8(0x40)...0xFE where trail != 0x7F { bytes += [lead, trail] }
        }
        let theirs = try #require(Self.glibc(bytes))
        let ours = try GB18030.string(strict: bytes).unicodeScalars.map(\.value)
        #expect(ours.count == 23_940)
        let different = zip(ours, theirs).enumerated().filter { $0.element.0 != $0.element.1 }.map { $0.offset }
        #expect(different.isEmpty)
        #expect(try GB18030.bytes(GB18030.string(strict: bytes)) == bytes)
    }

    @Test("all scalars of Unicode write to bytes that read back; the four-byte forms are those of glibc")
    func everyScalar() throws {
        var text = String.UnicodeScalarView()
        for code in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(code), code < 0x10000 || code % 251 == 0 || code > 0x10FF00 else {
                continue
            }
            // The private-use twins of the six hanzi that glibc reads from two codes.
            if [0xE816, 0xE817, 0xE818, 0xE831, 0xE83B, 0xE855].contains(code) { continue }
            text.append(scalar)
        }
        let bytes = GB18030.bytes(String(text))
        #expect(try GB18030.string(strict: bytes).unicodeScalars.elementsEqual(text))
        // Private-use characters moved between the editions; all others must be the same.
        var different: [UInt32] = []
        let plain = text.filter { !(0xE000...0xF8FF).contains($0.value) }
        let theirs = try #require(Self.glibc(GB18030.bytes(String(String.UnicodeScalarView(plain)))))
        for (scalar, code) in zip(plain, theirs) where scalar.value != code { different.append(scalar.value) }
        #expect(theirs.count == plain.count)
        #expect(different.isEmpty)
    }

    @Test("wrong and cut bytes are refused strictly and replaced leniently")
    func wrongBytes() {
        for (bytes, lenient) in [
            ([0x41, 0xFF, 0x42], "A\u{FFFD}B"), ([0x80], "\u{FFFD}"), ([0xB0], ""), ([0xB0, 0x3C], "\u{FFFD}<"),
            ([0x81, 0x30, 0x81], ""), ([0x81, 0x30, 0x41], "\u{FFFD}0A"), ([0xFE, 0x39, 0xFE, 0x39], "\u{FFFD}9"),
            ([0xB0, 0x7F], "\u{FFFD}\u{7F}"),
        ] as [([UInt8], String)] {
            #expect(throws: DecodeError.self) { try GB18030.string(strict: bytes) }
            #expect(GB18030.string(lenient: bytes) == lenient)
        }
    }

    @Test("JSON of every kind is read and written back exactly")
    func json() throws {
        let text = #"{"a":[1,-2.5,1e+20,true,null,"\"\\\n\u0001 𠮷"],"b":{},"c":9223372036854775807}"#
        let value = try JSONReader.value(text)
        #expect(try JSONReader.value(value.description) == value)
        #expect(value["c"]?.wholeNumber == .max)
        #expect(try JSONReader.value("\"\\ud842\\udfb7\"").text == "𠮷")
    }

    @Test(
        "wrong JSON is refused",
        arguments: [
            "", "{", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "01", "1.", "+1", ".5", "1e", "nul", "\"\u{1}\"",
            "\"\\x\"", "\"\\ud842\"",
            "\"\\udfb7\"", "1 2", "[1", "{\"a\"}", "{a:1}", "1e999", "'a'",
            String(repeating: "[", count: 40) + String(repeating: "]", count: 40),
        ])
    func wrongJSON(text: String) {
        #expect(throws: DecodeError.self) { try JSONReader.value(text) }
    }

    @Test("hexadecimal is read with and without separators")
    func hexadecimal() throws {
        #expect(try Hexadecimal.bytes("0x68 AA:0f-FF\n") == [0x68, 0xAA, 0x0F, 0xFF])
        #expect(throws: DecodeError.truncated(at: 3)) { try Hexadecimal.bytes("68A") }
        #expect(throws: DecodeError.badDigit(at: 1)) { try Hexadecimal.bytes("6g") }
        #expect(Hexadecimal.string([0x0F, 0xA0]) == "0fa0")
    }
}
