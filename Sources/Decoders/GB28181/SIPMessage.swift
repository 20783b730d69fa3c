/// A SIP message, as cameras and video platforms exchange it.
///
/// Source: RFC 3261 clauses 7, 18.3, 20, 25; GB/T 28181-2016 and -2022 clause 9 for its use.
public struct SIPMessage: Hashable, Sendable {
    /// The first line.
    public enum Start: Hashable, Sendable {
        /// A request: `REGISTER sip:…`.
        case request(method: String, uri: String)
        /// A response: status 100–699 and its phrase.
        case response(status: Int, phrase: String)
    }

    /// A header line.
    public struct Header: Hashable, Sendable {
        /// The full name; compact forms are expanded.
        public var name: String
        /// The value, folded lines joined by one space.
        public var value: String

        /// A header line.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Longest message: 64 KiB, the longest datagram.
    public static let byteCountMax = 65_536
    /// Longest line: 8 KiB (ours).
    public static let lineByteCountMax = 8_192
    /// Most header lines: 128 (ours).
    public static let headerCountMax = 128

    /// The first line.
    public var start: Start
    /// Header lines in their order, without Content-Length.
    public var headers: [Header]
    /// The body as sent.
    public var body: [UInt8]

    /// A message from its parts; Content-Length is written by ``bytes``.
    public init(start: Start, headers: [Header], body: [UInt8] = []) {
        self.start = start
        self.headers = headers.filter { !Self.isSame($0.name, "Content-Length") }
        self.body = body
    }

    /// The first header of this name, whatever its case.
    public subscript(_ name: String) -> String? {
        headers.first { Self.isSame($0.name, name) }?.value
    }

    /// Whether two header names are the same, whatever the case of their letters.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count && zip(left.utf8, right.utf8).allSatisfy { lower($0) == lower($1) }
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    /// The message as it is sent, with its Content-Length; line ends inside values become spaces.
    public var bytes: [UInt8] {
        var text = ""
        switch start {
        case .request(let method, let uri): text = "\(method) \(uri) SIP/2.0\r\n"
        case .response(let status, let phrase): text = "SIP/2.0 \(status) \(phrase)\r\n"
        }
        for header in headers {
            let value = String(header.value.map { $0.isNewline ? " " : $0 })
            text += "\(header.name): \(value)\r\n"
        }
        text += "Content-Length: \(body.count)\r\n\r\n"
        return Array(text.utf8) + body
    }

    /// Number and method of the request that this message is or answers.
    public var sequence: (number: UInt32, method: String)? {
        let parts = (self["CSeq"] ?? "").utf8.split { $0 == 0x20 || $0 == 0x09 }
        guard parts.count == 2, let number = UInt32(Substring(parts[0])) else { return nil }
        return (number, String(Substring(parts[1])))
    }
}

extension SIPMessage: StreamFrame {
    /// Reads one datagram. Bytes behind the length that the message states are dropped, as RFC 3261 18.3 asks.
    ///
    /// - Throws: what ``first(in:)`` throws.
    public static func decode(_ bytes: [UInt8]) throws(DecodeError) -> SIPMessage {
        try read(bytes[...], needsLength: false).received
    }

    /// Reads the message at the front of a TCP stream, after empty lines of keep-alive; its length is needed.
    ///
    /// - Throws: ``DecodeError/truncated(at:)`` if bytes are missing; ``DecodeError/badSyntax(at:)``,
    ///   ``DecodeError/missingField(at:)`` for Via, From, To, Call-ID, CSeq and in streams Content-Length,
    ///   ``DecodeError/badLength(at:)``, ``DecodeError/overLimit(at:)``.
    public static func first(
        in bytes: ArraySlice<UInt8>
    ) throws(DecodeError) -> (received: SIPMessage, byteCount: Int) {
        try read(bytes, needsLength: true)
    }

    /// A message starts where a line starts, so that noise of n bytes is read n times at most, not n² times.
    public static func step(in bytes: ArraySlice<UInt8>) -> Int {
        let end = bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
        return end - bytes.startIndex
    }

    private static func read(
        _ bytes: ArraySlice<UInt8>, needsLength: Bool
    ) throws(DecodeError) -> (received: SIPMessage, byteCount: Int) {
        var lines = SIPLines(bytes)
        try lines.skipEmpty()
        let start = try startLine(SIPLines.text(lines.next()), at: lines.lineOffset)
        var headers: [Header] = []
        var stated: Int?
        while true {
            let line = try lines.next()
            if line.isEmpty { break }
            guard headers.count < headerCountMax else { throw .overLimit(at: lines.lineOffset) }
            let header = try headerLine(line, at: lines.lineOffset)
            guard isSame(header.name, "Content-Length") else {
                headers.append(header)
                continue
            }
            guard let count = Int(header.value), (0...byteCountMax).contains(count), stated == nil || stated == count
            else { throw .badLength(at: lines.lineOffset) }
            stated = count
        }
        let message = SIPMessage(start: start, headers: headers)
        try message.checkRequired(at: lines.offset)
        if needsLength, stated == nil { throw .missingField(at: lines.offset) }
        let available = bytes.count - lines.offset
        let count = stated ?? available
        guard count <= available else { throw .truncated(at: bytes.count) }
        guard lines.offset + count <= byteCountMax else { throw .overLimit(at: byteCountMax) }
        var whole = message
        whole.body = Array(bytes.dropFirst(lines.offset).prefix(count))
        return (whole, lines.offset + count)
    }

