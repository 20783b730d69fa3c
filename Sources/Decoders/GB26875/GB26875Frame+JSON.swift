extension GB26875Frame.Received {
    /// The frame with names for its codes, as `lifang device decode` prints it.
    ///
    /// - Throws: what ``GB26875Frame/unit()`` throws.
    public func json() throws(DecodeError) -> JSONValue {
        var object: JSONValue = [
            "serial": .integer(Int64(frame.serial)),
            "version": [.integer(Int64(frame.mainVersion)), .integer(Int64(frame.userVersion))],
            "time": .string(frame.time.description),
            "src": .integer(Int64(frame.source)),
            "dst": .integer(Int64(frame.destination)),
            "cmd": .integer(Int64(frame.commandCode)),
            "cmdName": .string(GB26875Names.command(frame.commandCode)),
            "checksum": .string(Hexadecimal.string([statedChecksum], uppercase: true)),
            "checksumOK": .bool(statedChecksum == computedChecksum),
        ]
        if statedChecksum != computedChecksum {
            object.add("checksumExpected", .string(Hexadecimal.string([computedChecksum], uppercase: true)))
        }
        let unit = try frame.unit()
        if unit != .none { object.add("adu", unit.json) }
        return object
    }
}

extension GB26875Unit {
    /// The application data with names for its codes; `null` if there is none.
    public var json: JSONValue {
        switch self {
        case .none: return .null
        case .loose(let bytes): return ["raw": .string(Hexadecimal.string(bytes))]
        case .foreign(let type, let count, let content):
            return [
                "type": .integer(Int64(type)), "count": .integer(Int64(count)),
                "raw": .string(Hexadecimal.string(content)), "note": "reserved/private",
            ]
        case .objects(let type, let objects):
            return [
                "type": .integer(Int64(type)), "count": .integer(Int64(objects.count)),
                "objects": .array(objects.map(\.json)),
            ]
        }
    }
}

extension GB26875Object {
    /// The object with names for its codes.
    public var json: JSONValue {
        var object: JSONValue = .object([])
        switch self {
        case .systemState(let system, let state, let at):
            object.add(system)
            object.add("state", .words(GB26875Names.systemStates(state)))
            object.add("at", .string(at.description))
        case .componentState(let component, let state, let text, let at):
            object.add(component)
            object.add("state", .words(GB26875Names.componentStates(state)))
            object.add("text", .string(GB26875Text.string(text)))
            object.add("at", .string(at.description))
        case .analogue(let component, let quantity, let steps, let at):
            object.add(component)
            object.addAnalogue(quantity, steps)
            object.add("at", .string(at.description))
        case .systemOperation(let system, let flags, let number, let at):
            object.add(system)
            object.add("operation", .words(GB26875Names.systemOperations(flags)))
            object.add("operator", .integer(Int64(number)))
            object.add("at", .string(at.description))
        case .systemVersion(let system, let major, let minor):
            object.add(system)
            object.add("version", .string("\(major).\(minor)"))
        case .systemConfiguration(let system, let text):
            object.add(system)
            object.add("text", .string(GB26875Text.string(text)))
        case .componentConfiguration(let component, let text):
            object.add(component)
            object.add("text", .string(GB26875Text.string(text)))
        case .systemClock(let system, let at):
            object.add(system)
            object.add("at", .string(at.description))
        case .systemQuestion(let system): object.add(system)
        case .componentQuestion(let component): object.add(component)
        case .systemOperationQuestion(let system, let count, let since):
            object.add(system)
            object.add("count", .integer(Int64(count)))
            object.add("since", .string(since.description))
        default: object.addDevice(self)
        }
        return object
    }
}

extension JSONValue {
    static func words(_ words: [String]) -> JSONValue { .array(words.map { .string($0) }) }

    fileprivate mutating func add(_ system: GB26875System) {
        add("system", .integer(Int64(system.kind)))
        add("addr", .integer(Int64(system.address)))
    }

    fileprivate mutating func add(_ component: GB26875Component) {
        add(component.system)
        add("component", .integer(Int64(component.kind)))
        add("zone", .integer(Int64(component.zone)))
        add("position", .integer(Int64(component.position)))
    }

    fileprivate mutating func addAnalogue(_ quantity: UInt8, _ steps: Int16) {
        add("analog", .integer(Int64(quantity)))
        guard let known = GB26875Names.quantity(quantity), known.decimals > 0 else {
            add("value", .integer(Int64(steps)))
            add("unit", GB26875Names.quantity(quantity)?.unit)
            return
        }
        add("value", .number(ScaledDecimal(units: Int64(steps), decimals: known.decimals).double))
        add("unit", .string(known.unit))
    }

    /// Objects of the transmission device itself.
    fileprivate mutating func addDevice(_ object: GB26875Object) {
        switch object {
        case .deviceState(let state, let at):
            add("state", .words(GB26875Names.deviceStates(state)))
            add("at", .string(at.description))
        case .deviceOperation(let flags, let number, let at):
            add("operation", .words(GB26875Names.deviceOperations(flags)))
            add("operator", .integer(Int64(number)))
            add("at", .string(at.description))
        case .deviceVersion(let major, let minor): add("version", .string("\(major).\(minor)"))
        case .deviceConfiguration(let text): add("text", .string(GB26875Text.string(text)))
        case .deviceClock(let at): add("at", .string(at.description))
        case .deviceOperationQuestion(let count, let since):
            add("count", .integer(Int64(count)))
            add("since", .string(since.description))
        case .dutyCheck(let timeoutMinutes): add("timeoutMinutes", .integer(Int64(timeoutMinutes)))
        default: break
        }
    }
}
