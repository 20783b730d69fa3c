/// A message of MANSCDP, the XML that GB/T 28181 carries in SIP: question, answer, notice or order.
///
/// Source: GB/T 28181-2016 annex A, the same in the edition of 2022.
public struct MANSCDPMessage: Hashable, Sendable {
    /// The root element.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// An order.
        case control = "Control"
        /// A question.
        case query = "Query"
        /// A report without being asked.
        case notify = "Notify"
        /// An answer.
        case response = "Response"
    }

    /// How the text is written.
    public enum Encoding: Hashable, Sendable {
        /// Declared as GB 2312, written in GB 18030: what devices of all editions read.
        case chinese
        /// UTF-8.
        case utf8
    }

    /// The root element.
    public var kind: Kind
    /// What it is about: `Keepalive`, `Catalog`, `Alarm`, …
    public var command: String
    /// Number of the exchange, 1 up.
    public var serial: UInt32
    /// Code of the device or channel it is about.
    public var deviceID: String
    /// All other elements in their order.
    public var elements: [XMLNode]

    /// A message from its parts.
    public init(kind: Kind, command: String, serial: UInt32, deviceID: String, elements: [XMLNode] = []) {
        self.kind = kind
        self.command = command
        self.serial = serial
        self.deviceID = deviceID
        self.elements = elements
    }

    /// Reads the body of a SIP message.
    ///
    /// - Throws: ``DecodeError`` of the XML; ``DecodeError/unknownCode(at:)`` for another root,
    ///   ``DecodeError/missingField(at:)`` without CmdType, SN or DeviceID, ``DecodeError/badValue(at:)`` if SN is no
    ///   number.
    public init(decoding body: [UInt8]) throws(DecodeError) {
        let root = try XMLReader.root(body)
        guard let kind = Kind(rawValue: root.name) else { throw .unknownCode(at: 0) }
        guard let command = root["CmdType"]?.text, !command.isEmpty, let serial = root["SN"]?.text,
            let deviceID = root["DeviceID"]?.text
        else { throw .missingField(at: 0) }
        guard let number = UInt32(serial) else { throw .badValue(at: 0) }
        var rest: [XMLNode] = []
        var seen: Set<String> = []
        for child in root.children {
            let isHead = ["CmdType", "SN", "DeviceID"].contains(child.name)
            if isHead, seen.insert(child.name).inserted { continue }
            rest.append(child)
        }
        self.init(kind: kind, command: command, serial: number, deviceID: deviceID, elements: rest)
    }

    /// The body as it is sent.
    public func body(_ encoding: Encoding = .chinese) -> [UInt8] {
        let head = [XMLNode("CmdType", command), XMLNode("SN", String(serial)), XMLNode("DeviceID", deviceID)]
        let xml = XMLNode(kind.rawValue, head + elements).xml
        switch encoding {
        case .chinese: return GB18030.bytes("<?xml version=\"1.0\" encoding=\"GB2312\"?>\r\n" + xml)
        case .utf8: return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n".utf8) + Array(xml.utf8)
        }
    }

    /// The first element of this name.
    public subscript(_ name: String) -> XMLNode? { elements.first { $0.name == name } }

    /// The items of the list within: channels, recordings, presets; empty if there is none.
    public var items: [XMLNode] {
        elements.first { $0.name.hasSuffix("List") }?.children.filter { $0.name == "Item" } ?? []
    }

    /// How many items all parts of the answer have together; an answer may come in several messages of equal
    /// ``serial``.
    public var itemCountTotal: Int? { self["SumNum"].flatMap { Int($0.text) } }
}

extension MANSCDPMessage {
    /// A sign of life; every 60 seconds by custom, three missing ones mean the device is away.
    public static func keepalive(serial: UInt32, deviceID: String, isWell: Bool = true) -> MANSCDPMessage {
        let status = XMLNode("Status", isWell ? "OK" : "ERROR")
        return MANSCDPMessage(
            kind: .notify, command: "Keepalive", serial: serial, deviceID: deviceID, elements: [status])
    }

    /// The question for the channels of a device.
    public static func catalogQuestion(serial: UInt32, deviceID: String) -> MANSCDPMessage {
        MANSCDPMessage(kind: .query, command: "Catalog", serial: serial, deviceID: deviceID)
    }

    /// The order to move a camera.
    ///
    /// - Parameter priority: Of the one who controls, 0–255; 5 by default as the standard says.
    public static func move(
        _ command: PTZCommand, serial: UInt32, channelID: String, priority: UInt8 = 5
    ) -> MANSCDPMessage {
        let info = XMLNode("Info", [XMLNode("ControlPriority", String(priority))])
        return MANSCDPMessage(
            kind: .control, command: "DeviceControl", serial: serial, deviceID: channelID,
            elements: [XMLNode("PTZCmd", command.text), info])
    }

