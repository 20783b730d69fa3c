/// Address of a meter: 12 digits (DL/T 645) or 14 (CJ/T 188), written highest digit first.
///
/// The standards ask for decimals; makers' codes in hexadecimal occur in the field and are kept. `aa` stands for any.
public struct MeterAddress: Hashable, Sendable {
    /// Most bytes `FE` before a frame that are passed over: 16. The standards say at most four.
    static let preambleCountMax = 16

    /// The digits as text in lower case, highest first.
    public let text: String

    /// An address from its digits.
    ///
    /// - Throws: ``DecodeError/badLength(at:)`` unless there are 12 or 14 digits; ``DecodeError/badDigit(at:)``.
    public init(_ text: String) throws(DecodeError) {
        guard text.utf8.count == 12 || text.utf8.count == 14 else { throw .badLength(at: 0) }
        for (index, character) in text.utf8.enumerated() where Hexadecimal.digit(character) == nil {
            throw .badDigit(at: index)
        }
        self.text = text.lowercased()
    }

    /// An address from the bytes of a frame, lowest first.
    init(littleEndian bytes: ArraySlice<UInt8>) { text = Hexadecimal.string(bytes.reversed()) }

    /// The bytes as sent, lowest first.
    public var littleEndian: [UInt8] {
        let digits = text.utf8.map { Hexadecimal.digit($0) ?? 0 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }.reversed()
    }

    /// Whether every digit is decimal, as the standards ask.
    public var isDecimal: Bool { text.utf8.allSatisfy { (0x30...0x39).contains($0) } }

    /// The call to every electricity meter on the line.
    public static let everyElectricityMeter = MeterAddress(wildcards: 12)
    /// The call to every water, gas or heat meter on the line.
    public static let everyUtilityMeter = MeterAddress(wildcards: 14)

    private init(wildcards count: Int) { text = String(repeating: "a", count: count) }
}
