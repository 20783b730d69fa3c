/// A text as the classifier reads it: lower-case half-width scalars, runs of digits as one `0`, all else as one space.
///
/// Full-width Latin letters and digits count as their half-width forms, so that 「３栋」 and 「3栋」 are the same text.
/// Shape: no leading, trailing or double space. At most ``scalarsMax`` scalars; what follows is not read.
struct NormalizedText: Sendable, Equatable {
    /// The longest text that is read. Scalars after folding; three times the longest message of the development data.
    static let scalarsMax = 12_000

    private(set) var scalars: [UInt32]

    init(_ text: String) {
        scalars = []
        scalars.reserveCapacity(text.utf8.count / 3 + 8)
        var last = NormalizedText.space
        for scalar in text.unicodeScalars {
            let folded = NormalizedText.fold(scalar)
            if folded == NormalizedText.space || folded == NormalizedText.digit, folded == last { continue }
            scalars.append(folded)
            last = folded
            if scalars.count == NormalizedText.scalarsMax { break }
        }
        if scalars.last == NormalizedText.space { scalars.removeLast() }
    }

    mutating func keep(_ count: Int) {
        if scalars.count > count { scalars.removeLast(scalars.count - max(count, 0)) }
    }

    static let space: UInt32 = 0x20
    static let digit: UInt32 = 0x30

    /// The one scalar that stands for the given one; space for whatever is neither a letter nor a digit.
    private static func fold(_ scalar: Unicode.Scalar) -> UInt32 {
        var value = scalar.value
        if value >= 0xFF01, value <= 0xFF5E { value -= 0xFEE0 }
        switch value {
        case 0x30...0x39: return digit
        case 0x41...0x5A: return value + 0x20
        case 0x61...0x7A: return value
        case 0..<0x80: return space
        case 0x4E00...0x9FFF, 0x3400...0x4DBF: return value
        default:
            guard let kept = Unicode.Scalar(value), isWordScalar(kept) else { return space }
            let lower = kept.properties.lowercaseMapping.unicodeScalars
            return lower.count == 1 ? lower.first?.value ?? value : value
        }
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark:
            return true
        default: return false
        }
    }
}

extension NormalizedText {
    /// The text in lower case with half-width Latin letters and digits, otherwise as it is.
    static func halfWidth(_ text: some StringProtocol) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            let value = scalar.value
            let isWide = value >= 0xFF01 && value <= 0xFF5E
            view.append(isWide ? Unicode.Scalar(value - 0xFEE0) ?? scalar : scalar)
        }
        return String(view).lowercased()
    }

    /// The scalars of a range as a string, for showing to people.
    func string(_ range: Range<Int>) -> String {
        var result = String.UnicodeScalarView()
        for value in scalars[range] {
            if let scalar = Unicode.Scalar(value) { result.append(scalar) }
        }
        return String(result)
    }
}
