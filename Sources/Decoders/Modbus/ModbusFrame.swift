/// A Modbus message with its address, on a serial line (RTU) or over TCP.
///
/// Source: MODBUS over Serial Line V1.02 clause 2.5; MODBUS Messaging on TCP/IP V1.0b clause 3.
public struct ModbusFrame: Hashable, Sendable {
    /// What carries the message.
    public enum Carrier: Hashable, Sendable {
        /// Serial line: address, message, CRC-16 with the low byte first. Frames are cut by 3.5 characters of silence.
        case rtu
        /// TCP: transaction number, protocol 0, length, unit, message.
        case tcp(transaction: UInt16)
    }

    /// What carries the message.
    public var carrier: Carrier
    /// Address of the server: 0 broadcast, 1–247 on a serial line, any over TCP.
    public var unit: UInt8
    /// What is said.
    public var message: ModbusMessage

    /// A frame from its parts.
    public init(carrier: Carrier, unit: UInt8, message: ModbusMessage) {
        self.carrier = carrier
        self.unit = unit
        self.message = message
    }

    /// Reads one RTU frame that fills the bytes.
    ///
    /// - Throws: ``DecodeError/truncated(at:)`` under 4 bytes, ``DecodeError/overLimit(at:)`` over 256,
    ///   ``DecodeError/badChecksum(at:)``, ``DecodeError/badValue(at:)`` for unit 248–255, and what
    ///   ``ModbusMessage/decode(_:direction:)`` throws.
    public static func decodeRTU(
        _ bytes: [UInt8], direction: ModbusMessage.Direction = .unknown
    ) throws(DecodeError) -> ModbusFrame {
        guard bytes.count >= 4 else { throw .truncated(at: bytes.count) }
        guard bytes.count <= 256 else { throw .overLimit(at: 256) }
        let end = bytes.count - 2
        let stated = UInt16(bytes[end]) | UInt16(bytes[end + 1]) << 8
        guard crc16(bytes[..<end]) == stated else { throw .badChecksum(at: end) }
        guard bytes[0] <= 247 else { throw .badValue(at: 0) }
        do throws(DecodeError) {
            let message = try ModbusMessage.decode(bytes[1..<end], direction: direction)
            return ModbusFrame(carrier: .rtu, unit: bytes[0], message: message)
        } catch {
            throw error.moved(by: 1)
        }
    }

    /// Reads one TCP frame that fills the bytes.
    ///
    /// - Throws: ``DecodeError/badStart(at:)`` for a protocol other than 0, ``DecodeError/badLength(at:)``,
    ///   ``DecodeError/truncated(at:)``, ``DecodeError/trailingBytes(at:)``, and what
    ///   ``ModbusMessage/decode(_:direction:)`` throws.
    public static func decodeTCP(
        _ bytes: [UInt8], direction: ModbusMessage.Direction = .unknown
    ) throws(DecodeError) -> ModbusFrame {
        let (frame, byteCount) = try first(in: bytes[...], direction: direction)
        guard byteCount == bytes.count else { throw .trailingBytes(at: byteCount) }
        return frame
    }

    /// Reads one frame of either carrier: RTU where the CRC fits, else TCP.
    ///
    /// - Throws: the reason of TCP if the bytes have protocol 0 and the length fits, else that of RTU.
    public static func decode(
        _ bytes: [UInt8], direction: ModbusMessage.Direction = .unknown
    ) throws(DecodeError) -> ModbusFrame {
        let looksLikeTCP =
            bytes.count >= 8 && bytes[2] == 0 && bytes[3] == 0
            && Int(bytes[4]) << 8 | Int(bytes[5]) == bytes.count - 6
        do throws(DecodeError) {
            return try decodeRTU(bytes, direction: direction)
        } catch {
            guard looksLikeTCP else { throw error }
            return try decodeTCP(bytes, direction: direction)
        }
    }

    /// The frame as it is sent.
    ///
    /// - Throws: what ``ModbusMessage/bytes()`` throws.
    public func bytes() throws(DecodeError) -> [UInt8] {
        let content = try message.bytes()
        switch carrier {
        case .rtu:
            let output = [unit] + content
            let crc = Self.crc16(output[...])
            return output + [UInt8(crc & 0xFF), UInt8(crc >> 8)]
        case .tcp(let transaction):
            var output: [UInt8] = []
            output.appendBig16(transaction)
            output.appendBig16(0)
            output.appendBig16(UInt16(content.count + 1))
            return output + [unit] + content
        }
    }

    private static let crcTable: [UInt16] = (0..<256).map { index in
        (0..<8).reduce(UInt16(index)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xA001 : crc >> 1 }
    }

    /// CRC-16 with polynomial A001 reflected, start FFFF.
    ///
    /// Source: MODBUS over Serial Line V1.02 clause 6.2.2.
    public static func crc16(_ bytes: ArraySlice<UInt8>) -> UInt16 {
        crcTable.withUnsafeBufferPointer { table in
            bytes.reduce(0xFFFF) { crc, byte in crc >> 8 ^ table[Int(UInt8(crc & 0xFF) ^ byte)] }
        }
    }
}

extension ModbusFrame: StreamFrame {
    /// Reads the TCP frame that starts at the first byte, by its length field; an RTU stream has none.
    ///
    /// - Throws: as ``decodeTCP(_:direction:)``.
    public static func first(
        in bytes: ArraySlice<UInt8>
    ) throws(DecodeError) -> (received: ModbusFrame, byteCount: Int) {
        try first(in: bytes, direction: .unknown)
    }

    static func first(
        in bytes: ArraySlice<UInt8>, direction: ModbusMessage.Direction
    ) throws(DecodeError) -> (received: ModbusFrame, byteCount: Int) {
        let start = bytes.startIndex
        guard bytes.count >= 8 else { throw .truncated(at: bytes.count) }
        guard bytes[start + 2] == 0, bytes[start + 3] == 0 else { throw .badStart(at: 2) }
        let count = Int(bytes[start + 4]) << 8 | Int(bytes[start + 5])
        guard (2...ModbusMessage.byteCountMax + 1).contains(count) else { throw .badLength(at: 4) }
        guard bytes.count >= 6 + count else { throw .truncated(at: bytes.count) }
        do throws(DecodeError) {
            let message = try ModbusMessage.decode(bytes[(start + 7)..<(start + 6 + count)], direction: direction)
            let transaction = UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1])
            let frame = ModbusFrame(carrier: .tcp(transaction: transaction), unit: bytes[start + 6], message: message)
            return (frame, 6 + count)
        } catch {
            throw error.moved(by: 7)
        }
    }
}
