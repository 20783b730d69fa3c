/// Standard Base 64 with padding, and hexadecimal, over bytes.
///
/// Decoding is strict: one text for one value. White space, missing padding and set bits beyond the last byte are refused,
/// so that a signature line cannot be changed without becoming another line.
///
/// Source: RFC 4648 §4 and §3.5.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }()

    /// Writes bytes as Base 64 with padding.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        encode(array: Array(bytes))
    }

    private static func encode(array bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var group: UInt32 = 0
        var held = 0
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            held += 1
            if held == 3 {
                for shift in [18, 12, 6, 0] { text.append(alphabet[Int(group >> UInt32(shift) & 63)]) }
                group = 0
                held = 0
            }
        }
        if held > 0 {
            group <<= UInt32(8 * (3 - held))
            for place in 0...held { text.append(alphabet[Int(group >> UInt32(18 - 6 * place) & 63)]) }
            for _ in held..<3 { text.append(UInt8(ascii: "=")) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads Base 64 with padding.
    ///
    /// - Returns: nil unless the text is the canonical encoding of some bytes.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        decode(slice: Array(text)[...])
    }

    static func decode(slice text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var group: UInt32 = 0
        var held = 0
        var padding = 0
        for character in text {
            if character == UInt8(ascii: "=") {
                padding += 1
            } else {
                let value = values[Int(character)]
                guard value != 255, padding == 0 else { return nil }
                group = group << 6 | UInt32(value)
                held += 1
                if held == 4 {
                    bytes.append(UInt8(group >> 16 & 255))
                    bytes.append(UInt8(group >> 8 & 255))
                    bytes.append(UInt8(group & 255))
                    group = 0
                    held = 0
                }
            }
        }
        switch (held, padding) {
        case (0, 0): return bytes
        case (3, 1):
            guard group & 3 == 0 else { return nil }
            bytes.append(contentsOf: [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)])
            return bytes
        case (2, 2):
            guard group & 15 == 0 else { return nil }
            bytes.append(UInt8(group >> 4 & 255))
            return bytes
        default: return nil
        }
    }

    /// Writes bytes as lower-case hexadecimal digits, two for a byte.
    public static func hex(_ bytes: some Collection<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes { text.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads hexadecimal digits, two for a byte, in either case.
    ///
    /// - Returns: nil for an odd number of digits or anything that is no digit.
    public static func bytes(hex text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in text {
            let digit: UInt8
            switch character {
            case 48...57: digit = character - 48
            case 65...70: digit = character - 55
            case 97...102: digit = character - 87
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return bytes
    }
}
