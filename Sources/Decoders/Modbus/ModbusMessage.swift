/// What a Modbus frame says, without address and check: the protocol data unit.
///
/// Source: MODBUS Application Protocol Specification V1.1b3, clause 6 (functions) and 7 (exceptions).
public enum ModbusMessage: Hashable, Sendable {
    /// Who speaks; requests and answers share function codes.
    public enum Direction: Hashable, Sendable {
        /// Client (master) to server (slave).
        case request
        /// Server to client.
        case response
        /// Not known: lengths decide, and a frame that fits both is read as a request.
        case unknown
    }

    /// Functions 1–4, request: so many bits or registers from an address.
    case read(function: UInt8, address: UInt16, quantity: UInt16)
    /// Functions 1 and 2, response: bits, lowest first, filled to whole bytes.
    case bits(function: UInt8, [UInt8])
    /// Functions 3, 4 and 23, response.
    case registers(function: UInt8, [UInt16])
    /// Function 5, both ways: one coil.
    case writeCoil(address: UInt16, isOn: Bool)
    /// Function 6, both ways: one register.
    case writeRegister(address: UInt16, value: UInt16)
    /// Function 15, request: bits, lowest first; unused bits of the last byte as sent.
    case writeCoils(address: UInt16, quantity: UInt16, [UInt8])
    /// Function 16, request.
    case writeRegisters(address: UInt16, [UInt16])
    /// Functions 15 and 16, response: how many were written.
    case written(function: UInt8, address: UInt16, quantity: UInt16)
    /// Function 22, both ways: masks for one register.
    case maskRegister(address: UInt16, and: UInt16, or: UInt16)
    /// Function 23, request: write, then read.
    case readWrite(address: UInt16, quantity: UInt16, writeAddress: UInt16, [UInt16])
    /// Functions 7, 8, 11, 12, 17, 20, 21, 24, 43 and users' functions: the bytes behind the function code.
    case other(function: UInt8, [UInt8])
    /// An exception response: the function asked for, and why not.
    case exception(function: UInt8, code: UInt8)

    /// Most coils or inputs per read: 2,000.
    public static let bitsPerReadMax = 2_000
    /// Most registers per read: 125.
    public static let registersPerReadMax = 125
    /// Longest message: 253 bytes.
    public static let byteCountMax = 253

    /// The function code, without the bit of exceptions.
    public var function: UInt8 {
        switch self {
        case .read(let function, _, _), .bits(let function, _), .registers(let function, _),
            .written(let function, _, _), .other(let function, _), .exception(let function, _):
            return function
        case .writeCoil: return 5
        case .writeRegister: return 6
        case .writeCoils: return 15
        case .writeRegisters: return 16
        case .maskRegister: return 22
        case .readWrite: return 23
        }
    }

    /// The name of a function; `nil` if the specification does not define it.
    public static func name(ofFunction function: UInt8) -> String? {
        switch function {
        case 1: return "readCoils"
        case 2: return "readDiscreteInputs"
        case 3: return "readHoldingRegisters"
        case 4: return "readInputRegisters"
        case 5: return "writeSingleCoil"
        case 6: return "writeSingleRegister"
        case 7: return "readExceptionStatus"
        case 8: return "diagnostics"
        case 11: return "getCommEventCounter"
        case 12: return "getCommEventLog"
        case 15: return "writeMultipleCoils"
        case 16: return "writeMultipleRegisters"
        case 17: return "reportServerId"
        case 20: return "readFileRecord"
        case 21: return "writeFileRecord"
        case 22: return "maskWriteRegister"
        case 23: return "readWriteMultipleRegisters"
        case 24: return "readFifoQueue"
        case 43: return "encapsulatedInterface"
        default: return nil
        }
    }

    /// The name of an exception code; `nil` if the specification does not define it.
    public static func name(ofException code: UInt8) -> String? {
        switch code {
        case 1: return "illegalFunction"
        case 2: return "illegalDataAddress"
        case 3: return "illegalDataValue"
        case 4: return "serverDeviceFailure"
        case 5: return "acknowledge"
        case 6: return "serverDeviceBusy"
        case 8: return "memoryParityError"
        case 10: return "gatewayPathUnavailable"
        case 11: return "gatewayTargetFailedToRespond"
        default: return nil
        }
    }
}

