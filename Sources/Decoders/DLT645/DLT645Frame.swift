/// One frame of an electricity meter.
///
/// `68 A0…A5 68 C L DATA CS 16`, data bytes sent with 33 added; up to 16 bytes `FE` may go before.
///
/// Source: DL/T 645-2007 clause 5 (frame) and DL/T 645-1997 clause 5, from memory and public frames.
public struct DLT645Frame: Hashable, Sendable {
    /// Which edition the control code belongs to.
    public enum Edition: Hashable, Sendable {
        /// DL/T 645-1997: identifiers of two bytes.
        case edition1997
        /// DL/T 645-2007: identifiers of four bytes.
        case edition2007
    }

    /// Longest data field: 200 bytes.
    public static let dataCountMax = 200

    /// Address of the meter, twelve digits, highest first; `aa…` calls every meter, `99…` is broadcast.
    public var address: MeterAddress
    /// The control code as sent: bit 7 answer, bit 6 error, bit 5 more to follow, bits 0–4 what.
    public var control: UInt8
    /// The data without the 33, lowest byte first, at most 200 bytes.
    public var data: [UInt8]

    /// A frame from its parts; data is cut to 200 bytes.
    public init(address: MeterAddress, control: UInt8, data: [UInt8] = []) {
        self.address = address
        self.control = control
        self.data = Array(data.prefix(Self.dataCountMax))
    }

    /// Whether the meter speaks.
    public var isAnswer: Bool { control & 0x80 != 0 }
    /// Whether the meter refuses; the data is one error byte.
    public var isError: Bool { control & 0xC0 == 0xC0 }
    /// Whether more data can be asked for.
    public var hasMore: Bool { control & 0xA0 == 0xA0 }

    /// The edition that defines the control code; codes of both editions count as 2007.
    public var edition: Edition {
        switch control & 0x1F {
        case 0x01, 0x02, 0x04, 0x0A, 0x0C, 0x0F, 0x10: return .edition1997
        default: return .edition2007
        }
    }

    /// Whether one of the editions defines the control code.
    public var hasKnownControl: Bool {
        let isKnown: Bool
        switch control & 0x1F {
        case 0x01...0x04, 0x08, 0x0A, 0x0C, 0x0F...0x1D: isKnown = true
        default: isKnown = false
        }
        return isKnown && (isAnswer || control & 0x60 == 0)
    }
}

extension DLT645Frame: StreamFrame {
    /// A frame together with what its check found.
    public struct Received: Hashable, Sendable {
        /// The frame.
        public var frame: DLT645Frame
        /// The checksum that was sent.
        public var statedChecksum: UInt8
        /// The checksum that the bytes have.
        public var computedChecksum: UInt8
        /// Offset of the checksum from the first byte given, with the bytes `FE`.
        public var checksumOffset: Int

        /// Why the frame must not be used; `nil` if it is sound.
        public var fault: DecodeError? {
            if statedChecksum != computedChecksum { return .badChecksum(at: checksumOffset) }
            if !frame.hasKnownControl { return .unknownCode(at: checksumOffset - frame.data.count - 2) }
            return nil
        }
    }

    /// Reads one frame that fills the bytes.
    ///
    /// - Throws: what ``first(in:)`` throws; ``DecodeError/trailingBytes(at:)``.
    public static func decode(_ bytes: [UInt8]) throws(DecodeError) -> Received {
        let (received, byteCount) = try first(in: bytes[...])
        guard bytes.count == byteCount else { throw .trailingBytes(at: byteCount) }
        return received
    }

    /// Reads the frame that starts at the first byte or after up to 16 bytes `FE`.
    ///
    /// - Throws: ``DecodeError/truncated(at:)`` if bytes are missing; ``DecodeError/badStart(at:)``,
    ///   ``DecodeError/badLength(at:)`` over 200 or ``DecodeError/badEnd(at:)`` if no frame starts here.
    public static func first(in bytes: ArraySlice<UInt8>) throws(DecodeError) -> (received: Received, byteCount: Int) {
        let preamble = bytes.prefix { $0 == 0xFE }.count
        guard preamble <= MeterAddress.preambleCountMax else { throw .badStart(at: preamble) }
        let frame = bytes.dropFirst(preamble)
        let start = frame.startIndex
        guard let first = frame.first else { throw .truncated(at: preamble) }
        guard first == 0x68 else { throw .badStart(at: preamble) }
        guard frame.count < 8 || frame[start + 7] == 0x68 else { throw .badStart(at: preamble + 7) }
        guard frame.count >= 12 else { throw .truncated(at: bytes.count) }
        let count = Int(frame[start + 9])
        guard count <= dataCountMax else { throw .badLength(at: preamble + 9) }
        guard frame.count >= 12 + count else { throw .truncated(at: bytes.count) }
        guard frame[start + 11 + count] == 0x16 else { throw .badEnd(at: preamble + 11 + count) }
        let address = MeterAddress(littleEndian: frame[(start + 1)..<(start + 7)])
        let data = frame[(start + 10)..<(start + 10 + count)].map { $0 &- 0x33 }
        let received = Received(
            frame: DLT645Frame(address: address, control: frame[start + 8], data: data),
            statedChecksum: frame[start + 10 + count],
            computedChecksum: frame[start..<(start + 10 + count)].sum8(), checksumOffset: preamble + 10 + count)
        return (received, preamble + 12 + count)
    }

    /// The frame as it is sent.
    ///
    /// - Parameter preambleCount: Bytes `FE` before it, 0–16; four wake up most meters.
    public func bytes(preambleCount: Int = 0) -> [UInt8] {
        var output: [UInt8] = [0x68] + address.littleEndian + [0x68, control]
        let content = data.prefix(Self.dataCountMax)
        output.append(UInt8(content.count))
        output += content.map { $0 &+ 0x33 }
        output += [output.sum8(), 0x16]
        let count = min(max(preambleCount, 0), MeterAddress.preambleCountMax)
        return [UInt8](repeating: 0xFE, count: count) + output
    }
}
