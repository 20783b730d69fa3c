import QRCodes
import Testing

@Suite("QR codes")
struct QRCodeTests {
    @Test("a code is a square with its three finder patterns", arguments: QRCode.Correction.allCases)
    func finders(_ correction: QRCode.Correction) throws {
        let code = try QRCode("https://lifang.example/c/7K3M9XQR", correction: correction)
        #expect(code.modules.count == code.side * code.side)
        #expect((code.side - 17) % 4 == 0 && (21...177).contains(code.side))
        for (left, top) in [(0, 0), (code.side - 7, 0), (0, code.side - 7)] {
            for step in 0..<7 {
                #expect(code.isDark(column: left + step, row: top) && code.isDark(column: left, row: top + step))
                #expect(
                    code.isDark(column: left + step, row: top + 6) && code.isDark(column: left + 6, row: top + step))
            }
            #expect(!code.isDark(column: left + 1, row: top + 1) && code.isDark(column: left + 3, row: top + 3))
        }
    }

    @Test("what is said in capitals and digits needs a smaller code than the same in small letters")
    func capitals() throws {
        let small = try QRCode("https://lifang.example/c/7k3m9xqr-7k3m9xqr")
        let capital = try QRCode("HTTPS://LIFANG.EXAMPLE/C/7K3M9XQR-7K3M9XQR")
        #expect(capital.side < small.side)
    }

    @Test("the strokes cover exactly the dark modules")
    func strokes() throws {
        let code = try QRCode("三里桥社区", correction: .high)
        var covered = [Bool](repeating: false, count: code.modules.count)
        for stroke in code.strokes {
            for column in stroke.column..<stroke.column + stroke.length {
                let at = stroke.row * code.side + column
                #expect(!covered[at], "no module twice")
                covered[at] = true
            }
        }
        #expect(covered == code.modules)
        #expect(!code.isDark(column: -1, row: 0) && !code.isDark(column: 0, row: code.side))
    }

    @Test("an empty text, one with NUL and one that is too long are refused")
    func refused() {
        #expect(throws: QRCode.Failure.unreadable) { try QRCode("") }
        #expect(throws: QRCode.Failure.unreadable) { try QRCode("a\0b") }
        #expect(throws: QRCode.Failure.tooLong) { try QRCode(String(repeating: "a", count: 2_954), correction: .low) }
        #expect(throws: Never.self) { try QRCode(String(repeating: "a", count: 2_953), correction: .low) }
    }
}
