extension FileType {
    /// Browsers look at this many bytes when they guess.
    ///
    /// Source: WHATWG MIME Sniffing, 5.2 (1,445 bytes).
    private static let guessedBytes = 1_445
    /// Within so many bytes a reader of PDF looks for the beginning and the end.
    ///
    /// Source: ISO 32000-1, implementation notes 13 and 18.
    private static let pdfMargin = 1_024
    /// The longest end of a ZIP archive: 22 bytes and a comment of 65,535.
    ///
    /// Source: APPNOTE 6.3.10, 4.3.16.
    private static let zipEndBytes = 65_557

    /// Recognises a content by its structure; name and declared type count for nothing.
    ///
    /// - Throws: ``FileError/empty``, ``FileError/wrongType`` for what is not on the list, is cut off, or is two kinds at
    ///   once; what reading throws.
    public static func recognise(_ bytes: FileBytes) throws -> FileType {
        guard bytes.count > 0 else { throw FileError.empty }
        let head = try bytes.read(0, guessedBytes)
        guard let type = try candidate(head, bytes) else { throw FileError.wrongType }
        guard try isWhole(type, bytes), try !isTwofold(type, head, bytes) else { throw FileError.wrongType }
        return type
    }

    private static func candidate(_ head: [UInt8], _ bytes: FileBytes) throws -> FileType? {
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if head.starts(with: "RIFF".utf8), head.count >= 16, head[8..<12].elementsEqual("WEBP".utf8) { return .webp }
        if head.starts(with: "%PDF-".utf8) { return .pdf }
        if head.starts(with: "OggS".utf8) { return .ogg }
        if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return .webm }
        if head.count >= 12, head[4..<8].elementsEqual("ftyp".utf8) { return try BoxWalk(bytes).type() }
        return try TextWalk(bytes).isText ? .text : nil
    }

    /// Whether the structure reaches from the first byte to the last.
    private static func isWhole(_ type: FileType, _ bytes: FileBytes) throws -> Bool {
        switch type {
        case .jpeg: return try JPEGWalk(bytes).reachesPicture
        case .png: return try PNGWalk(bytes).isWhole
        case .webp:
            let head = try bytes.read(0, 8)
            let length = head[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
            return length + 8 == bytes.count
        case .pdf: return try holds("%%EOF", bytes.read(Swift.max(0, bytes.count - pdfMargin), pdfMargin))
        case .ogg: return try OggWalk(bytes).isSound
        case .webm:
            let head = try bytes.read(0, 65_536)
            let isVideo = ["V_VP8", "V_VP9", "V_AV1", "V_MPEG", "V_MS", "V_THEORA"].contains { holds($0, head) }
            return holds("webm", head.prefix(64)) && holds("A_", head) && !isVideo
        case .heic, .m4a, .text: return true
        }
    }

    /// Whether another program could take the same bytes for something else.
    private static func isTwofold(_ type: FileType, _ head: [UInt8], _ bytes: FileBytes) throws -> Bool {
        if type != .pdf, holds("%PDF-", head.prefix(pdfMargin)) { return true }
        let lower = head.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        for mark in ["<html", "<script", "<!doctype", "<svg", "<body", "<iframe", "<?php"] where holds(mark, lower) {
            return true
        }
        if type == .text {
            let first = head.first { ![0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
            return first == UInt8(ascii: "<") || head.starts(with: "#!".utf8) || head.starts(with: "%!".utf8)
                || head.starts(with: "{\\rtf".utf8)
        }
        let tail = try bytes.read(Swift.max(0, bytes.count - zipEndBytes), zipEndBytes)
        return endsAsArchive(tail)
    }

    /// Whether an end of a central directory stands in the bytes: readers of ZIP begin from there.
    private static func endsAsArchive(_ tail: [UInt8]) -> Bool {
        guard tail.count >= 22 else { return false }
        for start in 0...(tail.count - 22)
        where tail[start] == 0x50 && tail[start + 1] == 0x4B && tail[start + 2] == 5 && tail[start + 3] == 6 {
            let isOneDisk = tail[start + 4] == 0 && tail[start + 5] == 0
            let comment = Int(tail[start + 20]) | Int(tail[start + 21]) << 8
            if isOneDisk, start + 22 + comment <= tail.count { return true }
        }
        return false
    }

    static func holds(_ mark: StaticString, _ bytes: some Collection<UInt8>) -> Bool {
        holds(mark.description, bytes)
    }

    static func holds(_ mark: String, _ bytes: some Collection<UInt8>) -> Bool {
        let wanted = Array(mark.utf8)
        let bytes = Array(bytes)
        guard bytes.count >= wanted.count, let first = wanted.first else { return false }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
            if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
        }
        return false
    }
}
