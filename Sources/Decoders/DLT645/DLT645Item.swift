/// What one data identifier of DL/T 645 stands for, as far as this catalogue knows it.
///
/// Source: DL/T 645-2007 annex A (tables A.1–A.4), DL/T 645-1997 annex A; from memory, checked with public frames
/// where there were any. See docs/decoders.md for the list.
public struct DLT645Item: Hashable, Sendable {
    /// How the value is written.
    public enum Form: Hashable, Sendable {
        /// Packed decimals: bytes, digits behind the point, highest bit is a sign.
        case decimal(byteCount: Int, decimals: Int, isSigned: Bool)
        /// A demand in packed decimals, then its moment `YYMMDDhhmm` in five bytes (2007).
        case demand(decimals: Int)
        /// Digits without arithmetic: dates, clocks, numbers of meters.
        case digits(byteCount: Int)

        var byteCount: Int {
            switch self {
            case .decimal(let count, _, _), .digits(let count): return count
            case .demand: return 8
            }
        }
    }

    /// What is measured, an identifier for programs: `energy`, `voltage`.
    public var name: String
    /// The unit, empty if there is none.
    public var unit: String
    /// How the value is written.
    public var form: Form
    /// Whether the identifier asks for a block of several values of this form.
    public var isBlock: Bool

    /// The member name in JSON: `energy_kWh`.
    public var key: String { unit.isEmpty ? name : "\(name)_\(unit)" }

    private init(_ name: String, _ unit: String, _ form: Form, isBlock: Bool = false) {
        self.name = name
        self.unit = unit
        self.form = form
        self.isBlock = isBlock
    }
}

extension DLT645Item {
    private static func number(
        _ name: String, _ unit: String, _ count: Int, _ decimals: Int, signed: Bool = false, block: Bool = false
    ) -> DLT645Item {
        DLT645Item(name, unit, .decimal(byteCount: count, decimals: decimals, isSigned: signed), isBlock: block)
    }

    private static func digits(_ name: String, _ count: Int) -> DLT645Item {
        DLT645Item(name, "", .digits(byteCount: count))
    }

    /// An identifier of the edition of 2007, four bytes, as usually written: `0x00010000`.
    public static func item2007(_ identifier: UInt32) -> DLT645Item? {
        let part = [24, 16, 8, 0].map { UInt8(identifier >> UInt32($0) & 0xFF) }
        switch part[0] {
        case 0x00: return energy2007(kind: part[1], tariff: part[2], settlement: part[3])
        case 0x01: return demand2007(kind: part[1], tariff: part[2], settlement: part[3])
        case 0x02: return quantity2007(part[1], phase: part[2], last: part[3])
        default: return parameter2007(identifier)
        }
    }

    private static func energy2007(kind: UInt8, tariff: UInt8, settlement: UInt8) -> DLT645Item? {
        guard tariff <= 0x3F || tariff == 0xFF, settlement <= 0x0C || settlement == 0xFF else { return nil }
        let block = tariff == 0xFF || settlement == 0xFF
        switch kind {
        case 0x00: return number("energy", "kWh", 4, 2, signed: true, block: block)
        case 0x01, 0x02, 0x15, 0x16, 0x29, 0x2A, 0x3D, 0x3E: return number("energy", "kWh", 4, 2, block: block)
        case 0x03, 0x04: return number("reactiveEnergy", "kvarh", 4, 2, signed: true, block: block)
        case 0x05...0x08: return number("reactiveEnergy", "kvarh", 4, 2, block: block)
        case 0x09, 0x0A: return number("apparentEnergy", "kVAh", 4, 2, block: block)
        default: return nil
        }
    }

    private static func demand2007(kind: UInt8, tariff: UInt8, settlement: UInt8) -> DLT645Item? {
        guard tariff <= 0x3F || tariff == 0xFF, settlement <= 0x0C || settlement == 0xFF else { return nil }
        let block = tariff == 0xFF || settlement == 0xFF
        switch kind {
        case 0x01, 0x02: return DLT645Item("demand", "kW", .demand(decimals: 4), isBlock: block)
        case 0x03...0x08: return DLT645Item("reactiveDemand", "kvar", .demand(decimals: 4), isBlock: block)
        case 0x09, 0x0A: return DLT645Item("apparentDemand", "kVA", .demand(decimals: 4), isBlock: block)
        default: return nil
        }
    }

