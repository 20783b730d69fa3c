/// Hexadecimal text of bytes, as device frames are written in documents and on command lines.
public enum Hexadecimal {
    private static let lower = Array("0123456789abcdef".utf8)
    private static let upper = Array("0123456789ABCDEF".utf8)

    /// Two digits per byte, no spaces.
    ///
    /// - Parameter uppercase: Capital letters; `false` by default.
    public static func string(_ bytes: some Sequence<UInt8>, uppercase: Bool = false) -> String {
        let digits = uppercase ? upper : lower
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads pairs of hexadecimal digits; white space, `:` and `-` between bytes and a leading `0x` are passed over.
    ///
    /// - Throws: ``DecodeError/badDigit(at:)`` at the first other character; ``DecodeError/truncated(at:)`` if a
    ///   digit is left over.
    public static func bytes(_ text: String) throws(DecodeError) -> [UInt8] {
        var output: [UInt8] = []
        var high: UInt8?
        var characters = Array(text.utf8)[...]
        if characters.starts(with: Array("0x".utf8)) || characters.starts(with: Array("0X".utf8)) {
            characters = characters.dropFirst(2)
        }
        for (index, character) in zip(characters.indices, characters) {
            if let digit = digit(character) {
                if let first = high {
                    output.append(first << 4 | digit)
                    high = nil
                } else {
                    high = digit
                }
            } else if ![0x20, 0x09, 0x0A, 0x0D, 0x3A, 0x2D].contains(character) {
                throw .badDigit(at: index)
            }
        }
        guard high == nil else { throw .truncated(at: text.utf8.count) }
        return output
    }

    static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case 0x30...0x39: return character - 0x30
        case 0x41...0x46: return character - 0x41 + 10
        case 0x61...0x66: return character - 0x61 + 10
        default: return nil
        }
    }
}
