/// Walks the fields of one protobuf message without copying it.
///
/// Source: protobuf.dev, "Encoding"; wire types 0, 1, 2 and 5, no groups.
struct ProtobufCursor {
    let bytes: UnsafeRawBufferPointer
    private(set) var at = 0
    /// The byte of the file (or of the block's start) that an error names.
    let origin: Int

    init(_ bytes: UnsafeRawBufferPointer, origin: Int) {
        self.bytes = bytes
        self.origin = origin
    }

    var isAtEnd: Bool { at >= bytes.count }

    var broken: OSMError { .malformed(.protobuf, at: .byte(origin)) }

    /// Field number and wire type of the next field.
    mutating func key() throws(OSMError) -> (field: Int, wire: UInt8) {
        let key = try varint()
        let field = key >> 3
        guard field >= 1, field < 1 << 29 else { throw broken }
        return (Int(field), UInt8(key & 7))
    }

    @inline(__always)
    mutating func varint() throws(OSMError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
            if shift > 63 { throw broken }
        }
        throw broken
    }

    @inline(__always)
    mutating func signed() throws(OSMError) -> Int64 {
        let value = try varint()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func message() throws(OSMError) -> UnsafeRawBufferPointer {
        let count = try varint()
        guard count <= UInt64(bytes.count - at) else { throw broken }
        let start = at
        at += Int(count)
        return UnsafeRawBufferPointer(rebasing: bytes[start..<at])
    }

    mutating func skip(_ wire: UInt8) throws(OSMError) {
        switch wire {
        case 0: _ = try varint()
        case 1: try advance(8)
        case 2: _ = try message()
        case 5: try advance(4)
        default: throw broken
        }
    }

    private mutating func advance(_ count: Int) throws(OSMError) {
        guard bytes.count - at >= count else { throw broken }
        at += count
    }

    /// Appends the numbers of a repeated field, packed or not.
    mutating func append(_ wire: UInt8, to list: inout [UInt64]) throws(OSMError) {
        if wire == 0 {
            list.append(try varint())
            return
        }
        guard wire == 2 else { throw broken }
        var inner = ProtobufCursor(try message(), origin: origin)
        while !inner.isAtEnd { list.append(try inner.varint()) }
    }

    /// Appends the zigzag numbers of a repeated field, packed or not.
    mutating func appendSigned(_ wire: UInt8, to list: inout [Int64]) throws(OSMError) {
        if wire == 0 {
            list.append(try signed())
            return
        }
        guard wire == 2 else { throw broken }
        var inner = ProtobufCursor(try message(), origin: origin)
        while !inner.isAtEnd { list.append(try inner.signed()) }
    }
}
