/// The eight bytes that move a camera, carried as hexadecimal text in PTZCmd.
///
/// `A5 | version and check | address | instruction | data 1 | data 2 | data 3 and address | sum`.
///
/// Source: GB/T 28181-2016 annex A.3 (control codes), tables A.3–A.11; the same in the edition of 2022.
public struct PTZCommand: Hashable, Sendable {
    /// What the camera shall do.
    public enum Action: Hashable, Sendable {
        /// Turn and zoom; all still is stop. Speeds 0–255, zoom 0–15.
        case move(pan: Pan, tilt: Tilt, zoom: Zoom, panSpeed: UInt8, tiltSpeed: UInt8, zoomSpeed: UInt8)
        /// Focus and iris; all still is stop. Speeds 0–255.
        case lens(focus: Focus, iris: Iris, focusSpeed: UInt8, irisSpeed: UInt8)
        /// Set, call or delete a preset position, 1–255.
        case preset(PresetAction, number: UInt8)
        /// Change or start a tour of presets.
        case cruise(CruiseAction, tour: UInt8)
        /// Start or change an automatic scan.
        case scan(ScanAction, group: UInt8)
        /// Switch something: 1 is the wiper.
        case auxiliary(isOn: Bool, number: UInt8)
    }

    /// Turning.
    public enum Pan: String, Hashable, Sendable, CaseIterable { case still, left, right }
    /// Tilting.
    public enum Tilt: String, Hashable, Sendable, CaseIterable { case still, up, down }
    /// Zooming.
    public enum Zoom: String, Hashable, Sendable, CaseIterable { case still, `in`, out }
    /// Focus.
    public enum Focus: String, Hashable, Sendable, CaseIterable { case still, near, far }
    /// Iris.
    public enum Iris: String, Hashable, Sendable, CaseIterable { case still, open, close }
    /// What to do with a preset.
    public enum PresetAction: UInt8, Hashable, Sendable, CaseIterable {
        case set = 0x81
        case call, delete
    }
    /// What to do with a tour; values 0–4095.
    public enum CruiseAction: Hashable, Sendable {
        /// Add a preset.
        case add(preset: UInt8)
        /// Delete a preset; 0 deletes the tour.
        case delete(preset: UInt8)
        /// Speed between presets.
        case speed(UInt16)
        /// Seconds at each preset.
        case dwellSeconds(UInt16)
        /// Start.
        case start
    }
    /// What to do with a scan; speed 0–4095.
    public enum ScanAction: Hashable, Sendable {
        /// Start.
        case start
        /// Here is the left border.
        case setLeft
        /// Here is the right border.
        case setRight
        /// Speed.
        case speed(UInt16)
    }

    /// Address on the decoder's bus, 0–4095; cameras are asked by their code and have 1.
    public var address: UInt16
    /// What the camera shall do.
    public var action: Action

    /// A command; the address keeps its lowest 12 bits.
    public init(address: UInt16 = 1, _ action: Action) {
        self.address = address & 0xFFF
        self.action = action
    }

    /// Everything still.
    public static let stop = PTZCommand(
        .move(pan: .still, tilt: .still, zoom: .still, panSpeed: 0, tiltSpeed: 0, zoomSpeed: 0))
}

extension PTZCommand {
    /// Reads the text of PTZCmd: sixteen hexadecimal digits.
    ///
    /// - Throws: ``DecodeError/badDigit(at:)`` and what ``init(decoding:)`` throws.
    public init(_ text: String) throws(DecodeError) { try self.init(decoding: Hexadecimal.bytes(text)) }

    /// Reads the eight bytes.
    ///
    /// - Throws: ``DecodeError/badLength(at:)``, ``DecodeError/badStart(at:)``, ``DecodeError/badChecksum(at:)`` for
    ///   the sum
    ///   and for the check of byte 2, ``DecodeError/unknownCode(at:)`` for reserved instructions,
    ///   ``DecodeError/badValue(at:)`` if opposite directions are asked at once.
    public init(decoding bytes: [UInt8]) throws(DecodeError) {
        guard bytes.count == 8 else { throw .badLength(at: bytes.count) }
        guard bytes[0] == 0xA5 else { throw .badStart(at: 0) }
        guard bytes[..<7].sum8() == bytes[7] else { throw .badChecksum(at: 7) }
        let version = bytes[1] >> 4
        guard (0xA + 0x5 + version) & 15 == bytes[1] & 15 else { throw .badChecksum(at: 1) }
        address = UInt16(bytes[6] & 15) << 8 | UInt16(bytes[2])
        action = try Self.action(bytes[3], bytes[4], bytes[5], bytes[6] >> 4)
    }

    private static func action(
        _ code: UInt8, _ first: UInt8, _ second: UInt8, _ third: UInt8
    ) throws(DecodeError) -> Action {
        let wide = UInt16(third) << 8 | UInt16(second)
        switch code {
        case 0x00...0x3F:
            return .move(
                pan: try choice(code, 0x02, .left, 0x01, .right, .still),
                tilt: try choice(code, 0x08, .up, 0x04, .down, .still),
                zoom: try choice(code, 0x10, .in, 0x20, .out, .still), panSpeed: first, tiltSpeed: second,
                zoomSpeed: third)
        case 0x40...0x4F:
            return .lens(
                focus: try choice(code, 0x02, .near, 0x01, .far, .still),
                iris: try choice(code, 0x04, .open, 0x08, .close, .still), focusSpeed: first, irisSpeed: second)
        case 0x81...0x83:
            guard let action = PresetAction(rawValue: code) else { throw .unknownCode(at: 3) }
            return .preset(action, number: second)
        case 0x84: return .cruise(.add(preset: second), tour: first)
        case 0x85: return .cruise(.delete(preset: second), tour: first)
        case 0x86: return .cruise(.speed(wide), tour: first)
        case 0x87: return .cruise(.dwellSeconds(wide), tour: first)
        case 0x88: return .cruise(.start, tour: first)
        case 0x89:
            guard second <= 2 else { throw .unknownCode(at: 5) }
            return .scan([.start, .setLeft, .setRight][Int(second)], group: first)
        case 0x8A: return .scan(.speed(wide), group: first)
        case 0x8C: return .auxiliary(isOn: true, number: first)
        case 0x8D: return .auxiliary(isOn: false, number: first)
        default: throw .unknownCode(at: 3)
        }
    }

