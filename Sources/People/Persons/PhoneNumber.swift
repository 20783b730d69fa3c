/// A telephone number as it is kept: E.164, `+8613800001234`.
public struct PhoneNumber: Sendable, Hashable {
    /// `+`, the country's code and the number, 8 to 15 digits.
    ///
    /// Source: ITU-T E.164 (11/2010), 6.2.1: at most 15 digits.
    public let international: String

    /// Reads what people type: with blanks, hyphens and brackets, with or without the country; nil for what cannot be one.
    ///
    /// Numbers without a country are Chinese: eleven digits beginning with 13 to 19, or an area code with its 0.
    ///
    /// Source: 电信网编号计划 (MIIT 2017): mobile numbers have 11 digits, area codes 2 or 3 digits, lines 7 or 8.
    public init?(_ text: String) {
        guard text.utf8.count <= 32 else { return nil }
        var digits = ""
        var hasPlus = false
        for (index, character) in text.drop(while: \.isWhitespace).enumerated() {
            switch character {
            case "+", "＋":
                guard index == 0 else { return nil }
                hasPlus = true
            case " ", "-", "(", ")", "（", "）", "\u{A0}": continue
            default:
                guard let digit = character.wholeNumberValue, (0...9).contains(digit) else { return nil }
                digits.append(String(digit))
            }
        }
        if !hasPlus, digits.hasPrefix("00") {
            hasPlus = true
            digits.removeFirst(2)
        } else if !hasPlus, digits.count == 13, digits.hasPrefix("86") {
            hasPlus = true
        }
        if hasPlus, !digits.hasPrefix("86") {
            guard (8...15).contains(digits.count), digits.first != "0" else { return nil }
            international = "+" + digits
            return
        }
        if hasPlus { digits.removeFirst(2) }
        if Self.hasMobileForm(digits)
            || hasPlus && (9...11).contains(digits.count) && digits.first != "0" && digits.first != "1"
        {
            international = "+86" + digits
        } else if !hasPlus, digits.first == "0", (10...12).contains(digits.count), digits.dropFirst().first != "0" {
            international = "+86" + digits.dropFirst()
        } else {
            return nil
        }
    }

    private static func hasMobileForm(_ digits: String) -> Bool {
        digits.utf8.count == 11 && digits.hasPrefix("1") && "3456789".contains(digits.dropFirst().first ?? "0")
    }

    /// Whether this is a Chinese mobile number, to which a message can be sent.
    public var isChineseMobile: Bool { international.hasPrefix("+861") && international.utf8.count == 14 }

    /// Whether a message may be sent to it: Chinese lines in a wall take none, of other countries' numbers nobody knows.
    public var isMobile: Bool { isChineseMobile || !international.hasPrefix("+86") }

    /// The number as others see it: 138****1234; of others only the last four digits, or two of a short one.
    public var masked: String {
        if isChineseMobile {
            let national = international.dropFirst(3)
            return national.prefix(3) + "****" + national.suffix(4)
        }
        return "****" + international.suffix(international.utf8.count > 10 ? 4 : 2)
    }

    /// The number as it is dialled here: without the country's code if it is Chinese.
    public var dialled: String {
        guard international.hasPrefix("+86") else { return international }
        return (isChineseMobile ? "" : "0") + international.dropFirst(3)
    }
}

extension PhoneNumber: CustomStringConvertible {
    /// The mask, so that a number that strays into a text shows little.
    public var description: String { masked }
}
