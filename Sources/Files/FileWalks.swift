/// Follows the segments of a JPEG to the beginning of its picture.
///
/// What stands behind the picture (a telephone's moving picture) is not looked at: re-encoding drops it.
///
/// Source: ITU-T T.81, B.1.
struct JPEGWalk {
    let reachesPicture: Bool

    init(_ bytes: FileBytes) throws {
        var at = 2
        for _ in 0..<1_000 {
            let head = try bytes.read(at, 4)
            guard head.count == 4, head[0] == 0xFF else { break }
            if head[1] == 0xFF {
                at += 1
                continue
            }
            let length = Int(head[2]) << 8 | Int(head[3])
            guard length >= 2, (0xC0...0xFE).contains(head[1]), !(0xD0...0xD9).contains(head[1]) else { break }
            at += 2 + length
            if head[1] == 0xDA {
                reachesPicture = at < bytes.count
                return
            }
        }
        reachesPicture = false
    }
}

/// Follows the chunks of a PNG to its last byte.
///
/// Source: W3C PNG, 5.3 and 5.6.
struct PNGWalk {
    let isWhole: Bool

    init(_ bytes: FileBytes) throws {
        var at = 8
        for number in 0..<200_000 {
            let head = try bytes.read(at, 8)
            guard head.count == 8 else { break }
            let length = head[0..<4].reduce(0) { $0 << 8 | Int($1) }
            guard number > 0 || head[4..<8].elementsEqual("IHDR".utf8) else { break }
            at += 12 + length
            if head[4..<8].elementsEqual("IEND".utf8) {
                isWhole = at == bytes.count
                return
            }
        }
        isWhole = false
    }
}

/// Follows the boxes of an ISO container to its last byte.
///
/// Source: ISO/IEC 14496-12, 4.2; brands of ISO/IEC 23008-12, B.4.1.
struct BoxWalk {
    private let bytes: FileBytes

    init(_ bytes: FileBytes) { self.bytes = bytes }

    /// The kind of the container; nil for what is not taken or not whole.
    func type() throws -> FileType? {
        let brands = try self.brands()
        var kinds: Set<String> = []
        var movie: [UInt8] = []
        var at = 0
        for _ in 0..<100_000 {
            let head = try bytes.read(at, 16)
            guard head.count >= 8 else { return nil }
            var length = head[0..<4].reduce(0) { $0 << 8 | Int($1) }
            let kind = String(decoding: head[4..<8], as: UTF8.self)
            if length == 0 { length = bytes.count - at }
            if length == 1 {
                guard head.count == 16, head[8] == 0, head[9] == 0 else { return nil }
                length = head[8..<16].reduce(0) { $0 << 8 | Int($1) }
            }
            guard length >= 8, length <= bytes.count - at else { return nil }
            kinds.insert(kind)
            if kind == "moov" { movie = try bytes.read(at, Swift.min(length, 1_048_576)) }
            at += length
            if at == bytes.count { return type(brands, kinds, movie) }
        }
        return nil
    }

    private func brands() throws -> [String] {
        let head = try bytes.read(0, 256)
        let length = Swift.min(head[0..<4].reduce(0) { $0 << 8 | Int($1) }, head.count)
        return stride(from: 8, to: Swift.max(8, length - 3), by: 4).map {
            String(decoding: head[$0..<($0 + 4)], as: UTF8.self)
        }
    }

    private func type(_ brands: [String], _ kinds: Set<String>, _ movie: [UInt8]) -> FileType? {
        let major = brands.first ?? ""
        if ["heic", "heix", "heim", "heis", "mif1"].contains(major) {
            let isHEVC = brands.contains { ["heic", "heix", "heim", "heis"].contains($0) }
            return isHEVC && kinds.contains("meta") ? .heic : nil
        }
        guard kinds.contains("moov"), FileType.holds("soun", movie), !FileType.holds("vide", movie) else { return nil }
        return .m4a
    }
}

/// Follows the pages of an Ogg file to its last byte.
///
/// Source: RFC 3533, 6.
struct OggWalk {
    let isSound: Bool

    init(_ bytes: FileBytes) throws {
        var at = 0
        var isKnown = false
        for number in 0..<1_000_000 {
            let head = try bytes.read(at, 27)
            guard head.count == 27, head.starts(with: "OggS".utf8), head[4] == 0 else { break }
            let lengths = try bytes.read(at + 27, Int(head[26]))
            guard lengths.count == Int(head[26]) else { break }
            let body = lengths.reduce(0) { $0 + Int($1) }
            if number == 0 {
                let first = try bytes.read(at + 27 + lengths.count, Swift.min(body, 16))
                isKnown = ["OpusHead", "\u{1}vorbis", "Speex   "].contains { first.starts(with: $0.utf8) }
            }
            // A second stream could be a moving picture.
            if number > 0, head[5] & 2 != 0 { break }
            at += 27 + lengths.count + body
            if at == bytes.count {
                isSound = isKnown
                return
            }
        }
        isSound = false
    }
}

/// Reads a text to its end: UTF-8 in which no control character stands but tabulators and ends of lines.
struct TextWalk {
    let isText: Bool

    init(_ bytes: FileBytes) throws {
        var rest: [UInt8] = []
        var at = 0
        while at < bytes.count {
            let part = try bytes.read(at, 65_536)
            at += part.count
            guard !part.isEmpty, part.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || [0x09, 0x0A, 0x0D].contains($0) })
            else {
                isText = false
                return
            }
            rest += part
            let cut = at < bytes.count ? Self.lastWhole(rest) : rest.count
            guard String(validating: rest[..<cut], as: UTF8.self) != nil else {
                isText = false
                return
            }
            rest.removeFirst(cut)
        }
        isText = rest.isEmpty
    }

    /// Where the last character begins that may go on in the next part.
    private static func lastWhole(_ bytes: [UInt8]) -> Int {
        for back in 1...3 where bytes.count >= back {
            let byte = bytes[bytes.count - back]
            if byte & 0xC0 == 0x80 { continue }
            return byte >= 0xC0 ? bytes.count - back : bytes.count
        }
        return bytes.count
    }
}