extension ModbusMessage {
    /// Reads a message that fills the bytes.
    ///
    /// - Throws: ``DecodeError/unknownCode(at:)`` for functions and exceptions outside the specification and users'
    ///   ranges 65–72 and 100–110; ``DecodeError/badLength(at:)``, ``DecodeError/badValue(at:)`` for quantities, ranges
    ///   and
    ///   coil values. Offsets count from the function code.
    public static func decode(
        _ bytes: ArraySlice<UInt8>, direction: Direction = .unknown
    ) throws(DecodeError) -> ModbusMessage {
        guard let function = bytes.first else { throw .truncated(at: 0) }
        guard bytes.count <= byteCountMax else { throw .overLimit(at: byteCountMax) }
        let content = bytes.dropFirst()
        if function & 0x80 != 0 {
            guard direction != .request, isKnown(function & 0x7F) else { throw .unknownCode(at: 0) }
            guard content.count == 1, let code = content.first else { throw .badLength(at: 1) }
            guard name(ofException: code) != nil else { throw .unknownCode(at: 1) }
            return .exception(function: function & 0x7F, code: code)
        }
        guard isKnown(function) else { throw .unknownCode(at: 0) }
        do throws(DecodeError) {
            switch function {
            case 1...4, 15, 16, 23:
                if direction == .request { return try request(function, content) }
                if direction == .response { return try response(function, content) }
                let asked = Result { () throws(DecodeError) in try request(function, content) }
                if case .success(let message) = asked { return message }
                if let message = try? response(function, content) { return message }  // the request's reason is told
                return try asked.get()
            case 5:
                let (address, value) = try pair(content)
                guard value == 0 || value == 0xFF00 else { throw .badValue(at: 2) }
                return .writeCoil(address: address, isOn: value != 0)
            case 6:
                let (address, value) = try pair(content)
                return .writeRegister(address: address, value: value)
            case 22:
                guard content.count == 6 else { throw .badLength(at: 0) }
                var cursor = ByteCursor(content)
                return .maskRegister(
                    address: try cursor.big16(), and: try cursor.big16(), or: try cursor.big16())
            default: return .other(function: function, Array(content))
            }
        } catch {
            throw error.moved(by: 1)
        }
    }

    static func isKnown(_ function: UInt8) -> Bool {
        name(ofFunction: function) != nil || (65...72).contains(function) || (100...110).contains(function)
    }

    private static func pair(_ content: ArraySlice<UInt8>) throws(DecodeError) -> (UInt16, UInt16) {
        guard content.count == 4 else { throw .badLength(at: 0) }
        var cursor = ByteCursor(content)
        return (try cursor.big16(), try cursor.big16())
    }

    private static func check(_ address: UInt16, _ quantity: UInt16, max: Int) throws(DecodeError) {
        guard quantity >= 1, quantity <= max, Int(address) + Int(quantity) <= 0x10000 else { throw .badValue(at: 2) }
    }

    static func quantityMax(_ function: UInt8) -> Int {
        switch function {
        case 1, 2: return bitsPerReadMax
        case 15: return 1_968
        case 16: return 123
        default: return registersPerReadMax
        }
    }

    private static func request(_ function: UInt8, _ content: ArraySlice<UInt8>) throws(DecodeError) -> ModbusMessage {
        var cursor = ByteCursor(content)
        let address = try cursor.big16()
        let quantity = try cursor.big16()
        try check(address, quantity, max: quantityMax(function))
        switch function {
        case 15:
            let data = Array(try counted(&cursor))
            guard data.count == (Int(quantity) + 7) / 8 else { throw .badLength(at: 4) }
            return .writeCoils(address: address, quantity: quantity, data)
        case 16:
            let values = registers(try counted(&cursor))
            guard values.count == Int(quantity), content.count == 5 + 2 * values.count else { throw .badLength(at: 4) }
            return .writeRegisters(address: address, values)
        case 23:
            let writeAddress = try cursor.big16()
            let writeQuantity = try cursor.big16()
            try check(writeAddress, writeQuantity, max: 121)
            let values = registers(try counted(&cursor))
            guard values.count == Int(writeQuantity), content.count == 9 + 2 * values.count else {
                throw .badLength(at: 8)
            }
            return .readWrite(address: address, quantity: quantity, writeAddress: writeAddress, values)
        default:
            guard cursor.isAtEnd else { throw .badLength(at: 4) }
            return .read(function: function, address: address, quantity: quantity)
        }
    }

    private static func response(_ function: UInt8, _ content: ArraySlice<UInt8>) throws(DecodeError) -> ModbusMessage {
        if function == 15 || function == 16 {
            let (address, quantity) = try pair(content)
            try check(address, quantity, max: quantityMax(function))
            return .written(function: function, address: address, quantity: quantity)
        }
        var cursor = ByteCursor(content)
        let data = try counted(&cursor)
        guard !data.isEmpty else { throw .badLength(at: 0) }
        if function <= 2 {
            guard data.count <= bitsPerReadMax / 8 else { throw .badLength(at: 0) }
            return .bits(function: function, Array(data))
        }
        guard data.count % 2 == 0, data.count <= 2 * registersPerReadMax else { throw .badLength(at: 0) }
        return .registers(function: function, registers(data))
    }

    /// A byte count and exactly that many bytes, to the end.
    private static func counted(_ cursor: inout ByteCursor) throws(DecodeError) -> ArraySlice<UInt8> {
        let place = cursor.offset
        let count = Int(try cursor.byte())
        guard cursor.remaining == count else { throw .badLength(at: place) }
        return try cursor.take(count)
    }

    private static func registers(_ data: ArraySlice<UInt8>) -> [UInt16] {
        stride(from: data.startIndex, to: data.endIndex - 1, by: 2).map { UInt16(data[$0]) << 8 | UInt16(data[$0 + 1]) }
    }
}
