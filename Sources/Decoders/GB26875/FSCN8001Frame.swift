/// A frame of the vendor dialect FSCN8001, which shares the marks of GB/T 26875.3 and nothing else.
///
/// `40 40 | command | 00 01 05 | time, 6 packed decimals | id, 12 bytes | data | sum or XOR | 23 23`. There is no
/// length,
/// so that one network segment must hold exactly one frame. Known from one source only; no capture was at hand.
///
/// Source: vendor dialect as seen in the field; no standard.
public struct FSCN8001Frame: Hashable, Sendable {
    /// How the check byte is made.
    public enum Check: Hashable, Sendable {
        /// Sum of the bytes between start mark and check byte, modulo 256.
        case sum
        /// Exclusive or of the same bytes.
        case exclusiveOr
    }

    /// Longest data: 1,024 bytes (ours).
    public static let dataCountMax = 1_024
    private static let constant: [UInt8] = [0x00, 0x01, 0x05]

    /// The command; a reply adds `80`.
    public var command: UInt8
    /// Time of the device, already read from its packed decimals.
    public var time: GB26875Time
    /// Identity of the device, 12 bytes.
    public var identity: [UInt8]
    /// What is told.
    public var data: [UInt8]
    /// How the check byte was or is made.
    public var check: Check

    /// A frame from its parts; the identity is cut or filled with zeros to 12 bytes, the data cut to 1,024.
    public init(command: UInt8, time: GB26875Time, identity: [UInt8], data: [UInt8], check: Check = .sum) {
        self.command = command
        self.time = time
        self.identity = Array((identity + [UInt8](repeating: 0, count: 12)).prefix(12))
        self.data = Array(data.prefix(Self.dataCountMax))
        self.check = check
    }

    /// Reads one frame that fills the bytes.
    ///
    /// - Throws: ``DecodeError`` for marks, constant, time digits, length and check byte.
    public init(decoding bytes: [UInt8]) throws(DecodeError) {
        guard bytes.starts(with: [0x40, 0x40]) else { throw .badStart(at: 0) }
        guard bytes.count >= 27 else { throw .truncated(at: bytes.count) }
        guard bytes.count <= 27 + Self.dataCountMax else { throw .overLimit(at: 27 + Self.dataCountMax) }
        guard bytes.suffix(2) == [0x23, 0x23] else { throw .badEnd(at: bytes.count - 2) }
        guard Array(bytes[3..<6]) == Self.constant else { throw .badValue(at: 3) }
        var cursor = ByteCursor(bytes[6..<12])
        guard let time = try GB26875Time(&cursor).readAsPackedDecimals else { throw .badDigit(at: 6) }
        let content = bytes[2..<bytes.count - 3]
        let stated = bytes[bytes.count - 3]
        let isSum = content.sum8() == stated
        guard isSum || content.reduce(0, ^) == stated else { throw .badChecksum(at: bytes.count - 3) }
        self.init(
            command: bytes[2], time: time, identity: Array(bytes[12..<24]), data: Array(bytes[24..<bytes.count - 3]),
            check: isSum ? .sum : .exclusiveOr)
    }

    /// The frame as it is sent.
    public var bytes: [UInt8] {
        var output: [UInt8] = [0x40, 0x40, command] + Self.constant
        output += time.bytes.map { (($0 / 10 % 10) << 4) | ($0 % 10) }
        output += identity + data
        let content = output[2...]
        output.append(check == .sum ? content.sum8() : content.reduce(0, ^))
        return output + [0x23, 0x23]
    }

    /// The reply: command plus `80`, same identity and check, no data.
    public func reply(at time: GB26875Time) -> FSCN8001Frame {
        FSCN8001Frame(command: command | 0x80, time: time, identity: identity, data: [], check: check)
    }
}
