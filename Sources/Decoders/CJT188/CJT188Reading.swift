/// A number with the unit code that the meter sent beside it.
public struct CJT188Quantity: Hashable, Sendable {
    /// The number; `nil` if its digits are no decimals (meters fill with FF or EE while starting).
    public var value: ScaledDecimal?
    /// The unit code as sent: hexadecimal `2C` is m³.
    public var unitCode: UInt8

    /// A number with its unit code.
    public init(value: ScaledDecimal?, unitCode: UInt8) {
        self.value = value
        self.unitCode = unitCode
    }

    /// The unit; `nil` for codes that the standard does not define.
    ///
    /// Source: CJ/T 188-2004, table of unit codes.
    public var unit: String? {
        let units: [UInt8: String] = [
            0x01: "J", 0x02: "Wh", 0x05: "kWh", 0x08: "MWh", 0x0A: "100MWh", 0x0B: "kJ", 0x0E: "MJ", 0x11: "GJ",
            0x13: "100GJ", 0x14: "W", 0x17: "kW", 0x1A: "MW", 0x29: "L", 0x2C: "m3", 0x32: "L/h", 0x35: "m3/h",
        ]
        return units[unitCode]
    }
}

/// The reading that a meter sends in answer to identifier 90 1F.
///
/// Source: CJ/T 188-2004, tables of data for water, gas and heat meters.
public struct CJT188Reading: Hashable, Sendable {
    /// What only a heat meter tells.
    public struct Heat: Hashable, Sendable {
        /// Heat at the settlement day.
        public var settled: CJT188Quantity
        /// Heat now.
        public var total: CJT188Quantity
        /// Heat per time.
        public var power: CJT188Quantity
        /// Water per time.
        public var flow: CJT188Quantity
        /// Temperature of the water supplied, °C with two digits.
        public var supplyCelsius: ScaledDecimal?
        /// Temperature of the water returned, °C with two digits.
        public var returnCelsius: ScaledDecimal?
        /// Time at work, hours.
        public var workHours: ScaledDecimal?

        /// The part of a heat meter from its values.
        public init(
            settled: CJT188Quantity, total: CJT188Quantity, power: CJT188Quantity, flow: CJT188Quantity,
            supplyCelsius: ScaledDecimal?, returnCelsius: ScaledDecimal?, workHours: ScaledDecimal?
        ) {
            self.settled = settled
            self.total = total
            self.power = power
            self.flow = flow
            self.supplyCelsius = supplyCelsius
            self.returnCelsius = returnCelsius
            self.workHours = workHours
        }
    }

    /// Water or gas since installation.
    public var total: CJT188Quantity
    /// Water or gas at the settlement day; `nil` for a heat meter.
    public var settled: CJT188Quantity?
    /// Set for a heat meter.
    public var heat: Heat?
    /// Clock of the meter, `YYYYMMDDhhmmss` as digits.
    public var clock: String
    /// Status word, first byte first: bits 0–1 of the first byte valve (00 open, 01 closed, 11 faulty), bit 2 battery
    /// low.
    public var status: [UInt8]

    /// A reading from its values; a water or gas meter needs `settled`, a heat meter `heat`.
    public init(
        total: CJT188Quantity, settled: CJT188Quantity?, heat: Heat?, clock: String, status: [UInt8]
    ) {
        self.total = total
        self.settled = settled
        self.heat = heat
        self.clock = clock
        self.status = status
    }
}

/// What the data of a frame says.
public enum CJT188Content: Hashable, Sendable {
    /// A question for an identifier, with its sequence number.
    case question(identifier: [UInt8], sequence: UInt8, rest: [UInt8])
    /// The reading now, identifier 90 1F.
    case reading(identifier: [UInt8], sequence: UInt8, CJT188Reading)
    /// The total at a past settlement, identifiers D1 20 … D1 2B.
    case history(identifier: [UInt8], sequence: UInt8, CJT188Quantity)
    /// The meter refuses: sequence number and two status bytes, or what was sent.
    case refusal([UInt8])
    /// Any other data.
    case other([UInt8])
}

