/// One frame of a water, heat or gas meter.
///
/// `68 T A0…A6 C L DATA CS 16`; up to 16 bytes `FE` may go before.
///
/// Source: CJ/T 188-2004 clause 5 (frame), from memory and public frames.
public struct CJT188Frame: Hashable, Sendable {
    /// What the meter measures; further values occur.
    public enum Kind: Hashable, Sendable {
        /// Types 10–19: cold water 10, hot water 11, drinking water 12, reclaimed water 13.
        case water
        /// Types 20–29: heat 20, cold 21.
        case heat
        /// Types 30–39.
        case gas
        /// Types 40–49 and others: electricity and what users define.
        case other
    }

    /// Longest data field: 255 bytes by its length byte; the standard says 64 for readings.
    public static let dataCountMax = 255

    /// Type of the meter as sent: hexadecimal `10` is a cold-water meter.
    public var meterType: UInt8
    /// Address of the meter, fourteen digits, highest first.
    public var address: MeterAddress
    /// The control code: bit 7 answer, bit 6 error, bits 0–5 what.
    public var control: UInt8
    /// The data as sent, at most 255 bytes.
    public var data: [UInt8]

    /// A frame from its parts; data is cut to 255 bytes.
    public init(meterType: UInt8, address: MeterAddress, control: UInt8, data: [UInt8] = []) {
        self.meterType = meterType
        self.address = address
        self.control = control
        self.data = Array(data.prefix(Self.dataCountMax))
    }

    /// What the meter measures.
    public var kind: Kind {
        switch meterType {
        case 0x10...0x19: return .water
        case 0x20...0x29: return .heat
        case 0x30...0x39: return .gas
        default: return .other
        }
    }

    /// Whether the meter speaks.
    public var isAnswer: Bool { control & 0x80 != 0 }
    /// Whether the meter reports an error.
    public var isError: Bool { control & 0xC0 == 0xC0 }

    /// Whether the standard defines the control code: 01, 03, 04, 09, 15, 16 and their answers.
    public var hasKnownControl: Bool {
        [0x01, 0x03, 0x04, 0x09, 0x15, 0x16].contains(control & 0x3F) && (isAnswer || control & 0x40 == 0)
    }
}

extension CJT188Frame: StreamFrame {
    /// A frame together with what its check found.
    public struct Received: Hashable, Sendable {
        /// The frame.
        public var frame: CJT188Frame
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
    /// - Throws: ``DecodeError/truncated(at:)`` if bytes are missing; ``DecodeError/badStart(at:)`` or
    ///   ``DecodeError/badEnd(at:)`` if no frame starts here.
    public static func first(in bytes: ArraySlice<UInt8>) throws(DecodeError) -> (received: Received, byteCount: Int) {
        let preamble = bytes.prefix { $0 == 0xFE }.count
        guard preamble <= MeterAddress.preambleCountMax else { throw .badStart(at: preamble) }
        let frame = bytes.dropFirst(preamble)
        let start = frame.startIndex
        guard let first = frame.first else { throw .truncated(at: preamble) }
        guard first == 0x68 else { throw .badStart(at: preamble) }
        guard frame.count >= 13 else { throw .truncated(at: bytes.count) }
        let count = Int(frame[start + 10])
        guard frame.count >= 13 + count else { throw .truncated(at: bytes.count) }
        guard frame[start + 12 + count] == 0x16 else { throw .badEnd(at: preamble + 12 + count) }
        let received = Received(
            frame: CJT188Frame(
                meterType: frame[start + 1],
                address: MeterAddress(littleEndian: frame[(start + 2)..<(start + 9)]), control: frame[start + 9],
                data: Array(frame[(start + 11)..<(start + 11 + count)])),
            statedChecksum: frame[start + 11 + count],
            computedChecksum: frame[start..<(start + 11 + count)].sum8(), checksumOffset: preamble + 11 + count)
        return (received, preamble + 13 + count)
    }

    /// The frame as it is sent.
    ///
    /// - Parameter preambleCount: Bytes `FE` before it, 0–16.
    public func bytes(preambleCount: Int = 0) -> [UInt8] {
        let content = data.prefix(Self.dataCountMax)
        var output: [UInt8] = [0x68, meterType] + address.littleEndian + [control, UInt8(content.count)]
        output += content
        output += [output.sum8(), 0x16]
        let count = min(max(preambleCount, 0), MeterAddress.preambleCountMax)
        return [UInt8](repeating: 0xFE, count: count) + output
    }
}
