/// The same chance in every run: SplitMix64 from a fixed seed.
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next()) }
    mutating func word() -> UInt16 { UInt16(truncatingIfNeeded: next()) }
    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in byte() } }
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// A text of characters of all kinds that the protocols meet.
    mutating func text(_ count: ClosedRange<Int>) -> String {
        let alphabet = Array("abcXYZ019 _-号楼层感烟𠮷é€,=\"\\<>&;:")
        return String((0..<number(count)).map { _ in alphabet[number(0...alphabet.count - 1)] })
    }

    /// A copy with one to four changes: a byte changed, left out, doubled, or the end cut.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var copy = bytes
        for _ in 0..<number(1...4) where !copy.isEmpty {
            let place = number(0...copy.count - 1)
            switch number(0...5) {
            case 0: copy.remove(at: place)
            case 1: copy.insert(byte(), at: place)
            case 2: copy[place] ^= 1 << UInt8(number(0...7))
            case 3: copy.removeLast(copy.count - place)
            case 4: copy[place] = [0, 0xFF, 0x7F, 0x80, 0x40, 0x23, 0x68, 0x16][number(0...7)]
            default: copy[place] = byte()
            }
        }
        return copy
    }
}
