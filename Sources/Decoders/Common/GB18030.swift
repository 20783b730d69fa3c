/// Chinese text of devices: GB 18030 bytes to Swift strings and back, without ICU and without iconv.
///
/// GBK and GB 2312 are subsets, so that one reader serves them all. The two-byte area is built once from a table of
/// 7,907 characters and the rules of the standard; the four-byte area is computed. Cells that changed read as in the
/// edition of 2022: vertical forms and eight hanzi exchange places with private-use characters. Six hanzi outside the
/// basic plane (FE51 …) are read as glibc reads them, from both of their codes; their private-use twins are not kept.
///
/// Source: GB 18030-2000, -2005 and -2022, code tables; compared with glibc's converter in the tests.
public enum GB18030 {
    /// Reads text, replacing what is not GB 18030 by U+FFFD and dropping a character that is cut at the end.
    ///
    /// Never fails: device text is often cut in the middle of a character by its fixed length.
    ///
    /// - Parameter bytes: Any bytes.
    /// - Returns: The text. A cut last character is left out; each other wrong byte gives one U+FFFD.
    public static func string(lenient bytes: some Sequence<UInt8>) -> String {
        var reader = Reader(bytes: Array(bytes))
        var text = String.UnicodeScalarView()
        while let step = reader.next() {
            switch step {
            case .scalar(let scalar): text.append(scalar)
            case .wrong: text.append("\u{FFFD}")
            case .cut: return String(text)
            }
        }
        return String(text)
    }

    /// Reads text, refusing anything that is not GB 18030.
    ///
    /// - Parameter bytes: The whole text.
    /// - Throws: ``DecodeError/badText(at:)`` at the first wrong or cut character.
    public static func string(strict bytes: some Sequence<UInt8>) throws(DecodeError) -> String {
        var reader = Reader(bytes: Array(bytes))
        var text = String.UnicodeScalarView()
        var start = 0
        while let step = reader.next() {
            guard case .scalar(let scalar) = step else { throw .badText(at: start) }
            text.append(scalar)
            start = reader.index
        }
        return String(text)
    }

    /// Writes text; every Unicode scalar has a form of one, two or four bytes.
    public static func bytes(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        let tables = Tables.shared
        for scalar in text.unicodeScalars {
            let code = scalar.value
            if code < 0x80 {
                output.append(UInt8(code))
            } else if let cell = tables.cell(of: code) {
                output.append(UInt8(cell >> 8))
                output.append(UInt8(cell & 0xFF))
            } else {
                appendFourBytes(linear: tables.linear(of: code), to: &output)
            }
        }
        return output
    }

    /// Writes as much of the text as fits, never splitting a character, and fills the rest with zero bytes.
    ///
    /// - Parameter count: Length of the field in bytes, ≥ 0.
    public static func field(_ text: String, count: Int) -> [UInt8] {
        var output: [UInt8] = []
        for character in text.unicodeScalars {
            let piece = bytes(String(character))
            if output.count + piece.count > count { break }
            output += piece
        }
        return output + [UInt8](repeating: 0, count: max(0, count - output.count))
    }

    private static func appendFourBytes(linear: Int, to output: inout [UInt8]) {
        output.append(UInt8(0x81 + linear / 12_600))
        output.append(UInt8(0x30 + linear / 1_260 % 10))
        output.append(UInt8(0x81 + linear / 10 % 126))
        output.append(UInt8(0x30 + linear % 10))
    }
}

extension GB18030 {
    enum Step {
        case scalar(Unicode.Scalar)
        case wrong
        case cut
    }

    /// Walks over the bytes one character at a time; a wrong lead byte is one step of one byte.
    struct Reader {
        let bytes: [UInt8]
        var index = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func next() -> Step? {
            guard index < bytes.count else { return nil }
            let lead = bytes[index]
            if lead < 0x80 {
                index += 1
                return .scalar(Unicode.Scalar(lead))
            }
            guard (0x81...0xFE).contains(lead) else { return wrong() }
            guard index + 1 < bytes.count else { return cut() }
            let second = bytes[index + 1]
            if (0x30...0x39).contains(second) { return four(lead, second) }
            guard second >= 0x40, second != 0x7F, second != 0xFF,
                let scalar = Tables.shared.scalar(lead: lead, trail: second)
            else { return wrong() }
            index += 2
            return .scalar(scalar)
        }

        private mutating func four(_ lead: UInt8, _ second: UInt8) -> Step {
            guard index + 2 < bytes.count else { return cut() }
            let third = bytes[index + 2]
            guard (0x81...0xFE).contains(third) else { return wrong() }
            guard index + 3 < bytes.count else { return cut() }
            let last = bytes[index + 3]
            guard (0x30...0x39).contains(last) else { return wrong() }
            let head = (Int(lead) - 0x81) * 10 + Int(second) - 0x30
            let linear = (head * 126 + Int(third) - 0x81) * 10 + Int(last) - 0x30
            guard let scalar = Tables.shared.scalar(linear: linear) else { return wrong() }
            index += 4
            return .scalar(scalar)
        }

        private mutating func wrong() -> Step {
            index += 1
            return .wrong
        }

        private mutating func cut() -> Step {
            index = bytes.count
            return .cut
        }
    }
}
