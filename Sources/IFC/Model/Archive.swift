/// Takes the model out of an `.ifczip` archive.
///
/// Source: PKWARE APPNOTE 6.3 (stored and deflated entries); RFC 1951 (DEFLATE).
enum Archive {
    /// The bytes of the first entry whose name ends in `.ifc`, else of the first entry.
    static func model(in bytes: [UInt8]) throws(IFCError) -> [UInt8] {
        let entries = directory(of: bytes)
        guard let entry = entries.first(where: { $0.isModel }) ?? entries.first else { throw .damagedArchive }
        let at = entry.place
        guard at + 30 <= bytes.count, number(bytes, at, 4) == 0x0403_4B50 else { throw .damagedArchive }
        let start = at + 30 + number(bytes, at + 26, 2) + number(bytes, at + 28, 2)
        guard start <= bytes.count, entry.packed <= bytes.count - start else { throw .damagedArchive }
        guard entry.size < Int(UInt32.max), entry.size <= entry.packed * 1_100 + 64 else { throw .tooLarge }
        switch entry.method {
        case 0: return Array(bytes[start..<start + entry.packed])
        case 8:
            var inflater = Inflater(bytes, from: start, to: start + entry.packed, sizeMax: entry.size)
            guard let result = inflater.run(), result.count == entry.size else { throw .damagedArchive }
            return result
        default: throw .damagedArchive
        }
    }

    private struct Entry {
        var place: Int
        var method: Int
        var packed: Int
        var size: Int
        var isModel: Bool
    }

    private static func number(_ bytes: [UInt8], _ at: Int, _ length: Int) -> Int {
        guard at >= 0, at + length <= bytes.count else { return 0 }
        return (0..<length).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }

    private static func directory(of bytes: [UInt8]) -> [Entry] {
        var end = bytes.count - 22
        let lowest = max(0, end - 65_535)
        while end >= lowest, number(bytes, end, 4) != 0x0605_4B50 { end -= 1 }
        guard end >= lowest else { return [] }
        var entries: [Entry] = []
        var at = number(bytes, end + 16, 4)
        for _ in 0..<min(number(bytes, end + 10, 2), 1_000) {
            guard number(bytes, at, 4) == 0x0201_4B50, at + 46 <= bytes.count else { break }
            let nameLength = number(bytes, at + 28, 2)
            guard at + 46 + nameLength <= bytes.count else { break }
            let name = String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self).lowercased()
            entries.append(
                Entry(
                    place: number(bytes, at + 42, 4), method: number(bytes, at + 10, 2),
                    packed: number(bytes, at + 20, 4), size: number(bytes, at + 24, 4),
                    isModel: name.hasSuffix(".ifc")))
            at += 46 + nameLength + number(bytes, at + 30, 2) + number(bytes, at + 32, 2)
        }
        return entries
    }
}

/// Unpacks DEFLATE data.
///
/// Source: RFC 1951.
struct Inflater {
    private let bytes: [UInt8]
    private var place: Int
    private let end: Int
    private let sizeMax: Int
    private var bits: UInt64 = 0
    private var bitCount = 0
    private var result: [UInt8] = []

    init(_ bytes: [UInt8], from start: Int, to end: Int, sizeMax: Int) {
        self.bytes = bytes
        place = start
        self.end = end
        self.sizeMax = sizeMax
    }

    /// The unpacked bytes, nil where the data is damaged or longer than it should be.
    mutating func run() -> [UInt8]? {
        result.reserveCapacity(min(sizeMax, 1 << 26))
        while true {
            guard let last = take(1), let kind = take(2) else { return nil }
            switch kind {
            case 0: guard stored() else { return nil }
            case 1: guard compressed(Inflater.fixedLiterals, Inflater.fixedDistances) else { return nil }
            case 2:
                guard let (literals, distances) = readTables(), compressed(literals, distances) else { return nil }
            default: return nil
            }
            if last == 1 { return result }
        }
    }

