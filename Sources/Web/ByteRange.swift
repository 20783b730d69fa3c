/// The part of a file that a caller asks for.
///
/// Source: RFC 9110, 14.1.2, 14.2, 14.4; several ranges in one request are answered with the whole, as 14.2 allows.
public enum ByteRange: Sendable, Hashable {
    /// Everything.
    case whole
    /// These bytes.
    case part(Range<Int>)
    /// Bytes that there are not.
    case unsatisfiable

    /// Reads `Range`; what cannot be read is passed over, as 14.2 says.
    public init(_ header: String?, of count: Int) {
        self = .whole
        guard let header, header.lowercased().hasPrefix("bytes=") else { return }
        let set = header.dropFirst(6)
        guard !set.contains(",") else { return }
        let ends = set.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map { $0.trimmingBlanks() }
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]) else { return }
        switch (first, last) {
        case (nil, nil): return
        case (nil, let suffix?):
            self = suffix == 0 || count == 0 ? .unsatisfiable : .part(max(0, count - suffix)..<count)
        case (let start?, nil): self = start < count ? .part(start..<count) : .unsatisfiable
        case (let start?, let end?):
            guard start <= end else { return }
            self = start < count ? .part(start..<(min(end, count - 1) + 1)) : .unsatisfiable
        }
    }

    /// A number, nothing, or what is neither (nil).
    private static func number(_ text: Substring) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.count <= 18, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}
