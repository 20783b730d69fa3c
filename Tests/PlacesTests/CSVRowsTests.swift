import Places
import Testing

@Suite("Rows of a comma-separated file")
struct CSVRowsTests {
    private func rows(_ text: String) -> [CSVRows.Row] { Array(CSVRows(Array(text.utf8))) }

    @Test("fields, quotes, doubled quotes and lines within quotes")
    func fields() {
        #expect(
            rows("a,b\r\n\"1,5\",\"say \"\"hi\"\"\"\n\"two\nlines\",x\nlast,") == [
                .fields(line: 1, ["a", "b"]), .fields(line: 2, ["1,5", "say \"hi\""]),
                .fields(line: 3, ["two\nlines", "x"]),
                .fields(line: 5, ["last", ""]),
            ])
    }

    @Test("a byte-order mark is passed over")
    func mark() {
        #expect(Array(CSVRows([0xEF, 0xBB, 0xBF] + Array("a".utf8))) == [.fields(line: 1, ["a"])])
    }

    @Test("one bad row does not hide the others")
    func badRows() {
        #expect(
            rows("a\n\"b\"c,d\ne") == [
                .fields(line: 1, ["a"]), .refused(RefusedRow(line: 2, reason: .quoting)), .fields(line: 3, ["e"]),
            ])
        #expect(
            Array(CSVRows([0x61, 0x0A, 0xFF, 0x0A, 0x62])) == [
                .fields(line: 1, ["a"]), .refused(RefusedRow(line: 2, reason: .encoding)), .fields(line: 3, ["b"]),
            ])
        #expect(rows("\"never closed\nx") == [.refused(RefusedRow(line: 1, reason: .quoting))])
    }

    @Test("any bytes end, and every row has a line")
    func anyBytes() {
        var seed: UInt64 = 7
        for _ in 0..<2_000 {
            let bytes = (0..<40).map { _ -> UInt8 in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return [34, 44, 10, 13, 97, 0xE4, 0xBA, 0x86, 0][Int(seed >> 40) % 9]
            }
            var last = 0
            for row in CSVRows(bytes) {
                let line =
                    switch row {
                    case .fields(let line, _): line
                    case .refused(let refusal): refusal.line
                    }
                #expect(line > last)
                last = line
            }
        }
    }
}