extension CJT188Frame {
    /// Reads the data of the frame.
    ///
    /// - Throws: ``DecodeError/truncated(at:)`` or ``DecodeError/trailingBytes(at:)`` if a reading has not its length:
    ///   22 bytes for water and gas, 46 for heat. Offsets count from the first data byte.
    public func content() throws(DecodeError) -> CJT188Content {
        if isError { return .refusal(data) }
        guard control & 0x3F == 0x01, data.count >= 3 else { return .other(data) }
        let identifier = Array(data[0..<2])
        guard isAnswer else { return .question(identifier: identifier, sequence: data[2], rest: Array(data[3...])) }
        var cursor = ByteCursor(data)
        _ = try cursor.take(3)
        let isReading = identifier == [0x1F, 0x90] || identifier == [0x90, 0x1F]
        if isReading, kind != .other {
            let reading = try CJT188Reading(&cursor, kind: kind)
            guard cursor.isAtEnd else { throw .trailingBytes(at: cursor.offset) }
            return .reading(identifier: identifier, sequence: data[2], reading)
        }
        let isHistory = identifier[1] == 0xD1 && (0x20...0x2B).contains(identifier[0])
        if isHistory, data.count == 8 {
            return .history(identifier: identifier, sequence: data[2], try CJT188Quantity(&cursor))
        }
        return .other(data)
    }

    /// The question for the reading now.
    ///
    /// - Parameter sequence: Number of the exchange; the answer repeats it.
    public static func question(meterType: UInt8, to address: MeterAddress, sequence: UInt8 = 0) -> CJT188Frame {
        CJT188Frame(meterType: meterType, address: address, control: 0x01, data: [0x1F, 0x90, sequence])
    }

    /// The answer of a meter with its reading.
    ///
    /// - Throws: ``DecodeError/badValue(at:)`` or ``DecodeError/badLength(at:)`` if a number does not fit its form.
    public static func answer(
        meterType: UInt8, from address: MeterAddress, sequence: UInt8, _ reading: CJT188Reading
    ) throws(DecodeError) -> CJT188Frame {
        CJT188Frame(
            meterType: meterType, address: address, control: 0x81, data: [0x1F, 0x90, sequence] + (try reading.bytes()))
    }
}

extension CJT188Quantity {
    init(_ cursor: inout ByteCursor, decimals: Int = 2) throws(DecodeError) {
        let digits = try cursor.take(4)
        value = try? ScaledDecimal(units: PackedDecimal.number(digits), decimals: decimals)  // no digits: no value
        unitCode = try cursor.byte()
    }

    func bytes(decimals: Int = 2) throws(DecodeError) -> [UInt8] {
        try CJT188Reading.digits(value, 4, decimals) + [unitCode]
    }
}

extension CJT188Reading {
    init(_ cursor: inout ByteCursor, kind: CJT188Frame.Kind) throws(DecodeError) {
        if kind == .heat {
            let settled = try CJT188Quantity(&cursor)
            let total = try CJT188Quantity(&cursor)
            let power = try CJT188Quantity(&cursor)
            let flow = try CJT188Quantity(&cursor, decimals: 4)
            self.total = try CJT188Quantity(&cursor)
            func short(_ decimals: Int) throws(DecodeError) -> ScaledDecimal? {
                let digits = try cursor.take(3)
                return try? ScaledDecimal(units: PackedDecimal.number(digits), decimals: decimals)  // as above
            }
            heat = Heat(
                settled: settled, total: total, power: power, flow: flow, supplyCelsius: try short(2),
                returnCelsius: try short(2), workHours: try short(0))
        } else {
            total = try CJT188Quantity(&cursor)
            settled = try CJT188Quantity(&cursor)
        }
        clock = Hexadecimal.string(try cursor.take(7).reversed())
        status = Array(try cursor.take(2))
    }

    func bytes() throws(DecodeError) -> [UInt8] {
        var output: [UInt8] = []
        if let heat {
            output += try heat.settled.bytes() + heat.total.bytes() + heat.power.bytes()
            output += try heat.flow.bytes(decimals: 4)
            output += try total.bytes()
            output += try Self.digits(heat.supplyCelsius, 3, 2) + Self.digits(heat.returnCelsius, 3, 2)
            output += try Self.digits(heat.workHours, 3, 0)
        } else if let settled {
            output += try total.bytes() + settled.bytes()
        } else {
            throw .missingField(at: 0)
        }
        let moment = try Hexadecimal.bytes(clock)
        guard moment.count == 7, status.count == 2 else { throw .badLength(at: 0) }
        return output + moment.reversed() + status
    }

    static func digits(_ number: ScaledDecimal?, _ count: Int, _ decimals: Int) throws(DecodeError) -> [UInt8] {
        guard let number else { return [UInt8](repeating: 0xFF, count: count) }
        guard number.decimals == decimals else { throw .badValue(at: 0) }
        return try PackedDecimal.bytes(number.units, count: count)
    }
}
