/// An address of electronic mail as it is kept: what stands before the @ as it was written, the domain in lower case.
public struct EmailAddress: Sendable, Hashable {
    /// The address, 3 to 254 visible ASCII characters.
    ///
    /// Source: RFC 5321, 4.5.3.1.3 (a path has 256 characters with its brackets).
    public let written: String

    /// Reads what people type; nil for what no mail server would take.
    ///
    /// Source: RFC 5321, 4.1.2 (dot-string and domain); quoted local parts and address literals are not taken.
    public init?(_ text: String) {
        let trimmed = text.drop(while: \.isWhitespace)
        let word = trimmed.prefix { !$0.isWhitespace }
        guard trimmed.dropFirst(word.count).allSatisfy(\.isWhitespace), (3...254).contains(word.utf8.count) else {
            return nil
        }
        let parts = word.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count) else { return nil }
        let labels = parts[1].lowercased().split(separator: ".", omittingEmptySubsequences: false)
        guard parts[0].split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ Self.isAtom($0) }),
            labels.count >= 2, labels.allSatisfy({ Self.isLabel($0) })
        else { return nil }
        written = parts[0] + "@" + labels.joined(separator: ".")
    }

    private static func isAtom(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
            }
    }

    private static func isLabel(_ text: Substring) -> Bool {
        (1...63).contains(text.utf8.count) && !text.hasPrefix("-") && !text.hasSuffix("-")
            && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
