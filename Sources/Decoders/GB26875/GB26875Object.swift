/// The system or device within a building that an information object is about.
public struct GB26875System: Hashable, Sendable {
    /// System type flag: 1 fire alarm, 11 hydrant, … 128–255 belong to users.
    public var kind: UInt8
    /// Address of the system, given by the user.
    public var address: UInt8

    /// A system by type and address.
    public init(kind: UInt8, address: UInt8) {
        self.kind = kind
        self.address = address
    }
}

/// A component of a system: detector, module, manual call point.
public struct GB26875Component: Hashable, Sendable {
    /// The system it belongs to.
    public var system: GB26875System
    /// Component type flag: 40 smoke detector, 23 manual call point, … 128–255 belong to users.
    public var kind: UInt8
    /// First half of the component address; a zone or loop by custom.
    public var zone: UInt16
    /// Second half of the component address; the position in the zone by custom.
    public var position: UInt16

    /// A component by system, type and the two halves of its address.
    public init(system: GB26875System, kind: UInt8, zone: UInt16, position: UInt16) {
        self.system = system
        self.kind = kind
        self.zone = zone
        self.position = position
    }
}

/// One information object of an application data unit, by the type flags of the standard.
///
/// Text stays in its bytes (GB 18030, often cut and padded); ``GB26875Text/string(_:)`` reads it.
///
/// Source: GB/T 26875.3-2011, type flags 1–8, 21, 24–26, 28 upwards and 61–68, 81, 84–86, 88–91 downwards.
public enum GB26875Object: Hashable, Sendable {
    /// Type 1: state bits of a system.
    case systemState(GB26875System, state: UInt16, at: GB26875Time)
    /// Type 2: state bits of a component with its 31 bytes of text.
    case componentState(GB26875Component, state: UInt16, text: [UInt8], at: GB26875Time)
    /// Type 3: an analogue value of a component, in steps of its type.
    case analogue(GB26875Component, quantity: UInt8, steps: Int16, at: GB26875Time)
    /// Type 4: what was done at a system, and by whom.
    case systemOperation(GB26875System, flags: UInt8, operatorNumber: UInt8, at: GB26875Time)
    /// Type 5: software version of a system.
    case systemVersion(GB26875System, major: UInt8, minor: UInt8)
    /// Type 6: configuration text of a system, at most 255 bytes.
    case systemConfiguration(GB26875System, text: [UInt8])
    /// Type 7: configuration text of a component, 31 bytes.
    case componentConfiguration(GB26875Component, text: [UInt8])
    /// Type 8: clock of a system.
    case systemClock(GB26875System, at: GB26875Time)
    /// Type 21: state bits of the transmission device.
    case deviceState(UInt8, at: GB26875Time)
    /// Type 24: what was done at the transmission device, and by whom.
    case deviceOperation(flags: UInt8, operatorNumber: UInt8, at: GB26875Time)
    /// Type 25: software version of the transmission device.
    case deviceVersion(major: UInt8, minor: UInt8)
    /// Type 26: configuration text of the transmission device, at most 255 bytes.
    case deviceConfiguration(text: [UInt8])
    /// Type 28: clock of the transmission device; type 90 downwards: set it.
    case deviceClock(GB26875Time)
    /// Types 61, 65, 66, 68: ask for a system's state, version, configuration or clock.
    case systemQuestion(GB26875System)
    /// Types 62, 63, 67: ask for a component's state, analogue value or configuration.
    case componentQuestion(GB26875Component)
    /// Type 64: ask for up to 102 operations of a system since a moment.
    case systemOperationQuestion(GB26875System, count: UInt8, since: GB26875Time)
    /// Types 81, 85, 86, 88: ask the transmission device; type 89: initialise it. One reserved byte, 0 by the standard.
    case deviceQuestion(reserved: UInt8)
    /// Type 84: ask for up to 102 operations of the transmission device since a moment.
    case deviceOperationQuestion(count: UInt8, since: GB26875Time)
    /// Type 91: is somebody on duty? To be answered within so many minutes.
    case dutyCheck(timeoutMinutes: UInt8)
}

extension GB26875System {
    init(_ cursor: inout ByteCursor) throws(DecodeError) {
        self.init(kind: try cursor.byte(), address: try cursor.byte())
    }

    var bytes: [UInt8] { [kind, address] }
}

extension GB26875Component {
    init(_ cursor: inout ByteCursor) throws(DecodeError) {
        let system = try GB26875System(&cursor)
        self.init(system: system, kind: try cursor.byte(), zone: try cursor.little16(), position: try cursor.little16())
    }

    var bytes: [UInt8] {
        var output = system.bytes + [kind]
        output.appendLittle(UInt64(zone), count: 2)
        output.appendLittle(UInt64(position), count: 2)
        return output
    }
}

/// Text in information objects.
public enum GB26875Text {
    /// Bytes of a component's text: 31.
    public static let fieldCount = 31

    /// The text up to the first zero byte, without spaces at both ends and without a cut last character.
    public static func string(_ field: some Sequence<UInt8>) -> String {
        var text = GB18030.string(lenient: field.prefix { $0 != 0 })[...]
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }

    /// The 31 bytes of a text; what does not fit is left out, never half a character.
    public static func field(_ text: String) -> [UInt8] { GB18030.field(text, count: fieldCount) }
}
