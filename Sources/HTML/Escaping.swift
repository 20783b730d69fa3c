/// Writes values so that a browser reads them back as text, in text and in double-quoted attributes alike.
enum Escaping {
    /// Appends a value, escaped.
    ///
    /// `& < > " '` become references; a carriage return, alone or before a line feed, becomes a line feed; every other control
    /// character but tab and line feed becomes U+FFFD, as a browser would do or should have done.
    static func append(_ value: String, to bytes: inout [UInt8]) {
        var value = value
        value.withUTF8 { append($0, to: &bytes) }
    }

    static func append(_ value: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var start = 0
        var index = 0
        let end = value.count
        while index < end {
            let byte = value[index]
            guard isSpecial(byte) else {
                index += 1
                continue
            }
            guard let replacement = replacement(of: byte, at: index, in: value) else {
                index += 1
                continue
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: value[start..<index]))
            replacement.text.withUTF8Buffer { bytes.append(contentsOf: $0) }
            index += replacement.length
            start = index
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: value[start..<end]))
    }

    /// Appends a whole number in decimal digits.
    static func append(decimal value: Int, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    @inline(__always)
    private static func isSpecial(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return byte == 0xC2 }
        if byte >= 0x40 { return byte == 0x7F }
        // Below "@": control characters, and " & ' < > as bits of one word.
        if byte < 0x20 { return true }
        return (UInt64(1) << UInt64(byte)) & 0x5000_00C4_0000_0000 != 0
    }

    private static func replacement(
        of byte: UInt8, at index: Int, in value: UnsafeBufferPointer<UInt8>
    ) -> (text: StaticString, length: Int)? {
        switch byte {
        case UInt8(ascii: "&"): return ("&amp;", 1)
        case UInt8(ascii: "<"): return ("&lt;", 1)
        case UInt8(ascii: ">"): return ("&gt;", 1)
        case UInt8(ascii: "\""): return ("&quot;", 1)
        case UInt8(ascii: "'"): return ("&#39;", 1)
        case 0x09, 0x0A: return nil
        case 0x0D:
            let hasLineFeed = index + 1 < value.count && value[index + 1] == 0x0A
            return ("\n", hasLineFeed ? 2 : 1)
        case 0xC2:
            // U+0080…U+009F: controls of the second block.
            guard index + 1 < value.count, value[index + 1] < 0xA0 else { return nil }
            return ("\u{FFFD}", 2)
        default: return ("\u{FFFD}", 1)
        }
    }
}

/// The bytes that the scanner and the writer know by name.
enum Byte {
    static let space = UInt8(ascii: " ")
    static let newline = UInt8(ascii: "\n")
    static let quote = UInt8(ascii: "\"")
    static let equals = UInt8(ascii: "=")
    static let less = UInt8(ascii: "<")
    static let greater = UInt8(ascii: ">")
    static let slash = UInt8(ascii: "/")
    static let bang = UInt8(ascii: "!")
    static let dash = UInt8(ascii: "-")
}
