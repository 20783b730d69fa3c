extension ModbusMessage {
    /// The message as it is sent.
    ///
    /// - Throws: ``DecodeError/badValue(at:)`` for quantities outside the specification, ``DecodeError/overLimit(at:)``
    ///   over
    ///   253 bytes.
    public func bytes() throws(DecodeError) -> [UInt8] {
        var output: [UInt8] = [function]
        switch self {
        case .read(_, let address, let quantity), .written(_, let address, let quantity):
            output.appendBig16(address)
            output.appendBig16(quantity)
        case .bits(_, let data):
            guard !data.isEmpty, data.count <= Self.bitsPerReadMax / 8 else { throw .badValue(at: 1) }
            output += [UInt8(data.count)] + data
        case .registers(_, let values):
            guard !values.isEmpty, values.count <= Self.registersPerReadMax else { throw .badValue(at: 1) }
            output.append(UInt8(2 * values.count))
            for value in values { output.appendBig16(value) }
        case .writeCoil(let address, let isOn):
            output.appendBig16(address)
            output.appendBig16(isOn ? 0xFF00 : 0)
        case .writeRegister(let address, let value):
            output.appendBig16(address)
            output.appendBig16(value)
        case .writeCoils(let address, let quantity, let data):
            output.appendBig16(address)
            output.appendBig16(quantity)
            guard data.count == (Int(quantity) + 7) / 8, data.count <= 246 else { throw .badValue(at: 3) }
            output += [UInt8(data.count)] + data
        case .writeRegisters(let address, let values):
            output.appendBig16(address)
            try Self.append(values, max: 123, to: &output)
        case .maskRegister(let address, let and, let or):
            for word in [address, and, or] { output.appendBig16(word) }
        case .readWrite(let address, let quantity, let writeAddress, let values):
            for word in [address, quantity, writeAddress] { output.appendBig16(word) }
            try Self.append(values, max: 121, to: &output)
        case .other(_, let content): output += content
        case .exception(let function, let code): output = [function | 0x80, code]
        }
        guard output.count <= Self.byteCountMax else { throw .overLimit(at: Self.byteCountMax) }
        return output
    }

    private static func append(_ values: [UInt16], max: Int, to output: inout [UInt8]) throws(DecodeError) {
        guard (1...max).contains(values.count) else { throw .badValue(at: output.count) }
        output.appendBig16(UInt16(values.count))
        output.append(UInt8(2 * values.count))
        for value in values { output.appendBig16(value) }
    }
}

/// How two or four registers make one number; letters are bytes as sent, A highest.
public enum ModbusOrder: String, Hashable, Sendable, CaseIterable {
    /// Highest register first: what the specification suggests.
    case abcd
    /// Lowest register first.
    case cdab
    /// Highest register first, bytes of each exchanged.
    case badc
    /// Lowest byte first.
    case dcba

    /// The bits of registers as one number.
    ///
    /// - Parameter registers: One to four registers; more are cut.
    public func bits(_ registers: some Sequence<UInt16>) -> UInt64 {
        let words = Array(registers.prefix(4))
        let ordered = self == .cdab || self == .dcba ? words.reversed() : words
        let swaps = self == .badc || self == .dcba
        return ordered.reduce(0) { $0 << 16 | UInt64(swaps ? $1.byteSwapped : $1) }
    }

    /// Two registers as a floating-point number; may be infinite or no number.
    public func float32(_ high: UInt16, _ low: UInt16) -> Float {
        Float(bitPattern: UInt32(truncatingIfNeeded: bits([high, low])))
    }

    /// The two registers of a floating-point number.
    public func registers(_ number: Float) -> [UInt16] {
        let words = [UInt16(number.bitPattern >> 16), UInt16(number.bitPattern & 0xFFFF)]
        let ordered = self == .cdab || self == .dcba ? words.reversed() : words
        return self == .badc || self == .dcba ? ordered.map(\.byteSwapped) : ordered
    }
}
