/// Bytes that are looked into without being read as a whole.
public struct FileBytes {
    /// How many there are.
    public let count: Int
    private let fetch: (_ offset: Int, _ count: Int) throws -> [UInt8]

    init(count: Int, _ fetch: @escaping (_ offset: Int, _ count: Int) throws -> [UInt8]) {
        self.count = count
        self.fetch = fetch
    }

    /// Looks into bytes in memory.
    public init(_ bytes: [UInt8]) {
        self.init(count: bytes.count) { offset, count in Array(bytes[offset..<(offset + count)]) }
    }

    /// At most `wanted` bytes from an offset on; fewer at the end, none behind it.
    func read(_ offset: Int, _ wanted: Int) throws -> [UInt8] {
        guard offset >= 0, offset < count, wanted > 0 else { return [] }
        return try fetch(offset, Swift.min(wanted, count - offset))
    }
}