    private static func choice<Way>(
        _ code: UInt8, _ bit: UInt8, _ way: Way, _ otherBit: UInt8, _ otherWay: Way, _ still: Way
    ) throws(DecodeError) -> Way {
        switch (code & bit != 0, code & otherBit != 0) {
        case (true, true): throw .badValue(at: 3)
        case (true, false): return way
        case (false, true): return otherWay
        case (false, false): return still
        }
    }

    /// The eight bytes; speeds of zoom keep their lowest 4 bits, speeds and seconds of tours their lowest 12.
    public var bytes: [UInt8] {
        let (code, first, second, third) = parts
        var output = [0xA5, 0x0F, UInt8(address & 0xFF), code, first, second]
        output.append((third & 15) << 4 | UInt8(address >> 8 & 15))
        output.append(output.sum8())
        return output
    }

    /// The text of PTZCmd.
    public var text: String { Hexadecimal.string(bytes, uppercase: true) }

    private var parts: (UInt8, UInt8, UInt8, UInt8) {
        func low(_ number: UInt16) -> UInt8 { UInt8(number & 0xFF) }
        func high(_ number: UInt16) -> UInt8 { UInt8(number >> 8 & 15) }
        switch action {
        case .move(let pan, let tilt, let zoom, let panSpeed, let tiltSpeed, let zoomSpeed):
            var code: UInt8 = pan == .left ? 0x02 : pan == .right ? 0x01 : 0
            code |= tilt == .up ? 0x08 : tilt == .down ? 0x04 : 0
            code |= zoom == .in ? 0x10 : zoom == .out ? 0x20 : 0
            return (code, panSpeed, tiltSpeed, zoomSpeed)
        case .lens(let focus, let iris, let focusSpeed, let irisSpeed):
            var code: UInt8 = focus == .near ? 0x42 : focus == .far ? 0x41 : 0x40
            code |= iris == .open ? 0x04 : iris == .close ? 0x08 : 0
            return (code, focusSpeed, irisSpeed, 0)
        case .preset(let action, let number): return (action.rawValue, 0, number, 0)
        case .cruise(.add(let preset), let tour): return (0x84, tour, preset, 0)
        case .cruise(.delete(let preset), let tour): return (0x85, tour, preset, 0)
        case .cruise(.speed(let speed), let tour): return (0x86, tour, low(speed), high(speed))
        case .cruise(.dwellSeconds(let seconds), let tour): return (0x87, tour, low(seconds), high(seconds))
        case .cruise(.start, let tour): return (0x88, tour, 0, 0)
        case .scan(.start, let group): return (0x89, group, 0, 0)
        case .scan(.setLeft, let group): return (0x89, group, 1, 0)
        case .scan(.setRight, let group): return (0x89, group, 2, 0)
        case .scan(.speed(let speed), let group): return (0x8A, group, low(speed), high(speed))
        case .auxiliary(let isOn, let number): return (isOn ? 0x8C : 0x8D, number, 0, 0)
        }
    }
}

extension PTZCommand {
    /// The command with words for its parts.
    public var json: JSONValue {
        switch action {
        case .move(let pan, let tilt, let zoom, let panSpeed, let tiltSpeed, let zoomSpeed):
            return [
                "action": self == .stop ? "stop" : "move", "pan": .string(pan.rawValue), "tilt": .string(tilt.rawValue),
                "zoom": .string(zoom.rawValue), "panSpeed": .integer(Int64(panSpeed)),
                "tiltSpeed": .integer(Int64(tiltSpeed)), "zoomSpeed": .integer(Int64(zoomSpeed)),
            ]
        case .lens(let focus, let iris, let focusSpeed, let irisSpeed):
            return [
                "action": "lens", "focus": .string(focus.rawValue), "iris": .string(iris.rawValue),
                "focusSpeed": .integer(Int64(focusSpeed)), "irisSpeed": .integer(Int64(irisSpeed)),
            ]
        case .preset(let action, let number):
            return ["action": .string("preset.\(action)"), "number": .integer(Int64(number))]
        case .cruise(let action, let tour):
            let number = Int64(parts.2) | Int64(parts.3) << 8
            let word: String
            switch action {
            case .add: word = "add"
            case .delete: word = "delete"
            case .speed: word = "speed"
            case .dwellSeconds: word = "dwellSeconds"
            case .start: word = "start"
            }
            return ["action": .string("cruise.\(word)"), "tour": .integer(Int64(tour)), "value": .integer(number)]
        case .scan(let action, let group):
            var word = "speed"
            if action == .start { word = "start" }
            if action == .setLeft { word = "setLeft" }
            if action == .setRight { word = "setRight" }
            var object: JSONValue = ["action": .string("scan.\(word)"), "group": .integer(Int64(group))]
            if case .speed(let speed) = action { object.add("value", .integer(Int64(speed))) }
            return object
        case .auxiliary(let isOn, let number):
            return ["action": isOn ? "auxiliary.on" : "auxiliary.off", "number": .integer(Int64(number))]
        }
    }
}