    private func checkRequired(at offset: Int) throws(DecodeError) {
        for name in ["Via", "From", "To", "Call-ID", "CSeq"] where self[name] == nil {
            throw .missingField(at: offset)
        }
        guard let sequence else { throw .badValue(at: offset) }
        if case .request(let method, _) = start, method != sequence.method { throw .badValue(at: offset) }
    }

    private static func startLine(_ line: String, at offset: Int) throws(DecodeError) -> Start {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2 else { throw .badSyntax(at: offset) }
        if parts[0] == "SIP/2.0" {
            guard parts[1].utf8.count == 3, let status = Int(parts[1]), (100...699).contains(status) else {
                throw .badSyntax(at: offset)
            }
            return .response(status: status, phrase: parts.count == 3 ? String(parts[2]) : "")
        }
        guard parts.count == 3, parts[2] == "SIP/2.0", isToken(parts[0].utf8), !parts[1].isEmpty else {
            throw .badSyntax(at: offset)
        }
        return .request(method: String(parts[0]), uri: String(parts[1]))
    }

    private static func headerLine(_ line: [UInt8], at offset: Int) throws(DecodeError) -> Header {
        guard let colon = line.firstIndex(of: 0x3A) else { throw .badSyntax(at: offset) }
        let name = SIPLines.trimmed(line[..<colon])
        guard isToken(name) else { throw .badSyntax(at: offset) }
        let value = SIPLines.text(Array(SIPLines.trimmed(line[(colon + 1)...])))
        if name.count == 1, let letter = name.first, let full = fullName(lower(letter)) { return Header(full, value) }
        return Header(String(decoding: name, as: UTF8.self), value)
    }

    /// The name for which a letter stands.
    private static func fullName(_ letter: UInt8) -> String? {
        switch letter {
        case 0x69: return "Call-ID"
        case 0x6D: return "Contact"
        case 0x65: return "Content-Encoding"
        case 0x6C: return "Content-Length"
        case 0x63: return "Content-Type"
        case 0x66: return "From"
        case 0x73: return "Subject"
        case 0x6B: return "Supported"
        case 0x74: return "To"
        case 0x76: return "Via"
        case 0x6F: return "Event"
        default: return nil
        }
    }

    private static func isToken(_ text: some Collection<UInt8>) -> Bool {
        !text.isEmpty
            && text.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
                case 0x2D, 0x2E, 0x21, 0x25, 0x2A, 0x5F, 0x2B, 0x60, 0x27, 0x7E: return true  // - . ! % * _ + ` ' ~
                default: return false
                }
            }
    }
}

extension Substring {
    /// Without spaces and tabs at both ends.
    var trimmed: Substring {
        var text = self
        while let first = text.unicodeScalars.first, first == " " || first == "\t" { text.unicodeScalars.removeFirst() }
        while let last = text.unicodeScalars.last, last == " " || last == "\t" { text.unicodeScalars.removeLast() }
        return text
    }
}

/// Header lines, ended by CR LF or LF, with continuation lines joined.
private struct SIPLines {
    private let bytes: ArraySlice<UInt8>
    private(set) var offset = 0
    private(set) var lineOffset = 0

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    private var current: UInt8? { offset < bytes.count ? bytes[bytes.startIndex + offset] : nil }

    mutating func skipEmpty() throws(DecodeError) {
        while let byte = current, byte == 0x0D || byte == 0x0A {
            guard offset < 64 else { throw .overLimit(at: offset) }
            offset += 1
        }
    }

    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes
        while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
        while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
        return rest
    }

    /// UTF-8, and what some cameras put into headers instead.
    static func text(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self) ?? GB18030.string(lenient: bytes)
    }

    mutating func next() throws(DecodeError) -> [UInt8] {
        lineOffset = offset
        var line = try one()
        // A line that starts with a space continues the one before; the empty line ends the headers.
        while !line.isEmpty, let byte = current, byte == 0x20 || byte == 0x09 {
            line += [0x20] + (try one()).drop { $0 == 0x20 || $0 == 0x09 }
        }
        guard !line.contains(where: { $0 < 0x20 && $0 != 0x09 }) else { throw .badText(at: lineOffset) }
        return line
    }

    private mutating func one() throws(DecodeError) -> [UInt8] {
        let rest = bytes.dropFirst(offset).prefix(SIPMessage.lineByteCountMax + 1)
        guard let end = rest.firstIndex(of: 0x0A) else {
            guard rest.count <= SIPMessage.lineByteCountMax else { throw .overLimit(at: offset) }
            throw .truncated(at: bytes.count)
        }
        offset = end - bytes.startIndex + 1
        guard offset <= SIPMessage.byteCountMax else { throw .overLimit(at: SIPMessage.byteCountMax) }
        let line = bytes[rest.startIndex..<end]
        return Array(line.last == 0x0D ? line.dropLast() : line)
    }
}
