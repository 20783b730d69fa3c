/// Reads a frame from front to back; every read checks the bounds and reports its position.
struct ByteCursor {
    let bytes: ArraySlice<UInt8>
    private(set) var index: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    init(_ bytes: [UInt8]) { self.init(bytes[...]) }

    /// Distance from the first byte given.
    var offset: Int { index - bytes.startIndex }
    var remaining: Int { bytes.endIndex - index }
    var isAtEnd: Bool { index >= bytes.endIndex }

    mutating func byte() throws(DecodeError) -> UInt8 {
        guard index < bytes.endIndex else { throw .truncated(at: offset) }
        defer { index += 1 }
        return bytes[index]
    }

    mutating func take(_ count: Int) throws(DecodeError) -> ArraySlice<UInt8> {
        guard count >= 0, remaining >= count else { throw .truncated(at: bytes.count) }
        defer { index += count }
        return bytes[index..<index + count]
    }

    mutating func rest() -> ArraySlice<UInt8> {
        defer { index = bytes.endIndex }
        return bytes[index...]
    }

    /// An unsigned number of `count` ≤ 8 bytes, lowest byte first.
    mutating func little(_ count: Int) throws(DecodeError) -> UInt64 {
        try take(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func little16() throws(DecodeError) -> UInt16 { UInt16(truncatingIfNeeded: try little(2)) }

    /// Two bytes, highest first.
    mutating func big16() throws(DecodeError) -> UInt16 {
        let high = try byte()
        return UInt16(high) << 8 | UInt16(try byte())
    }
}

extension Array where Element == UInt8 {
    mutating func appendLittle(_ number: UInt64, count: Int) {
        for shift in 0..<count { append(UInt8(truncatingIfNeeded: number >> UInt64(8 * shift))) }
    }

    mutating func appendBig16(_ number: UInt16) {
        append(UInt8(number >> 8))
        append(UInt8(number & 0xFF))
    }
}

extension Sequence<UInt8> {
    /// Sum of all bytes modulo 256, the check byte of GB/T 26875.3, DL/T 645 and CJ/T 188.
    func sum8() -> UInt8 {
        var total: UInt8 = 0
        for byte in self { total &+= byte }
        return total
    }
}
