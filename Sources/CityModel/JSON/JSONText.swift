/// Checks and decodes the bytes between the quotes of a JSON string.
///
/// Source: RFC 8259 section 7; RFC 3629 section 4.
enum JSONText {
    /// Whether the bytes are well-formed UTF-8 (no overlong form, no surrogate, nothing over U+10FFFF).
    static func isUTF8(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            let byte = text[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            let length: Int
            var low: UInt8 = 0x80
            var high: UInt8 = 0xBF
            switch byte {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, low) = (3, 0xA0)
            case 0xED: (length, high) = (3, 0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, low) = (4, 0x90)
            case 0xF4: (length, high) = (4, 0x8F)
            case 0xF1...0xF3: length = 4
            default: return false
            }
            guard index + length <= end, text[index + 1] >= low, text[index + 1] <= high else { return false }
            for follow in 2..<max(length, 2) where text[index + follow] & 0xC0 != 0x80 { return false }
            index += length
        }
        return true
    }

    /// Whether every backslash starts a legal escape and every surrogate has its partner.
    static func hasValidEscapes(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            if text[index] != 0x5C {
                index += 1
                continue
            }
            guard index + 1 < end else { return false }
            switch text[index + 1] {
            case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: index += 2
            case 0x75:
                guard let unit = hex4(text, index + 2, end) else { return false }
                index += 6
                if unit & 0xFC00 == 0xDC00 { return false }
                if unit & 0xFC00 == 0xD800 {
                    guard index + 1 < end, text[index] == 0x5C, text[index + 1] == 0x75,
                        let second = hex4(text, index + 2, end), second & 0xFC00 == 0xDC00
                    else { return false }
                    index += 6
                }
            default: return false
            }
        }
        return true
    }

    private static func hex4(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
        guard start + 4 <= end else { return nil }
        var unit: UInt32 = 0
        for index in start..<start + 4 {
            let byte = text[index]
            switch byte {
            case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: unit = unit << 4 | UInt32(byte - 0x41 + 10)
            case 0x61...0x66: unit = unit << 4 | UInt32(byte - 0x61 + 10)
            default: return nil
            }
        }
        return unit
    }

    /// Decodes bytes that ``hasValidEscapes(_:_:_:)`` accepted.
    static func unescaped(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> String {
        var out = [UInt8]()
        out.reserveCapacity(end - start)
        var index = start
        while index < end {
            let byte = text[index]
            guard byte == 0x5C, index + 1 < end else {
                out.append(byte)
                index += 1
                continue
            }
            let letter = text[index + 1]
            index += 2
            switch letter {
            case 0x62: out.append(0x08)
            case 0x66: out.append(0x0C)
            case 0x6E: out.append(0x0A)
            case 0x72: out.append(0x0D)
            case 0x74: out.append(0x09)
            case 0x75:
                var unit = hex4(text, index, end) ?? 0xFFFD
                index += 4
                if unit & 0xFC00 == 0xD800, let second = hex4(text, index + 2, end) {
                    unit = 0x10000 + ((unit & 0x3FF) << 10) + (second & 0x3FF)
                    index += 6
                }
                if let scalar = Unicode.Scalar(unit) { out.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
            default: out.append(letter)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
