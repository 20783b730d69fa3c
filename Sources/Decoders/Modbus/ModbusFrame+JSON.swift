extension ModbusFrame {
    /// The frame as `lifang device decode` prints it.
    public var json: JSONValue {
        var object: JSONValue = .object([])
        switch carrier {
        case .rtu: object.add("transport", .string("rtu"))
        case .tcp(let transaction):
            object.add("transport", .string("tcp"))
            object.add("transaction", .integer(Int64(transaction)))
        }
        object.add("unit", .integer(Int64(unit)))
        object.add("function", .integer(Int64(message.function)))
        object.add("functionName", .string(ModbusMessage.name(ofFunction: message.function) ?? "user"))
        message.add(to: &object)
        return object
    }
}

extension ModbusMessage {
    fileprivate func add(to object: inout JSONValue) {
        func range(_ address: UInt16, _ quantity: Int) {
            object.add("address", .integer(Int64(address)))
            object.add("quantity", .integer(Int64(quantity)))
        }
        switch self {
        case .read(_, let address, let quantity), .written(_, let address, let quantity):
            range(address, Int(quantity))
        case .bits(_, let data): object.add("bits", Self.list(data, count: 8 * data.count))
        case .registers(_, let values):
            object.add("registers", Self.list(values))
            if values.count == 2 {
                let number = ModbusOrder.abcd.float32(values[0], values[1])
                object.add("float32", number.isFinite ? Self.shortest(number) : .null)
            }
        case .writeCoil(let address, let isOn):
            object.add("address", .integer(Int64(address)))
            object.add("on", .bool(isOn))
        case .writeRegister(let address, let value):
            object.add("address", .integer(Int64(address)))
            object.add("value", .integer(Int64(value)))
        case .writeCoils(let address, let quantity, let data):
            range(address, Int(quantity))
            object.add("bits", Self.list(data, count: Int(quantity)))
        case .writeRegisters(let address, let values):
            range(address, values.count)
            object.add("registers", Self.list(values))
        case .maskRegister(let address, let and, let or):
            object.add("address", .integer(Int64(address)))
            object.add("and", .integer(Int64(and)))
            object.add("or", .integer(Int64(or)))
        case .readWrite(let address, let quantity, let writeAddress, let values):
            range(address, Int(quantity))
            object.add("writeAddress", .integer(Int64(writeAddress)))
            object.add("registers", Self.list(values))
        case .other(_, let content): object.add("data", .string(Hexadecimal.string(content)))
        case .exception(_, let code):
            object.add("exception", .integer(Int64(code)))
            object.add("exceptionName", .string(Self.name(ofException: code) ?? "reserved"))
        }
    }

    private static func list(_ values: [UInt16]) -> JSONValue { .array(values.map { .integer(Int64($0)) }) }

    private static func list(_ data: [UInt8], count: Int) -> JSONValue {
        .array((0..<min(count, 8 * data.count)).map { .integer(Int64(data[$0 / 8] >> UInt8($0 % 8) & 1)) })
    }

    /// The double that prints as the float does: 230.1, not 230.10000610351562.
    private static func shortest(_ number: Float) -> JSONValue { .number(Double(number.description) ?? Double(number)) }
}
