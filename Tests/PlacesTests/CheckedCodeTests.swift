import Places
import Testing

@Suite("Checked codes")
struct CheckedCodeTests {
    private static let numbers: [UInt64] = (0..<400).map { $0 &* 0x9E37_79B9_7F4A_7C15 }

    @Test("every single wrong character is found")
    func substitutions() {
        for number in Self.numbers {
            let code = Array(CheckedCode(number: number).description)
            for position in code.indices {
                for other in CheckedCode.alphabet where other != code[position] {
                    var wrong = code
                    wrong[position] = other
                    #expect(CheckedCode(reading: String(wrong)) == nil)
                }
            }
        }
    }

    @Test("every swap of two different characters is found, neighbours or not")
    func swaps() {
        for number in Self.numbers {
            let code = Array(CheckedCode(number: number).description)
            for one in code.indices {
                for other in code.indices where one < other && code[one] != code[other] {
                    var wrong = code
                    wrong.swapAt(one, other)
                    #expect(CheckedCode(reading: String(wrong)) == nil)
                }
            }
        }
    }

    @Test("a lost or doubled character is found")
    func lengths() {
        for number in Self.numbers {
            let code = CheckedCode(number: number).description
            #expect(CheckedCode(reading: String(code.dropLast())) == nil)
            #expect(CheckedCode(reading: code + "0") == nil)
        }
    }

    @Test("a code is read as it is printed, in small letters, full width and with what it is taken for")
    func tolerance() throws {
        for number in Self.numbers {
            let code = CheckedCode(number: number)
            #expect(CheckedCode(reading: code.description) == code)
            #expect(CheckedCode(reading: code.grouped) == code)
            #expect(CheckedCode(reading: " " + code.grouped.lowercased() + " ") == code)
            let misread = code.description.replacing("0", with: "O").replacing("1", with: "l").replacing("2", with: "z")
                .replacing("5", with: "S").replacing("8", with: "b").replacing("V", with: "u")
            #expect(CheckedCode(reading: misread) == code)
            let wide = String(
                String.UnicodeScalarView(
                    code.description.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
            #expect(CheckedCode(reading: wide) == code)
        }
    }

    @Test("different numbers have different codes, and nothing else is a code")
    func distinct() {
        #expect(Set(Self.numbers.map { CheckedCode(number: $0) }).count == Self.numbers.count)
        #expect(CheckedCode(number: CheckedCode.count) == CheckedCode(number: 0))
        for text in ["", "7K3M", "二二二二二二二二", "7K3M/9XQR", "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}"] {
            #expect(CheckedCode(reading: text) == nil)
        }
    }
}