    /// The question for recordings of a channel between two local times `YYYY-MM-DDThh:mm:ss`.
    public static func recordQuestion(
        serial: UInt32, channelID: String, from start: String, to end: String
    ) -> MANSCDPMessage {
        MANSCDPMessage(
            kind: .query, command: "RecordInfo", serial: serial, deviceID: channelID,
            elements: [
                XMLNode("StartTime", start), XMLNode("EndTime", end), XMLNode("Secrecy", "0"), XMLNode("Type", "all"),
            ])
    }

    /// The movement that an order asks for; `nil` if it asks for none.
    ///
    /// - Throws: what ``PTZCommand/init(_:)-(String)`` throws.
    public func movement() throws(DecodeError) -> PTZCommand? {
        guard let text = self["PTZCmd"]?.text else { return nil }
        return try PTZCommand(text)
    }

    /// The alarm that this notice tells; `nil` if it is none.
    ///
    /// - Throws: ``DecodeError/badValue(at:)`` if priority or method is out of range.
    public func alarm() throws(DecodeError) -> GB28181Alarm? {
        guard command == "Alarm", kind == .notify else { return nil }
        guard let priority = self["AlarmPriority"].flatMap({ UInt8($0.text) }), (1...4).contains(priority),
            let method = self["AlarmMethod"].flatMap({ UInt8($0.text) }), (1...7).contains(method)
        else { throw .badValue(at: 0) }
        let type = self["AlarmType"] ?? self["Info"]?["AlarmType"]
        return GB28181Alarm(
            deviceID: deviceID, priority: priority, method: method, type: type.flatMap { UInt8($0.text) },
            time: self["AlarmTime"]?.text ?? "", text: self["AlarmDescription"]?.text ?? "",
            longitudeDegrees: self["Longitude"].flatMap { Double($0.text) },
            latitudeDegrees: self["Latitude"].flatMap { Double($0.text) })
    }
}

/// An alarm of a camera or an alarm input.
///
/// Source: GB/T 28181-2016 annex A.2.5 (alarm notice).
public struct GB28181Alarm: Hashable, Sendable {
    /// Code of the channel or input.
    public var deviceID: String
    /// 1 highest to 4.
    public var priority: UInt8
    /// 1 telephone, 2 device, 3 text message, 4 GPS, 5 video, 6 device failure, 7 other.
    public var method: UInt8
    /// For method 5: 1 manual, 2 moving thing, 3 left behind, 4 removed, 5 line crossed, 6 intrusion, 7 wrong way,
    /// 8 loitering, 9 traffic, 10 density, 11 abnormal picture, 12 fast movement. For others see the standard.
    public var type: UInt8?
    /// Local time `YYYY-MM-DDThh:mm:ss` as sent.
    public var time: String
    /// What the device says.
    public var text: String
    /// Longitude, degrees, datum as the device has it.
    public var longitudeDegrees: Double?
    /// Latitude, degrees, datum as the device has it.
    public var latitudeDegrees: Double?
}

/// Puts together the parts of an answer that comes in several messages, such as a catalogue.
///
/// Parts may come twice or out of order; items are told apart by their DeviceID and, for recordings, their start.
public struct GB28181Assembly: Sendable {
    /// Most items of one answer: 100,000 (ours).
    public static let itemCountMax = 100_000

    /// Items so far, in the order of their arrival.
    public private(set) var items: [XMLNode] = []
    private var known: Set<[String]> = []
    private var total: Int?

    /// An empty assembly for one question.
    public init() {}

    /// Adds a part.
    ///
    /// - Returns: Whether all items are there.
    /// - Throws: ``DecodeError/missingField(at:)`` without SumNum, ``DecodeError/badValue(at:)`` if it differs from
    ///   that of
    ///   the parts before, ``DecodeError/overLimit(at:)`` over 100,000 items.
    public mutating func add(_ part: MANSCDPMessage) throws(DecodeError) -> Bool {
        guard let sum = part.itemCountTotal, sum >= 0 else { throw .missingField(at: 0) }
        guard sum <= Self.itemCountMax else { throw .overLimit(at: 0) }
        guard total == nil || total == sum else { throw .badValue(at: 0) }
        total = sum
        for item in part.items {
            let key = [item["DeviceID"]?.text ?? "", item["StartTime"]?.text ?? ""]
            guard items.count < Self.itemCountMax else { throw .overLimit(at: 0) }
            if known.insert(key).inserted { items.append(item) }
        }
        return items.count >= sum
    }
}
