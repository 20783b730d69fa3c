/// One frame between a user information transmission device 用户信息传输装置 and a monitoring centre.
///
/// ```swift
/// let received = try GB26875Frame.decode(bytes)
/// let unit = try received.frame.unit()
/// let reply = received.frame.reply(received.fault == nil ? .acknowledge : .refuse, at: now)
/// send(reply.bytes)
/// ```
///
/// Source: GB/T 26875.3-2011, frame format; layout checked with `frames.json` of public captures.
public struct GB26875Frame: Hashable, Sendable {
    /// What a frame is for.
    public enum Command: UInt8, Hashable, Sendable {
        /// The centre orders.
        case control = 1
        /// A report without being asked; must be acknowledged.
        case send = 2
        /// Receipt of a control or send frame.
        case acknowledge = 3
        /// A question.
        case request = 4
        /// The answer to a question.
        case answer = 5
        /// The frame was not accepted.
        case refuse = 6
    }

    /// Longest application data: 1,024 bytes.
    public static let bodyCountMax = 1_024
    /// Bytes of a frame without application data: 30.
    public static let emptyByteCount = 30

    /// Number of the exchange; a reply repeats it.
    public var serial: UInt16
    /// Main version of the protocol, 1 by the standard.
    public var mainVersion: UInt8
    /// Version of the user, free.
    public var userVersion: UInt8
    /// When the sender sent, by its clock.
    public var time: GB26875Time
    /// Sender, 48 bits.
    public var source: UInt64
    /// Receiver, 48 bits.
    public var destination: UInt64
    /// The command byte as sent; 128–255 belong to users. See ``command``.
    public var commandCode: UInt8
    /// Application data, at most 1,024 bytes; see ``unit()``.
    public var body: [UInt8]

    /// A frame from its parts; addresses keep their lowest 48 bits, a body its first 1,024 bytes.
    public init(
        serial: UInt16, mainVersion: UInt8 = 1, userVersion: UInt8 = 1, time: GB26875Time, source: UInt64,
        destination: UInt64, commandCode: UInt8, body: [UInt8] = []
    ) {
        self.serial = serial
        self.mainVersion = mainVersion
        self.userVersion = userVersion
        self.time = time
        self.source = source & 0xFFFF_FFFF_FFFF
        self.destination = destination & 0xFFFF_FFFF_FFFF
        self.commandCode = commandCode
        self.body = Array(body.prefix(Self.bodyCountMax))
    }

    /// The command, or `nil` if it is reserved or belongs to a user.
    public var command: Command? { Command(rawValue: commandCode) }

    /// Whether the standard reserves the command byte: 0 and 7–127. Such a frame is refused.
    public var hasReservedCommand: Bool { commandCode < 128 && command == nil }
}

extension GB26875Frame {
    /// A frame together with what its check found.
    public struct Received: Hashable, Sendable {
        /// The frame.
        public var frame: GB26875Frame
        /// The checksum that was sent.
        public var statedChecksum: UInt8
        /// The checksum that the bytes have.
        public var computedChecksum: UInt8

        /// Why the frame must be answered by ``GB26875Frame/Command/refuse``; `nil` if it is sound.
        public var fault: DecodeError? {
            if statedChecksum != computedChecksum { return .badChecksum(at: 27 + frame.body.count) }
            if frame.hasReservedCommand { return .unknownCode(at: 26) }
            return nil
        }
    }

    /// Reads one frame that fills the bytes.
    ///
    /// A wrong checksum and a reserved command are told in ``Received/fault``, because the reply needs the header.
    ///
    /// - Parameter bytes: The frame from `40 40` to `23 23`.
    /// - Throws: ``DecodeError/badStart(at:)``, ``DecodeError/badLength(at:)`` over 1,024,
    ///   ``DecodeError/truncated(at:)``,
    ///   ``DecodeError/trailingBytes(at:)``, ``DecodeError/badEnd(at:)``.
    public static func decode(_ bytes: [UInt8]) throws(DecodeError) -> Received {
        let (received, byteCount) = try first(in: bytes[...])
        guard bytes.count == byteCount else { throw .trailingBytes(at: byteCount) }
        return received
    }

    /// The frame as it is sent, with length, checksum and marks.
    public var bytes: [UInt8] {
        var output: [UInt8] = [0x40, 0x40]
        output.reserveCapacity(Self.emptyByteCount + body.count)
        output.appendLittle(UInt64(serial), count: 2)
        output += [mainVersion, userVersion]
        output += time.bytes
        output.appendLittle(source, count: 6)
        output.appendLittle(destination, count: 6)
        let content = body.prefix(Self.bodyCountMax)
        output.appendLittle(UInt64(content.count), count: 2)
        output.append(commandCode)
        output += content
        output.append(output.dropFirst(2).sum8())
        output += [0x23, 0x23]
        return output
    }

    /// The answer to this frame: same serial number and versions, addresses exchanged, no application data.
    ///
    /// - Parameters:
    ///   - command: ``Command/acknowledge`` or ``Command/refuse``.
    ///   - time: The replier's clock.
    public func reply(_ command: Command, at time: GB26875Time) -> GB26875Frame {
        GB26875Frame(
            serial: serial, mainVersion: mainVersion, userVersion: userVersion, time: time, source: destination,
            destination: source, commandCode: command.rawValue)
    }

    /// Whether this is a sign of life: a report with no application data, or with the single byte `16`.
    public var isHeartbeat: Bool { command == .send && (body.isEmpty || body == [0x16]) }
}

extension GB26875Frame: StreamFrame {
    /// Reads the frame that starts at the first byte, by its length field.
    ///
    /// - Throws: ``DecodeError/truncated(at:)`` if bytes are missing; ``DecodeError/badStart(at:)``,
    ///   ``DecodeError/badLength(at:)`` over 1,024 and ``DecodeError/badEnd(at:)`` if no frame starts here.
    public static func first(in bytes: ArraySlice<UInt8>) throws(DecodeError) -> (received: Received, byteCount: Int) {
        let start = bytes.startIndex
        guard bytes.first == 0x40, bytes.count < 2 || bytes[start + 1] == 0x40 else {
            throw bytes.isEmpty ? .truncated(at: 0) : .badStart(at: 0)
        }
        guard bytes.count >= emptyByteCount else { throw .truncated(at: bytes.count) }
        let count = Int(bytes[start + 24]) | Int(bytes[start + 25]) << 8
        guard count <= bodyCountMax else { throw .badLength(at: 24) }
        guard bytes.count >= emptyByteCount + count else { throw .truncated(at: bytes.count) }
        guard bytes[start + 28 + count] == 0x23, bytes[start + 29 + count] == 0x23 else {
            throw .badEnd(at: 28 + count)
        }
        var cursor = ByteCursor(bytes.dropFirst(2))
        let serial = try cursor.little16()
        let main = try cursor.byte()
        let user = try cursor.byte()
        let time = try GB26875Time(&cursor)
        let source = try cursor.little(6)
        let destination = try cursor.little(6)
        _ = try cursor.little16()
        let code = try cursor.byte()
        let frame = GB26875Frame(
            serial: serial, mainVersion: main, userVersion: user, time: time, source: source,
            destination: destination, commandCode: code, body: Array(try cursor.take(count)))
        let received = Received(
            frame: frame, statedChecksum: bytes[start + 27 + count],
            computedChecksum: bytes[(start + 2)..<(start + 27 + count)].sum8())
        return (received, emptyByteCount + count)
    }
}
