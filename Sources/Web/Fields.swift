/// Named texts in order: a query or a form.
public struct Fields: Sendable, Hashable {
    /// Names and values, decoded.
    public let items: [Item]

    /// One name and its value.
    public struct Item: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The value; empty where none was given.
        public let value: String
    }

    /// Takes names and values as they are.
    public init(_ items: [(String, String)]) { self.items = items.map { Item(name: $0.0, value: $0.1) } }

    /// Reads `a=1&b=2`; nil if an escape is broken, the bytes are not UTF-8, or there are more than 1,000 items.
    ///
    /// A form that lists the buildings of a community has hundreds of items; the body has its own limit.
    ///
    /// Source: WHATWG URL, application/x-www-form-urlencoded parsing.
    public init?(urlEncoded bytes: some Collection<UInt8>) {
        var items: [Item] = []
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard items.count < 1_000, let name = Self.decoded(pair[0]),
                let value = pair.count > 1 ? Self.decoded(pair[1]) : ""
            else { return nil }
            items.append(Item(name: name, value: value))
        }
        self.items = items
    }

    /// The first value under a name; nil if the name does not occur.
    public subscript(_ name: String) -> String? { items.first { $0.name == name }?.value }

    /// Decodes `%41` and `+`; nil if an escape is broken or the result is not UTF-8.
    static func decoded(_ bytes: some Collection<UInt8>, isPlusBlank: Bool = true) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            if byte == UInt8(ascii: "%") {
                guard let first = iterator.next().flatMap(digit), let second = iterator.next().flatMap(digit) else {
                    return nil
                }
                result.append(first << 4 | second)
            } else {
                result.append(byte == UInt8(ascii: "+") && isPlusBlank ? UInt8(ascii: " ") : byte)
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    /// Decodes one segment of a path, where `+` is itself.
    public static func decodedSegment(_ segment: Substring) -> String? { decoded(segment.utf8, isPlusBlank: false) }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
