/// Reads a text by its bytes, line by line, so that no rule depends on Unicode's idea of a character.
struct TextLines {
    private var rest: ArraySlice<UInt8>
    private(set) var number = 0

    init(_ bytes: some Collection<UInt8>) {
        rest = Array(bytes)[...]
    }

    /// The next line without its newline; nil at the end or when the last line lacks its newline.
    mutating func next() -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: 10) else { return nil }
        defer { rest = rest[(end + 1)...] }
        number += 1
        return rest[rest.startIndex..<end]
    }

    /// What was not read yet.
    var remaining: ArraySlice<UInt8> { rest }
}

extension Collection<UInt8> {
    /// The decimal number that these digits write, without sign, leading zero or overflow.
    var decimal: UInt64? {
        guard let first, count <= 20, first != 48 || count == 1 else { return nil }
        var value: UInt64 = 0
        for digit in self {
            guard digit >= 48, digit <= 57 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(digit - 48))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return value
    }

    /// The text that these bytes write in UTF-8; nil when they write none.
    var text: String? {
        String(validating: self, as: UTF8.self)
    }
}

extension String {
    /// Equality by bytes: two spellings of one character stay two names.
    func isSameText(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