    private static func quantity2007(_ kind: UInt8, phase: UInt8, last: UInt8) -> DLT645Item? {
        if kind == 0x80, phase == 0 { return other2007(last) }
        guard last == 0, phase <= 3 || phase == 0xFF else { return nil }
        let block = phase == 0xFF
        switch kind {
        case 0x01: return phase == 0 ? nil : number("voltage", "V", 2, 1, block: block)
        case 0x02: return phase == 0 ? nil : number("current", "A", 3, 3, signed: true, block: block)
        case 0x03: return number("power", "kW", 3, 4, signed: true, block: block)
        case 0x04: return number("reactivePower", "kvar", 3, 4, signed: true, block: block)
        case 0x05: return number("apparentPower", "kVA", 3, 4, signed: true, block: block)
        case 0x06: return number("powerFactor", "", 2, 3, signed: true, block: block)
        case 0x07: return phase == 0 ? nil : number("phaseAngle", "deg", 2, 1, block: block)
        case 0x08: return phase == 0 ? nil : number("voltageDistortion", "percent", 2, 2, block: block)
        case 0x09: return phase == 0 ? nil : number("currentDistortion", "percent", 2, 2, block: block)
        default: return nil
        }
    }

    /// Identifiers 02 80 00 xx.
    private static func other2007(_ last: UInt8) -> DLT645Item? {
        switch last {
        case 0x01: return number("neutralCurrent", "A", 3, 3, signed: true)
        case 0x02: return number("frequency", "Hz", 2, 2)
        case 0x03: return number("powerMinuteMean", "kW", 3, 4, signed: true)
        case 0x04: return number("demandNow", "kW", 3, 4, signed: true)
        case 0x05: return number("reactiveDemandNow", "kvar", 3, 4, signed: true)
        case 0x06: return number("apparentDemandNow", "kVA", 3, 4, signed: true)
        case 0x07: return number("temperature", "C", 2, 1, signed: true)
        case 0x08: return number("clockBattery", "V", 2, 2)
        case 0x09: return number("readingBattery", "V", 2, 2)
        case 0x0A: return number("batteryUse", "min", 4, 0)
        default: return nil
        }
    }

    private static func parameter2007(_ identifier: UInt32) -> DLT645Item? {
        switch identifier {
        case 0x0400_0101: return digits("dateAndWeekday", 4)
        case 0x0400_0102: return digits("clock", 3)
        case 0x0400_0103: return number("demandPeriod", "min", 1, 0)
        case 0x0400_0104: return number("slidingPeriod", "min", 1, 0)
        case 0x0400_0401: return digits("address", 6)
        case 0x0400_0402: return digits("meterNumber", 6)
        case 0x0400_0409: return number("activeConstant", "impPerKWh", 3, 0)
        case 0x0400_040A: return number("reactiveConstant", "impPerKvarh", 3, 0)
        default: return nil
        }
    }

    /// An identifier of the edition of 1997, two bytes, as usually written: `0x9010`.
    public static func item1997(_ identifier: UInt16) -> DLT645Item? {
        let high = UInt8(identifier >> 8)
        let low = UInt8(identifier & 0xFF)
        let block = low & 0x0F == 0x0F || low >> 4 == 0x0F
        switch high {
        case 0x90, 0x94, 0x98: return number("energy", "kWh", 4, 2, block: block)
        case 0x91, 0x95, 0x99: return number("reactiveEnergy", "kvarh", 4, 2, block: block)
        case 0xA0, 0xA4, 0xA8: return number("demand", "kW", 3, 4, block: block)
        case 0xA1, 0xA5, 0xA9: return number("reactiveDemand", "kvar", 3, 4, block: block)
        case 0xB0, 0xB1, 0xB4, 0xB5, 0xB8, 0xB9: return block ? nil : digits("demandAt", 4)
        default: return single1997(identifier)
        }
    }

    private static func single1997(_ identifier: UInt16) -> DLT645Item? {
        switch identifier {
        case 0xB210, 0xB211: return digits("changedAt", 4)
        case 0xB212, 0xB213: return number("changes", "", 2, 0)
        case 0xB214: return number("batteryUse", "min", 3, 0)
        case 0xB611, 0xB612, 0xB613: return number("voltage", "V", 2, 0)
        case 0xB621, 0xB622, 0xB623: return number("current", "A", 2, 2)
        case 0xB630...0xB633: return number("power", "kW", 3, 4)
        case 0xB640...0xB643: return number("reactivePower", "kvar", 2, 2)
        case 0xB650...0xB653: return number("powerFactor", "", 2, 3)
        case 0xC010: return digits("dateAndWeekday", 4)
        case 0xC011: return digits("clock", 3)
        case 0xC030: return number("activeConstant", "impPerKWh", 3, 0)
        case 0xC031: return number("reactiveConstant", "impPerKvarh", 3, 0)
        case 0xC032: return digits("meterNumber", 6)
        case 0xC033: return digits("userNumber", 6)
        case 0xC034: return digits("deviceNumber", 6)
        default: return nil
        }
    }
}
