extension GB18030 {
    /// The two-byte area and, derived from it, the order of the four-byte area; built once, then only read.
    struct Tables: Sendable {
        static let shared = Tables()

        /// Characters of the cells 8140–FEFE, 190 per row; the edition in force.
        private let scalars: [UInt32]
        /// Cells by code point of the basic plane; 0 where the character has four bytes.
        private let cells: [UInt16]
        /// Code points of the four-byte area in the basic plane, ascending.
        private let fourByte: [UInt16]
        /// Position in ``fourByte`` by code point.
        private let order: [UInt16]
        /// Cells of the few characters outside the basic plane that have two bytes.
        private let supplementary: [UInt32: UInt16]

        /// First position of the supplementary planes: 90 30 81 30.
        private static let supplementaryStart = 189_000

        func scalar(lead: UInt8, trail: UInt8) -> Unicode.Scalar? {
            let column = Int(trail) - (trail > 0x7F ? 0x41 : 0x40)
            return Unicode.Scalar(scalars[(Int(lead) - 0x81) * 190 + column])
        }

        func scalar(linear: Int) -> Unicode.Scalar? {
            if linear < fourByte.count { return Unicode.Scalar(UInt32(fourByte[linear])) }
            let plane = linear - Self.supplementaryStart
            guard plane >= 0, plane <= 0xFFFFF else { return nil }
            return Unicode.Scalar(UInt32(plane) + 0x10000)
        }

        func cell(of code: UInt32) -> UInt16? {
            guard code < 0x10000 else { return supplementary[code] }
            let cell = cells[Int(code)]
            return cell == 0 ? nil : cell
        }

        /// The position in the four-byte area; only for code points without a two-byte cell.
        func linear(of code: UInt32) -> Int {
            code < 0x10000 ? Int(order[Int(code)]) : Int(code) - 0x10000 + Self.supplementaryStart
        }
    }
}

extension GB18030.Tables {
    private init() {
        var scalars = Self.editionOf2000()
        var cells = [UInt16](repeating: 0, count: 0x10000)
        for (index, code) in scalars.enumerated() where code < 0x10000 {
            cells[Int(code)] = Self.cell(at: index)
        }
        var fourByte: [UInt16] = []
        var order = [UInt16](repeating: 0, count: 0x10000)
        for code in 0x80..<0x10000 where cells[code] == 0 && !(0xD800...0xDFFF).contains(code) {
            order[code] = UInt16(fourByte.count)
            fourByte.append(UInt16(code))
        }
        var supplementary: [UInt32: UInt16] = [:]
        for (cell, code) in Self.laterChanges {
            let trail = Int(cell & 0xFF)
            let place = (Int(cell >> 8) - 0x81) * 190 + trail - (trail > 0x7F ? 0x41 : 0x40)
            let former = Int(scalars[place])
            scalars[place] = code
            guard code < 0x10000 else {
                supplementary[code] = cell
                continue
            }
            // The character takes the cell; the private-use character before it takes the four bytes.
            cells[Int(code)] = cell
            cells[former] = 0
            order[former] = order[Int(code)]
            fourByte[Int(order[former])] = UInt16(former)
        }
        self.scalars = scalars
        self.cells = cells
        self.fourByte = fourByte
        self.order = order
        self.supplementary = supplementary
    }

    private static func cell(at index: Int) -> UInt16 {
        let column = index % 190
        return UInt16((index / 190 + 0x81) << 8 | (column + (column >= 63 ? 0x41 : 0x40)))
    }

    /// The 126 × 190 cells as of the edition of 2000.
    private static func editionOf2000() -> [UInt32] {
        let hanzi = GB18030Table.hanzi.unicodeScalars.map(\.value)
        let known = Set(hanzi)
        let others = (0x4E00...0x9FA5).map { UInt32($0) }.filter { !known.contains($0) }
        var table = [UInt32](repeating: 0xFFFD, count: 126 * 190)
        func fill(_ rows: ClosedRange<Int>, _ columns: Range<Int>, _ codes: some Sequence<UInt32>) {
            var iterator = codes.makeIterator()
            for row in rows {
                for column in columns {
                    guard let code = iterator.next() else { return }
                    table[(row - 0x81) * 190 + column] = code
                }
            }
        }
        // Columns are counted without 7F: 40–A0 are 0–95, A1–FE are 96–189.
        fill(0xA1...0xA9, 96..<190, GB18030Table.symbols.unicodeScalars.map(\.value))
        fill(0xB0...0xF7, 96..<190, hanzi)
        fill(0xA8...0xA9, 0..<96, GB18030Table.furtherSymbols.unicodeScalars.map(\.value))
        fill(0x81...0xA0, 0..<190, others)
        fill(0xAA...0xFE, 0..<96, others.dropFirst(32 * 190) + GB18030Table.tail.unicodeScalars.map(\.value))
        fill(0xAA...0xAF, 96..<190, 0xE000..<0xE234)
        fill(0xF8...0xFE, 96..<190, 0xE234..<0xE4C6)
        fill(0xA1...0xA7, 0..<96, 0xE4C6..<0xE766)
        return table
    }

    /// What the editions of 2005 and 2022 changed in the two-byte area.
    private static let laterChanges: [(UInt16, UInt32)] = [
        (0xA6D9, 0xFE10), (0xA6DA, 0xFE12), (0xA6DB, 0xFE11), (0xA6DC, 0xFE13), (0xA6DD, 0xFE14),
        (0xA6DE, 0xFE15), (0xA6DF, 0xFE16), (0xA6EC, 0xFE17), (0xA6ED, 0xFE18), (0xA6F3, 0xFE19),
        (0xA8BC, 0x1E3F), (0xFE51, 0x20087), (0xFE52, 0x20089), (0xFE53, 0x200CC), (0xFE59, 0x9FB4),
        (0xFE61, 0x9FB5), (0xFE66, 0x9FB6), (0xFE67, 0x9FB7), (0xFE6C, 0x215D7), (0xFE6D, 0x9FB8),
        (0xFE76, 0x2298F), (0xFE7E, 0x9FB9), (0xFE90, 0x9FBA), (0xFE91, 0x241FE), (0xFEA0, 0x9FBB),
    ]
}
