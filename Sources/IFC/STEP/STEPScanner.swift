/// Finds the records of a STEP file in one pass over its bytes, without reading their values.
///
/// Source: ISO 10303-21, clauses 5 (exchange structure) and 6 (tokens).
struct STEPScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private(set) var ids: [UInt32] = []
    private(set) var starts: [UInt32] = []
    private(set) var kinds: [UInt16] = []
    private(set) var kindNames: [String] = []
    private(set) var problems: [(STEPProblem.Reason, Int)] = []
    private(set) var header: [(name: String, start: Int)] = []
    private var kindSlots = [Int32](repeating: -1, count: 4096)
    private var kindHashes: [UInt64] = []
    private static let problemsMax = 1_000

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        ids.reserveCapacity(bytes.count / 56)
        starts.reserveCapacity(bytes.count / 56)
        kinds.reserveCapacity(bytes.count / 56)
    }

    private mutating func note(_ reason: STEPProblem.Reason, at place: Int) {
        if problems.count < Self.problemsMax { problems.append((reason, place)) }
    }

    /// Scans the whole file; the callback is asked about every 65,536 records whether to stop.
    mutating func run(isCancelled: () -> Bool) throws(IFCError) {
        skipSpace()
        guard take("ISO-10303-21") else {
            note(.noExchangeStructure, at: 0)
            return
        }
        skipStatement()
        var sawData = false
        var sawEnd = false
        while place < bytes.count {
            skipSpace()
            guard place < bytes.count else { break }
            if take("HEADER") {
                skipStatement()
                scanHeader()
            } else if take("DATA") {
                skipStatement()
                sawData = true
                try scanData(isCancelled)
            } else if take("END-ISO-10303-21") {
                sawEnd = true
                break
            } else if !skipStatement() {
                break
            }
        }
        if !sawData { note(.noDataSection, at: bytes.count) }
        if !sawEnd { note(.unfinishedFile, at: bytes.count) }
    }

    private mutating func scanHeader() {
        while true {
            skipSpace()
            guard place < bytes.count else { return }
            let start = place
            if take("ENDSEC") {
                skipStatement()
                return
            }
            while place < bytes.count, isNameByte(bytes[place]) { place += 1 }
            let name = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place]), as: UTF8.self)
            skipSpace()
            header.append((name.uppercased(), place))
            if header.count > 64 || !skipStatement() { return }
        }
    }

    private mutating func scanData(_ isCancelled: () -> Bool) throws(IFCError) {
        var untilAsked = 65_536
        while true {
            skipSpace()
            guard place < bytes.count else { return }
            if bytes[place] == 0x23 {  // #
                scanRecord()
                untilAsked -= 1
                if untilAsked == 0 {
                    if isCancelled() { throw .cancelled }
                    untilAsked = 65_536
                }
            } else if take("ENDSEC") {
                skipStatement()
                return
            } else {
                note(.malformedRecord, at: place)
                recover()
            }
        }
    }

    /// Reads `#number = NAME (` and skips to the semicolon.
    private mutating func scanRecord() {
        let start = place
        place += 1
        var id: UInt64 = 0
        let digits = place
        while place < bytes.count, case let digit = bytes[place] &- 0x30, digit < 10 {
            if id <= UInt64(UInt32.max) { id = id &* 10 &+ UInt64(digit) }
            place += 1
        }
        guard place > digits, id <= UInt64(UInt32.max) else {
            note(.malformedRecord, at: start)
            recover()
            return
        }
        skipSpace()
        guard place < bytes.count, bytes[place] == 0x3D else {
            note(.malformedRecord, at: start)
            recover()
            return
        }
        place += 1
        skipSpace()
        let nameStart = place
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        while place < bytes.count, isNameByte(bytes[place]) {
            hash = (hash ^ UInt64(bytes[place] & 0xDF)) &* 0x100_0000_01B3
            place += 1
        }
        let nameEnd = place
        skipSpace()
        guard nameEnd > nameStart || (place < bytes.count && bytes[place] == 0x28) else {
            note(.malformedRecord, at: start)
            recover()
            return
        }
        guard place < bytes.count, bytes[place] == 0x28 else {
            note(.malformedRecord, at: start)
            recover()
            return
        }
        let body = place
        guard skipRecordBody(start) else { return }
        ids.append(UInt32(id))
        starts.append(UInt32(body))
        kinds.append(kind(hash, nameStart..<nameEnd))
    }

    /// Skips to behind the semicolon that ends a record; false where there is none.
    private mutating func skipRecordBody(_ start: Int) -> Bool {
        var depth = 0
        let base = bytes.baseAddress.unsafelyUnwrapped
        let end = bytes.count
        var at = place
        while at < end {
            let byte = base[at]
            at += 1
            if byte > 0x3B { continue }
            switch byte {
            case 0x27:
                while at < end, base[at] != 0x27 { at += 1 }
                if at >= end {
                    note(.unfinishedString, at: start)
                    place = end
                    return false
                }
                at += 1
            case 0x28: depth += 1
            case 0x29: depth -= 1
            case 0x3B:
                place = at
                if depth != 0 {
                    note(.unfinishedRecord, at: start)
                    return false
                }
                return true
            case 0x2F where at < end && base[at] == 0x2A:
                place = at - 1
                skipSpace()
                at = place
            default: break
            }
        }
        note(.unfinishedRecord, at: start)
        place = end
        return false
    }

    /// After a broken record: goes on behind the next semicolon that ends a line.
    private mutating func recover() {
        while place < bytes.count, bytes[place] != 0x3B { place += 1 }
        place = min(place + 1, bytes.count)
    }

    private mutating func kind(_ hash: UInt64, _ range: Range<Int>) -> UInt16 {
        var slot = Int(truncatingIfNeeded: hash & 4095)
        while true {
            let found = kindSlots[slot]
            if found < 0 { break }
            if kindHashes[Int(found)] == hash { return UInt16(found) }
            slot = (slot + 1) & 4095
        }
        guard kindNames.count < 3_000 else { return 0 }
        let name = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self).uppercased()
        kindSlots[slot] = Int32(kindNames.count)
        kindNames.append(name)
        kindHashes.append(hash)
        return UInt16(kindNames.count - 1)
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x2D
    }

    /// Skips white space and comments.
    private mutating func skipSpace() {
        while place < bytes.count {
            let byte = bytes[place]
            if byte <= 0x20 {
                place += 1
            } else if byte == 0x2F, place + 1 < bytes.count, bytes[place + 1] == 0x2A {
                let start = place
                place += 2
                while place + 1 < bytes.count, !(bytes[place] == 0x2A && bytes[place + 1] == 0x2F) { place += 1 }
                if place + 1 >= bytes.count {
                    note(.unfinishedComment, at: start)
                    place = bytes.count
                } else {
                    place += 2
                }
            } else if byte >= 0x80, place < 3 {
                place += 1  // a byte order mark before the first token
            } else {
                return
            }
        }
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard place + count <= bytes.count else { return false }
        for index in 0..<count where bytes[place + index] & 0xDF != word.utf8Start[index] & 0xDF { return false }
        place += count
        return true
    }

    /// Skips to behind the next semicolon outside strings and comments; false at the end of the file.
    @discardableResult
    private mutating func skipStatement() -> Bool {
        while place < bytes.count {
            let byte = bytes[place]
            if byte == 0x3B {
                place += 1
                return true
            } else if byte == 0x27 {
                let start = place
                place += 1
                while place < bytes.count, bytes[place] != 0x27 { place += 1 }
                if place >= bytes.count { note(.unfinishedString, at: start) }
                place = min(place + 1, bytes.count)
            } else if byte <= 0x20 || byte == 0x2F {
                let before = place
                skipSpace()
                if place == before { place += 1 }
            } else {
                place += 1
            }
        }
        return false
    }
}
