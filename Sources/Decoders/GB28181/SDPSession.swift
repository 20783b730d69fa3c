/// The offer or answer of a video session.
///
/// Source: RFC 4566 clause 5; GB/T 28181-2016 annex F (y= ssrc, f= media), clause 9.2–9.9 for use.
public struct SDPSession: Hashable, Sendable {
    /// What the session is for: the name in `s=`.
    public enum Purpose: String, Hashable, Sendable, CaseIterable {
        /// Live picture.
        case play = "Play"
        /// Recording at its speed.
        case playback = "Playback"
        /// Recording as fast as possible.
        case download = "Download"
        /// Voice to the device.
        case talk = "Talk"
    }

    /// How media travels.
    public enum Transport: Hashable, Sendable {
        /// RTP over UDP.
        case udp
        /// RTP over TCP: the side that sent this waits for the connection.
        case tcpPassive
        /// RTP over TCP: the side that sent this connects.
        case tcpActive
        /// RTP over TCP, side not said.
        case tcp
    }

    /// A payload type and what it means: 96 and `PS/90000`.
    public struct Payload: Hashable, Sendable {
        /// Number, 0–127.
        public var number: UInt8
        /// The mapping; `nil` if there is none.
        public var mapping: String?

        /// A payload type.
        public init(number: UInt8, mapping: String?) {
            self.number = number
            self.mapping = mapping
        }
    }

    /// Code of the owner in `o=`.
    public var owner: String
    /// The session name as sent; see ``purpose``.
    public var name: String
    /// Address of the receiver of media, IPv4 or IPv6.
    public var address: String
    /// Port of the receiver of media.
    public var port: UInt16
    /// `video` or `audio`.
    public var media: String
    /// How media travels.
    public var transport: Transport
    /// Payload types in order of preference.
    public var payloads: [Payload]
    /// `recvonly`, `sendonly`, `sendrecv`, `inactive`; `nil` if not said.
    public var direction: String?
    /// Channel and number in `u=`, for recordings.
    public var uri: String?
    /// Start and end in seconds since 1970, 0 for live.
    public var startSeconds: Int64
    /// End in seconds since 1970, 0 for live.
    public var endSeconds: Int64
    /// Synchronisation source in `y=`, ten digits: first 0 live, 1 recording.
    public var ssrc: String?

    /// A session from its parts.
    public init(
        owner: String, name: String, address: String, port: UInt16, media: String = "video",
        transport: Transport = .udp, payloads: [Payload], direction: String? = "recvonly", uri: String? = nil,
        startSeconds: Int64 = 0, endSeconds: Int64 = 0, ssrc: String? = nil
    ) {
        self.owner = owner
        self.name = name
        self.address = address
        self.port = port
        self.media = media
        self.transport = transport
        self.payloads = payloads
        self.direction = direction
        self.uri = uri
        self.startSeconds = startSeconds
        self.endSeconds = endSeconds
        self.ssrc = ssrc
    }

    /// What the session is for; `nil` for another name.
    public var purpose: Purpose? { Purpose(rawValue: name) }
}

extension SDPSession {
    /// Longest description: 16 KiB (ours).
    public static let byteCountMax = 16_384

