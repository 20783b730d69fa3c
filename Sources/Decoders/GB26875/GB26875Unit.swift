/// The application data of a frame.
///
/// Source: GB/T 26875.3-2011, application data unit.
public enum GB26875Unit: Hashable, Sendable {
    /// No application data: acknowledgements, refusals and some heartbeats.
    case none
    /// Fewer than two bytes, which the standard does not know: heartbeats of some vendors (`16`, answered by `17`).
    case loose([UInt8])
    /// Information objects of a type that the standard defines; never empty.
    case objects(type: UInt8, [GB26875Object])
    /// A type that the standard reserves or leaves to users; kept as sent.
    case foreign(type: UInt8, count: UInt8, content: [UInt8])

    /// Most information objects of a type in one unit; `nil` if the standard does not define the type.
    ///
    /// Source: GB/T 26875.3-2011, type flags; where no number is printed, what fits into 1,024 bytes.
    public static func countMax(type: UInt8) -> Int? {
        switch type {
        case 1, 4, 61, 64: return 102
        case 2, 62: return 22
        case 3, 63: return 63
        case 6, 66: return 3
        case 7, 67: return 26
        case 24: return 127
        case 5, 8, 21, 25, 26, 28, 65, 68, 81, 84, 85, 86, 88, 89, 90, 91: return 1
        default: return nil
        }
    }

    /// Reads application data.
    ///
    /// - Throws: ``DecodeError/badValue(at:)`` if there are no or too many objects; ``DecodeError/truncated(at:)`` and
    ///   ``DecodeError/trailingBytes(at:)`` if the objects do not fill the data. Offsets count from the first byte.
    public static func decode(_ body: [UInt8]) throws(DecodeError) -> GB26875Unit {
        guard !body.isEmpty else { return .none }
        guard body.count >= 2 else { return .loose(body) }
        let type = body[0]
        guard let countMax = countMax(type: type) else {
            return .foreign(type: type, count: body[1], content: Array(body[2...]))
        }
        let count = Int(body[1])
        guard count >= 1, count <= countMax else { throw .badValue(at: 1) }
        var cursor = ByteCursor(body)
        _ = try cursor.take(2)
        var objects: [GB26875Object] = []
        objects.reserveCapacity(count)
        for _ in 0..<count { objects.append(try GB26875Object(type: type, &cursor)) }
        guard cursor.isAtEnd else { throw .trailingBytes(at: cursor.offset) }
        return .objects(type: type, objects)
    }

    /// The application data as it is sent.
    ///
    /// - Throws: ``DecodeError/badValue(at:)`` if the number of objects is not 1…``countMax(type:)`` or an object does
    ///   not belong to the type; ``DecodeError/overLimit(at:)`` over 1,024 bytes.
    public func bytes() throws(DecodeError) -> [UInt8] {
        var output: [UInt8] = []
        switch self {
        case .none: break
        case .loose(let bytes):
            guard bytes.count == 1 else { throw .badLength(at: 0) }
            output = bytes
        case .foreign(let type, let count, let content):
            guard Self.countMax(type: type) == nil else { throw .badValue(at: 0) }
            output = [type, count] + content
        case .objects(let type, let objects):
            guard let countMax = Self.countMax(type: type), (1...countMax).contains(objects.count) else {
                throw .badValue(at: 1)
            }
            output = [type, UInt8(objects.count)]
            for object in objects {
                guard object.types.contains(type) else { throw .badValue(at: output.count) }
                output += try object.bytes()
            }
        }
        guard output.count <= GB26875Frame.bodyCountMax else { throw .overLimit(at: GB26875Frame.bodyCountMax) }
        return output
    }
}

extension GB26875Frame {
    /// Reads the application data.
    ///
    /// - Throws: what ``GB26875Unit/decode(_:)`` throws, with offsets from the start of the frame.
    public func unit() throws(DecodeError) -> GB26875Unit {
        do throws(DecodeError) {
            return try GB26875Unit.decode(body)
        } catch {
            throw error.moved(by: 27)
        }
    }
}

extension GB26875Object {
    /// The type flags under which this object is sent.
    var types: [UInt8] {
        switch self {
        case .systemState: return [1]
        case .componentState: return [2]
        case .analogue: return [3]
        case .systemOperation: return [4]
        case .systemVersion: return [5]
        case .systemConfiguration: return [6]
        case .componentConfiguration: return [7]
        case .systemClock: return [8]
        case .deviceState: return [21]
        case .deviceOperation: return [24]
        case .deviceVersion: return [25]
        case .deviceConfiguration: return [26]
        case .deviceClock: return [28, 90]
        case .systemQuestion: return [61, 65, 66, 68]
        case .componentQuestion: return [62, 63, 67]
        case .systemOperationQuestion: return [64]
        case .deviceQuestion: return [81, 85, 86, 88, 89]
        case .deviceOperationQuestion: return [84]
        case .dutyCheck: return [91]
        }
    }

