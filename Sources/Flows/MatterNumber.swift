import Vocabulary

/// Numbers that people can say on the telephone.
enum MatterNumber {
    /// Digits and letters without those that are misread: no 0/O, 1/I/L, U.
    ///
    /// Source: Douglas Crockford, "Base 32", without 0 and 1.
    private static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Month, day and four characters taken from chance: `1122-7K3M`. 810,000 numbers a day for each community.
    static func make(on day: LocalDay, chance: UInt64) -> String {
        let (_, month, date) = day.civil
        var text = twoDigits(month) + twoDigits(date) + "-"
        var rest = chance
        for _ in 0..<4 {
            text.unicodeScalars.append(Unicode.Scalar(alphabet[Int(rest % UInt64(alphabet.count))]))
            rest /= UInt64(alphabet.count)
        }
        return text
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
