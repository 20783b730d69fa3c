/// The address of a piece of a log as files: 256 hashes of one level, or 256 entries.
///
/// ```
/// tile/<L>/<N>[.p/<W>]        256 hashes of level 8·L; N in groups of three digits, all but the last led by "x"
/// tile/entries/<N>[.p/<W>]    256 entries
/// ```
/// The width W of a partial piece is 1 to 255.
///
/// Source: C2SP tlog-tiles.
public struct TilePath: Hashable, Sendable {
    /// The tile's level 0 to 63; nil for entries.
    public let level: Int?
    /// The number of the piece, from 0.
    public let index: Int
    /// How many hashes or entries it has: 1 to 256.
    public let width: Int

    /// Hashes in a full tile and entries in a full bundle.
    public static let span = 256

    /// Makes an address.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if a number is outside its range.
    public init(level: Int?, index: Int, width: Int = TilePath.span) throws(LogError) {
        guard (0...63).contains(level ?? 0), index >= 0, (1...Self.span).contains(width) else {
            throw .malformed(.tilePath, line: 0)
        }
        self.level = level
        self.index = index
        self.width = width
    }

    /// Reads an address.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if the text is not the one spelling of an address.
    public init(parsing text: String) throws(LogError) {
        let fields = Array(text.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard fields.count >= 3, fields[0].elementsEqual("tile".utf8) else { throw .malformed(.tilePath, line: 0) }
        let level: Int?
        if fields[1].elementsEqual("entries".utf8) {
            level = nil
        } else {
            guard let number = fields[1].decimal, number <= 63 else { throw .malformed(.tilePath, line: 0) }
            level = Int(number)
        }
        var groups = fields[2...]
        var width = Self.span
        if let end = groups.dropLast().last, end.suffix(2).elementsEqual(".p".utf8) {
            guard let number = groups.removeLast().decimal, number >= 1, number < 256 else {
                throw .malformed(.tilePath, line: 0)
            }
            width = Int(number)
            groups[groups.endIndex - 1] = end.dropLast(2)
        }
        var index = 0
        for group in groups {
            let digits = group.suffix(3)
            guard digits.count == 3, digits.allSatisfy({ (48...57).contains($0) }), index < 1 << 50 else {
                throw .malformed(.tilePath, line: 0)
            }
            index = digits.reduce(index) { $0 * 10 + Int($1 - 48) }
        }
        try self.init(level: level, index: index, width: width)
        guard path.isSameText(as: text) else { throw .malformed(.tilePath, line: 0) }
    }

    /// The address as text.
    public var path: String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            let padded = String(repeating: "0", count: 3 - digits.count) + digits
            groups.append(groups.isEmpty ? padded : "x" + padded)
            rest /= 1000
        } while rest > 0
        let number = groups.reversed().joined(separator: "/")
        let kind = level.map(String.init) ?? "entries"
        return "tile/\(kind)/\(number)" + (width < Self.span ? ".p/\(width)" : "")
    }

    /// Every piece that a log of a size has: level after level, then the entries; empty for an empty log.
    public static func all(size: Int) throws(LogError) -> [TilePath] {
        var paths: [TilePath] = []
        var level = 0
        var count = size
        while count > 0 {
            paths += try row(level: level, count: count)
            level += 1
            count /= span
        }
        return paths + (try row(level: nil, count: size))
    }

    private static func row(level: Int?, count: Int) throws(LogError) -> [TilePath] {
        var paths: [TilePath] = []
        for index in 0..<(count / span) { paths.append(try TilePath(level: level, index: index)) }
        if count % span > 0 { paths.append(try TilePath(level: level, index: count / span, width: count % span)) }
        return paths
    }
}

/// Up to 256 entries as one file: each led by its length in two bytes, big-endian.
///
/// Source: C2SP tlog-tiles, Log Entries.
public enum EntryBundle {
    /// Longest entry, in bytes.
    public static let entryByteLimit = 65_535

    /// Writes entries one after another.
    ///
    /// - Throws: ``LogError/entryTooLong`` if an entry has more than 65,535 bytes.
    public static func encode(_ entries: some Sequence<[UInt8]>) throws(LogError) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            guard entry.count <= entryByteLimit else { throw .entryTooLong }
            bytes.append(UInt8(entry.count >> 8))
            bytes.append(UInt8(entry.count & 255))
            bytes.append(contentsOf: entry)
        }
        return bytes
    }

    /// Reads the entries of one file.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if a length reaches beyond the end or there are more than 256 entries.
    public static func decode(_ bytes: some Collection<UInt8>) throws(LogError) -> [[UInt8]] {
        let bytes = Array(bytes)
        var entries: [[UInt8]] = []
        var offset = 0
        while offset < bytes.count {
            guard entries.count < TilePath.span, offset + 2 <= bytes.count else {
                throw .malformed(.entryBundle, line: 0)
            }
            let length = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
            guard offset + 2 + length <= bytes.count else { throw .malformed(.entryBundle, line: 0) }
            entries.append(Array(bytes[(offset + 2)..<(offset + 2 + length)]))
            offset += 2 + length
        }
        return entries
    }
}