    init(type: UInt8, _ cursor: inout ByteCursor) throws(DecodeError) {
        switch type {
        case 1...8: self = try Self.upwards(type, &cursor)
        case 21: self = .deviceState(try cursor.byte(), at: try GB26875Time(&cursor))
        case 24:
            self = .deviceOperation(
                flags: try cursor.byte(), operatorNumber: try cursor.byte(), at: try GB26875Time(&cursor))
        case 25: self = .deviceVersion(major: try cursor.byte(), minor: try cursor.byte())
        case 26:
            let count = Int(try cursor.byte())
            self = .deviceConfiguration(text: Array(try cursor.take(count)))
        case 28, 90: self = .deviceClock(try GB26875Time(&cursor))
        case 61, 65, 66, 68: self = .systemQuestion(try GB26875System(&cursor))
        case 62, 63, 67: self = .componentQuestion(try GB26875Component(&cursor))
        case 64:
            let system = try GB26875System(&cursor)
            self = .systemOperationQuestion(system, count: try cursor.byte(), since: try GB26875Time(&cursor))
        case 81, 85, 86, 88, 89: self = .deviceQuestion(reserved: try cursor.byte())
        case 84: self = .deviceOperationQuestion(count: try cursor.byte(), since: try GB26875Time(&cursor))
        case 91: self = .dutyCheck(timeoutMinutes: try cursor.byte())
        default: throw .unknownCode(at: 0)
        }
    }

    /// Types 1–8, all about one system.
    private static func upwards(_ type: UInt8, _ cursor: inout ByteCursor) throws(DecodeError) -> GB26875Object {
        if [2, 3, 7].contains(type) {
            let component = try GB26875Component(&cursor)
            switch type {
            case 2:
                let state = try cursor.little16()
                let text = Array(try cursor.take(GB26875Text.fieldCount))
                return .componentState(component, state: state, text: text, at: try GB26875Time(&cursor))
            case 3:
                let quantity = try cursor.byte()
                let steps = Int16(bitPattern: try cursor.little16())
                return .analogue(component, quantity: quantity, steps: steps, at: try GB26875Time(&cursor))
            default:
                return .componentConfiguration(component, text: Array(try cursor.take(GB26875Text.fieldCount)))
            }
        }
        let system = try GB26875System(&cursor)
        switch type {
        case 1: return .systemState(system, state: try cursor.little16(), at: try GB26875Time(&cursor))
        case 4:
            let flags = try cursor.byte()
            let number = try cursor.byte()
            return .systemOperation(system, flags: flags, operatorNumber: number, at: try GB26875Time(&cursor))
        case 5: return .systemVersion(system, major: try cursor.byte(), minor: try cursor.byte())
        case 6:
            let count = Int(try cursor.byte())
            return .systemConfiguration(system, text: Array(try cursor.take(count)))
        default: return .systemClock(system, at: try GB26875Time(&cursor))
        }
    }

    func bytes() throws(DecodeError) -> [UInt8] {
        func two(_ number: UInt16) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8)] }
        func field(_ text: [UInt8]) throws(DecodeError) -> [UInt8] {
            guard text.count == GB26875Text.fieldCount else { throw .badLength(at: 0) }
            return text
        }
        func counted(_ text: [UInt8]) throws(DecodeError) -> [UInt8] {
            guard text.count <= 255 else { throw .badLength(at: 0) }
            return [UInt8(text.count)] + text
        }
        switch self {
        case .systemState(let system, let state, let at): return system.bytes + two(state) + at.bytes
        case .componentState(let component, let state, let text, let at):
            return component.bytes + two(state) + (try field(text)) + at.bytes
        case .analogue(let component, let quantity, let steps, let at):
            return component.bytes + [quantity] + two(UInt16(bitPattern: steps)) + at.bytes
        case .systemOperation(let system, let flags, let number, let at):
            return system.bytes + [flags, number] + at.bytes
        case .systemVersion(let system, let major, let minor): return system.bytes + [major, minor]
        case .systemConfiguration(let system, let text): return system.bytes + (try counted(text))
        case .componentConfiguration(let component, let text): return component.bytes + (try field(text))
        case .systemClock(let system, let at): return system.bytes + at.bytes
        case .deviceState(let state, let at): return [state] + at.bytes
        case .deviceOperation(let flags, let number, let at): return [flags, number] + at.bytes
        case .deviceVersion(let major, let minor): return [major, minor]
        case .deviceConfiguration(let text): return try counted(text)
        case .deviceClock(let at): return at.bytes
        case .systemQuestion(let system): return system.bytes
        case .componentQuestion(let component): return component.bytes
        case .systemOperationQuestion(let system, let count, let since): return system.bytes + [count] + since.bytes
        case .deviceQuestion(let reserved): return [reserved]
        case .deviceOperationQuestion(let count, let since): return [count] + since.bytes
        case .dutyCheck(let timeoutMinutes): return [timeoutMinutes]
        }
    }
}