    /// Reads a description with one media line.
    ///
    /// - Throws: ``DecodeError/overLimit(at:)``, ``DecodeError/badText(at:)``, ``DecodeError/badSyntax(at:)`` for a
    ///   line that is
    ///   not `letter=value`, ``DecodeError/badValue(at:)`` for version, times, media and source,
    ///   ``DecodeError/missingField(at:)`` without v, o, s, c, t or m.
    public init(decoding bytes: [UInt8]) throws(DecodeError) {
        guard bytes.count <= Self.byteCountMax else { throw .overLimit(at: Self.byteCountMax) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .badText(at: 0) }
        self.init(owner: "", name: "", address: "", port: 0, payloads: [], direction: nil)
        var mappings: [UInt8: String] = [:]
        var seen: Set<Character> = []
        var offset = 0
        for raw in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            defer { offset += raw.count + 1 }
            let line = raw.last == 0x0D ? raw.dropLast() : raw
            if line.isEmpty { continue }
            guard line.count >= 2, line[line.index(after: line.startIndex)] == 0x3D, let key = line.first else {
                throw .badSyntax(at: offset)
            }
            let letter = Character(Unicode.Scalar(key))
            let value = String(Substring(line.dropFirst(2)))
            guard letter == "a" || letter == "b" || seen.insert(letter).inserted else { throw .badSyntax(at: offset) }
            guard take(letter, value, &mappings) else { throw .badValue(at: offset) }
        }
        guard seen.isSuperset(of: "vosctm") else { throw .missingField(at: offset) }
        payloads = payloads.map { Payload(number: $0.number, mapping: mappings[$0.number]) }
    }

    /// Takes one line; `false` if its value is wrong.
    private mutating func take(_ letter: Character, _ value: String, _ mappings: inout [UInt8: String]) -> Bool {
        let words = value.split(separator: " ")
        switch letter {
        case "v": return value == "0"
        case "o":
            guard words.count == 6 else { return false }
            owner = String(words[0])
        case "s": name = value
        case "u": uri = value
        case "c":
            guard words.count == 3, words[0] == "IN" else { return false }
            address = String(words[2])
        case "t":
            guard words.count == 2, let start = Int64(words[0]), let end = Int64(words[1]), start >= 0, end >= 0 else {
                return false
            }
            startSeconds = start
            endSeconds = end
        case "m": return takeMedia(words)
        case "a": return takeAttribute(value, &mappings)
        case "y":
            guard value.utf8.count == 10, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
            ssrc = value
        default: break
        }
        return true
    }

    private mutating func takeMedia(_ words: [Substring]) -> Bool {
        guard words.count >= 4, let port = UInt16(words[1]) else { return false }
        switch words[2] {
        case "RTP/AVP": transport = .udp
        case "TCP/RTP/AVP": transport = .tcp
        default: return false
        }
        media = String(words[0])
        self.port = port
        for word in words[3...] {
            guard let number = UInt8(word), number < 128 else { return false }
            payloads.append(Payload(number: number, mapping: nil))
        }
        return true
    }

    private mutating func takeAttribute(_ value: String, _ mappings: inout [UInt8: String]) -> Bool {
        let parts = value.split(separator: ":", maxSplits: 1)
        switch parts.first {
        case "rtpmap":
            let words = parts.count == 2 ? parts[1].split(separator: " ") : []
            guard words.count == 2, let number = UInt8(words[0]), number < 128 else { return false }
            mappings[number] = String(words[1])
        case "setup" where transport != .udp:
            let role = parts.count == 2 ? parts[1] : ""
            transport = role == "passive" ? .tcpPassive : role == "active" ? .tcpActive : .tcp
        case "recvonly", "sendonly", "sendrecv", "inactive": direction = value
        default: break
        }
        return true
    }

    /// The description as it is sent, in the order of GB/T 28181's examples.
    public var bytes: [UInt8] {
        var lines = ["v=0", "o=\(owner) 0 0 IN \(family) \(address)", "s=\(name)"]
        if let uri { lines.append("u=\(uri)") }
        lines += ["c=IN \(family) \(address)", "t=\(startSeconds) \(endSeconds)"]
        let numbers = payloads.map { " \($0.number)" }.joined()
        lines.append("m=\(media) \(port) \(transport == .udp ? "RTP/AVP" : "TCP/RTP/AVP")\(numbers)")
        if let direction { lines.append("a=\(direction)") }
        for payload in payloads {
            if let mapping = payload.mapping { lines.append("a=rtpmap:\(payload.number) \(mapping)") }
        }
        if transport == .tcpPassive { lines += ["a=setup:passive", "a=connection:new"] }
        if transport == .tcpActive { lines += ["a=setup:active", "a=connection:new"] }
        if let ssrc { lines.append("y=\(ssrc)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private var family: String { address.contains(":") ? "IP6" : "IP4" }
}

/// The Subject of an INVITE: channel and source of the sender, code and number of the receiver.
///
/// Source: GB/T 28181-2016 annex K.
public struct GB28181Subject: Hashable, Sendable {
    /// Code of the channel that sends media.
    public var senderID: String
    /// Number of the stream, usually the ``SDPSession/ssrc``.
    public var senderStream: String
    /// Code of the receiver.
    public var receiverID: String
    /// Number of the stream at the receiver.
    public var receiverStream: String

    /// Reads the header's value: `channel:ssrc,server:0`.
    ///
    /// - Throws: ``DecodeError/badSyntax(at:)``.
    public init(_ value: String) throws(DecodeError) {
        let sides = value.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.trimmed.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        }
        guard sides.count == 2, sides.allSatisfy({ $0.count == 2 && !$0[0].isEmpty && !$0[1].isEmpty }) else {
            throw .badSyntax(at: 0)
        }
        senderID = sides[0][0]
        senderStream = sides[0][1]
        receiverID = sides[1][0]
        receiverStream = sides[1][1]
    }

    /// The header's value.
    public var text: String { "\(senderID):\(senderStream),\(receiverID):\(receiverStream)" }
}
