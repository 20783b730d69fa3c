/// Reads the text of a STEP string: `''`, `\S\c`, `\PA\`, `\X\hh`, `\X2\…\X0\` and `\X4\…\X0\`.
///
/// Bytes above 126 are taken as UTF-8 where they are valid UTF-8, else as ISO 8859-1: both are met in the field.
///
/// Source: ISO 10303-21, clause 6.4.3 (strings).
struct STEPText {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place: Int
    private var page = 0
    private var scalars = String.UnicodeScalarView()
    private var raw: [UInt8] = []

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        place = 0
    }

    /// The text of the bytes between the apostrophes.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var plain = true
        for byte in bytes where byte == 0x27 || byte == 0x5C || byte > 0x7E {
            plain = false
            break
        }
        if plain { return String(decoding: bytes, as: UTF8.self) }
        var reader = STEPText(bytes)
        reader.run()
        return String(reader.scalars)
    }

    private mutating func run() {
        while place < bytes.count {
            let byte = bytes[place]
            if byte == 0x27, place + 1 < bytes.count, bytes[place + 1] == 0x27 {
                raw.append(byte)
                place += 2
            } else if byte == 0x5C, escape() {
                continue
            } else {
                raw.append(byte)
                place += 1
            }
        }
        flush()
    }

    private mutating func flush() {
        guard !raw.isEmpty else { return }
        if let text = String(validating: raw, as: UTF8.self) {
            scalars.append(contentsOf: text.unicodeScalars)
        } else {
            for byte in raw { scalars.append(Unicode.Scalar(byte)) }
        }
        raw.removeAll(keepingCapacity: true)
    }

    private func byte(_ offset: Int) -> UInt8 { place + offset < bytes.count ? bytes[place + offset] : 0 }

    /// Reads one control directive at a reverse solidus; false where it is none and the byte stands for itself.
    private mutating func escape() -> Bool {
        switch (byte(1), byte(2)) {
        case (0x5C, _):
            raw.append(0x5C)
            place += 2
        case (0x53, 0x5C) where place + 3 < bytes.count:  // \S\c
            flush()
            let code = (byte(3) & 0x7F) | 0x80
            scalars.append(STEPText.scalar(code, page: page))
            place += 4
        case (0x50, 0x41...0x49) where byte(3) == 0x5C:  // \PA\ … \PI\
            page = Int(byte(2)) - 0x41
            place += 4
        case (0x58, 0x5C):  // \X\hh
            guard let high = hex(byte(3)), let low = hex(byte(4)) else { return false }
            flush()
            scalars.append(Unicode.Scalar(UInt8(high << 4 | low)))
            place += 5
        case (0x58, 0x32) where byte(3) == 0x5C:
            return wide(digits: 4)
        case (0x58, 0x34) where byte(3) == 0x5C:
            return wide(digits: 8)
        default:
            return false
        }
        return true
    }

    /// Reads `\X2\` or `\X4\` up to `\X0\`.
    private mutating func wide(digits: Int) -> Bool {
        flush()
        place += 4
        var units: [UInt16] = []
        while let first = hex(byte(0)) {
            var code = UInt32(first)
            var length = 1
            while length < digits, let next = hex(byte(length)) {
                code = code << 4 | UInt32(next)
                length += 1
            }
            place += length
            if digits == 4 {
                units.append(UInt16(truncatingIfNeeded: code))
            } else {
                scalars.append(Unicode.Scalar(code) ?? "\u{FFFD}")
            }
        }
        scalars.append(contentsOf: String(decoding: units, as: UTF16.self).unicodeScalars)
        if byte(0) == 0x5C, byte(1) == 0x58, byte(2) == 0x30, byte(3) == 0x5C { place += 4 }
        return true
    }

    private func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// The character of a byte above 127 on a page of ISO 8859; pages A (Latin) and E (Cyrillic), G (Greek).
    private static func scalar(_ code: UInt8, page: Int) -> Unicode.Scalar {
        let byte = UInt32(code)
        switch page {
        case 4 where byte >= 0xA1 && byte != 0xAD && byte != 0xF0 && byte != 0xFD:  // ISO 8859-5
            return Unicode.Scalar(byte - 0xA0 + 0x400) ?? "\u{FFFD}"
        case 6 where byte >= 0xB4 && byte != 0xB7 && byte != 0xBB && byte != 0xBD:  // ISO 8859-7
            return Unicode.Scalar(byte - 0xA0 + 0x370) ?? "\u{FFFD}"
        default:
            return Unicode.Scalar(code)
        }
    }
}
