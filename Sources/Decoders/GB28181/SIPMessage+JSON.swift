extension SIPMessage {
    /// The message as `lifang device decode` prints it, with what its headers and body say.
    ///
    /// - Throws: ``DecodeError`` if an address, a digest, the XML, the session or a camera command is wrong.
    public func json() throws(DecodeError) -> JSONValue {
        var object: JSONValue = .object([])
        switch start {
        case .request(let method, let uri):
            object.add("kind", .string("request"))
            object.add("method", .string(method))
            object.add("uri", .string(uri))
        case .response(let status, let phrase):
            object.add("kind", .string("response"))
            object.add("status", .integer(Int64(status)))
            object.add("reason", .string(phrase))
        }
        object.add("from", .string(try SIPAddress(self["From"] ?? "").user))
        object.add("to", .string(try SIPAddress(self["To"] ?? "").user))
        object.add("callId", self["Call-ID"])
        if let sequence {
            object.add("cseq", .integer(Int64(sequence.number)))
            object.add("cseqMethod", .string(sequence.method))
        }
        for (key, name) in [
            ("contact", "Contact"), ("userAgent", "User-Agent"), ("date", "Date"), ("event", "Event"),
            ("contentType", "Content-Type"),
        ] { object.add(key, self[name]) }
        if let expires = self["Expires"] {
            guard let seconds = UInt32(expires) else { throw .badValue(at: 0) }
            object.add("expires", .integer(Int64(seconds)))
        }
        if let challenge = self["WWW-Authenticate"] { object.add("challenge", try SIPChallenge(challenge).json) }
        if let given = self["Authorization"] { object.add("authorization", try SIPCredentials(given).json) }
        if let subject = self["Subject"] {
            let subject = try GB28181Subject(subject)
            object.add("subject", ["channel": .string(subject.senderID), "ssrc": .string(subject.senderStream)])
        }
        try addBody(to: &object)
        return object
    }

    private func addBody(to object: inout JSONValue) throws(DecodeError) {
        guard !body.isEmpty else { return }
        let type = (self["Content-Type"] ?? "").prefix { $0 != ";" }.trimmed.lowercased()
        let place = bytes.count - body.count
        do throws(DecodeError) {
            switch type {
            case "application/manscdp+xml":
                let message = try MANSCDPMessage(decoding: body)
                object.add("manscdp", message.json)
                if let movement = try message.movement() { object.add("ptz", movement.json) }
                _ = try message.alarm()
            case "application/sdp": object.add("sdp", try SDPSession(decoding: body).json)
            default: object.add("body", .string(GB18030.string(lenient: body)))
            }
        } catch {
            throw error.moved(by: place)
        }
    }
}

extension SIPChallenge {
    var json: JSONValue {
        ["realm": .string(realm), "nonce": .string(nonce), "algorithm": .string(algorithm.rawValue)]
    }
}

extension SIPCredentials {
    var json: JSONValue {
        [
            "username": .string(username), "realm": .string(realm), "nonce": .string(nonce), "uri": .string(uri),
            "response": .string(response), "algorithm": .string(algorithm.rawValue),
        ]
    }
}

extension MANSCDPMessage {
    /// The message with its XML names; lists as arrays, SN and Num as numbers, all else as text.
    public var json: JSONValue {
        var object: JSONValue = [
            "root": .string(kind.rawValue), "CmdType": .string(command), "SN": .integer(Int64(serial)),
            "DeviceID": .string(deviceID),
        ]
        elements.json(into: &object)
        return object
    }
}

extension [XMLNode] {
    /// Elements by name; a name that comes again makes a list.
    fileprivate func json(into object: inout JSONValue) {
        var order: [String] = []
        var groups: [String: [JSONValue]] = [:]
        for node in self {
            if groups[node.name] == nil { order.append(node.name) }
            groups[node.name, default: []].append(node.json)
        }
        for name in order where object[name] == nil {
            guard let values = groups[name] else { continue }
            object.add(name, values.count == 1 && name != "Item" ? values[0] : .array(values))
        }
    }
}

extension XMLNode {
    fileprivate var json: JSONValue {
        guard !children.isEmpty || !attributes.isEmpty else {
            if name == "SumNum", let number = Int64(text) { return .integer(number) }
            return .string(text)
        }
        var object: JSONValue = .object([])
        for attribute in attributes {
            object.add(attribute.name, Int64(attribute.value).map { .integer($0) } ?? .string(attribute.value))
        }
        children.json(into: &object)
        if children.isEmpty, !text.isEmpty, object["text"] == nil { object.add("text", .string(text)) }
        return object
    }
}

extension SDPSession {
    /// The session with words for its parts.
    public var json: JSONValue {
        var object: JSONValue = [
            "owner": .string(owner), "name": .string(name), "address": .string(address), "port": .integer(Int64(port)),
            "media": .string(media),
        ]
        switch transport {
        case .udp: object.add("transport", .string("udp"))
        case .tcp: object.add("transport", .string("tcp"))
        case .tcpPassive: object.add("transport", .string("tcp-passive"))
        case .tcpActive: object.add("transport", .string("tcp-active"))
        }
        object.add(
            "payloads",
            .array(
                payloads.map {
                    ["number": .integer(Int64($0.number)), "mapping": $0.mapping.map { .string($0) } ?? .null]
                }))
        object.add("direction", direction)
        object.add("uri", uri)
        object.add("start", .integer(startSeconds))
        object.add("end", .integer(endSeconds))
        object.add("ssrc", ssrc)
        return object
    }
}