    @inline(__always)
    private mutating func fill() {
        while bitCount <= 48, place < end {
            bits |= UInt64(bytes[place]) << UInt64(bitCount)
            bitCount += 8
            place += 1
        }
    }

    @inline(__always)
    private mutating func take(_ count: Int) -> Int? {
        if bitCount < count { fill() }
        guard bitCount >= count else { return nil }
        let value = Int(bits & (1 << UInt64(count) - 1))
        bits >>= UInt64(count)
        bitCount -= count
        return value
    }

    private mutating func stored() -> Bool {
        let odd = bitCount & 7
        guard take(odd) != nil, let length = take(16), let inverse = take(16), length == inverse ^ 0xFFFF else {
            return false
        }
        guard result.count + length <= sizeMax else { return false }
        for _ in 0..<length {
            guard let byte = take(8) else { return false }
            result.append(UInt8(byte))
        }
        return true
    }

    /// A code table: symbols by length and code.
    private struct Table {
        var counts = [Int](repeating: 0, count: 16)
        var symbols: [Int] = []

        init(_ lengths: [Int]) {
            for length in lengths { counts[length] += 1 }
            counts[0] = 0
            var offsets = [Int](repeating: 0, count: 17)
            for length in 1...15 { offsets[length + 1] = offsets[length] + counts[length] }
            symbols = [Int](repeating: 0, count: lengths.count)
            for (symbol, length) in lengths.enumerated() where length > 0 {
                symbols[offsets[length]] = symbol
                offsets[length] += 1
            }
        }
    }

    private mutating func symbol(_ table: Table) -> Int? {
        var code = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            guard let bit = take(1) else { return nil }
            code |= bit
            let count = table.counts[length]
            guard code >= first else { return nil }
            if code - count < first { return table.symbols[index + code - first] }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        return nil
    }

    private static let fixedLiterals = Table(
        Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24)
            + Array(repeating: 8, count: 8))
    private static let fixedDistances = Table(Array(repeating: 5, count: 30))
    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private mutating func readTables() -> (Table, Table)? {
        guard let literals = take(5), let distances = take(5), let codes = take(4), literals <= 29 else { return nil }
        var lengths = [Int](repeating: 0, count: 19)
        for index in 0..<(codes + 4) {
            guard let length = take(3) else { return nil }
            lengths[Inflater.order[index]] = length
        }
        let table = Table(lengths)
        var all: [Int] = []
        while all.count < literals + 257 + distances + 1 {
            guard let symbol = symbol(table) else { return nil }
            switch symbol {
            case 0..<16: all.append(symbol)
            case 16:
                guard let previous = all.last, let more = take(2) else { return nil }
                all.append(contentsOf: repeatElement(previous, count: 3 + more))
            case 17:
                guard let more = take(3) else { return nil }
                all.append(contentsOf: repeatElement(0, count: 3 + more))
            default:
                guard let more = take(7) else { return nil }
                all.append(contentsOf: repeatElement(0, count: 11 + more))
            }
        }
        guard all.count == literals + 257 + distances + 1 else { return nil }
        return (Table(Array(all[..<(literals + 257)])), Table(Array(all[(literals + 257)...])))
    }

    private static let lengthBase = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBase = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]

    private mutating func compressed(_ literals: Table, _ distances: Table) -> Bool {
        while true {
            guard let code = symbol(literals) else { return false }
            if code < 256 {
                guard result.count < sizeMax else { return false }
                result.append(UInt8(code))
            } else if code == 256 {
                return true
            } else {
                guard code < 286, let more = take(Inflater.lengthBits[code - 257]), let far = symbol(distances),
                    far < 30, let farther = take(Inflater.distanceBits[far])
                else { return false }
                let length = Inflater.lengthBase[code - 257] + more
                let distance = Inflater.distanceBase[far] + farther
                guard distance <= result.count, result.count + length <= sizeMax else { return false }
                for _ in 0..<length { result.append(result[result.count - distance]) }
            }
        }
    }
}
