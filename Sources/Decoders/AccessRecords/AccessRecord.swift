/// One passage at a door, gate or barrier, in one form for all vendors.
///
/// No national protocol for community doors exists; this is what four public shapes have in common. A photograph is
/// only
/// ever a reference. The receiver keeps (``deviceID``, ``nonce`` or ``eventID``) to refuse repetitions.
public struct AccessRecord: Hashable, Sendable {
    /// When it happened, as exactly as the device told.
    public enum Moment: Hashable, Sendable {
        /// Milliseconds since 1970, UTC.
        case milliseconds(Int64)
        /// Local time as text; the receiver knows the zone of the door.
        case local(String)
    }

    /// Which way.
    public enum Direction: String, Hashable, Sendable, CaseIterable { case `in`, out, unknown }

    /// How the person was recognised or the door opened.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        case code, face, card, scan, finger, palm, pin, remote, dial, button, fireLinked, visitorCode, staff, other
    }

    /// Whether the door opened.
    public enum Result: String, Hashable, Sendable, CaseIterable { case passed, refused, unknown }

    /// Who it was, as far as the device knows.
    public enum SubjectKind: String, Hashable, Sendable, CaseIterable { case resident, visitor, staff, unknown }

    /// The vendor's number of the record; empty if there is none.
    public var eventID: String
    /// The device; empty if the shape does not tell.
    public var deviceID: String
    /// The door; empty if the shape does not tell.
    public var doorID: String
    /// When.
    public var at: Moment
    /// Which way.
    public var direction: Direction
    /// How.
    public var method: Method
    /// Whether the door opened.
    public var result: Result
    /// Why not, in the vendor's words.
    public var reason: String
    /// Who, by kind.
    public var subjectKind: SubjectKind
    /// Who, by the vendor's reference (number of a card or person); empty if unknown.
    public var subjectRef: String
    /// Reference to a photograph; `nil` if there is none.
    public var photoRef: String?
    /// Number used once by the device; empty if there is none.
    public var nonce: String

    /// Whether the fire panel opened the door.
    public var isFireLinked: Bool { method == .fireLinked }

    /// A record from its parts; what the shape does not tell has a neutral value.
    public init(
        eventID: String = "", deviceID: String = "", doorID: String = "", at: Moment, direction: Direction = .unknown,
        method: Method = .other, result: Result = .unknown, reason: String = "", subjectKind: SubjectKind = .unknown,
        subjectRef: String = "", photoRef: String? = nil, nonce: String = ""
    ) {
        self.eventID = eventID
        self.deviceID = deviceID
        self.doorID = doorID
        self.at = at
        self.direction = direction
        self.method = method
        self.result = result
        self.reason = reason
        self.subjectKind = subjectKind
        self.subjectRef = subjectRef
        self.photoRef = photoRef
        self.nonce = nonce
    }
}

extension AccessRecord {
    /// The record in our own JSON.
    public var json: JSONValue {
        var object: JSONValue = ["eventId": .string(eventID), "deviceId": .string(deviceID), "doorId": .string(doorID)]
        switch at {
        case .milliseconds(let milliseconds): object.add("at_ms", .integer(milliseconds))
        case .local(let text): object.add("atLocal", .string(text))
        }
        object.add("direction", .string(direction.rawValue))
        object.add("method", .string(method.rawValue))
        object.add("result", .string(result.rawValue))
        object.add("reason", .string(reason))
        object.add("subject", ["kind": .string(subjectKind.rawValue), "ref": .string(subjectRef)])
        object.add("photoRef", photoRef)
        object.add("nonce", .string(nonce))
        object.add("fireLinked", .bool(isFireLinked))
        return object
    }

    /// Reads our own JSON.
    ///
    /// - Throws: ``DecodeError/missingField(at:)`` without a time, ``DecodeError/badValue(at:)`` for an unknown word.
    public init(json: JSONValue) throws(DecodeError) {
        func text(_ name: String) throws(DecodeError) -> String {
            guard let value = json[name] else { return "" }
            guard let text = value.text else { throw .badValue(at: 0) }
            return text
        }
        func word<Word: RawRepresentable<String>>(_ value: JSONValue?, _ neutral: Word) throws(DecodeError) -> Word {
            guard let value else { return neutral }
            guard let word = value.text.flatMap(Word.init(rawValue:)) else { throw .badValue(at: 0) }
            return word
        }
        let moment: Moment
        if let milliseconds = json["at_ms"]?.wholeNumber {
            moment = .milliseconds(milliseconds)
        } else if let local = json["atLocal"]?.text {
            moment = .local(local)
        } else {
            throw .missingField(at: 0)
        }
        self.init(
            eventID: try text("eventId"), deviceID: try text("deviceId"), doorID: try text("doorId"), at: moment,
            direction: try word(json["direction"], .unknown), method: try word(json["method"], .other),
            result: try word(json["result"], .unknown), reason: try text("reason"),
            subjectKind: try word(json["subject"]?["kind"], .unknown), subjectRef: json["subject"]?["ref"]?.text ?? "",
            photoRef: json["photoRef"]?.text, nonce: try text("nonce"))
    }
}
