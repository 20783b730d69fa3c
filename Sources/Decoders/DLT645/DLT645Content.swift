/// What the data of a frame says.
///
/// Source: DL/T 645-2007 clause 7 (services) and DL/T 645-1997 clause 7.
public enum DLT645Content: Hashable, Sendable {
    /// One value of an answer.
    public enum Value: Hashable, Sendable {
        /// A number with its exact digits.
        case number(ScaledDecimal)
        /// A number and the moment `YYMMDDhhmm` at which it was reached, as digits.
        case moment(ScaledDecimal, at: String)
        /// Digits without arithmetic, highest first.
        case digits(String)
        /// The meter has no value: all bits are set.
        case missing
    }

    /// A question for an identifier, with what else was sent (password, block number).
    case question(identifier: UInt32, rest: [UInt8])
    /// An answer to a question. No item: the catalogue does not know the identifier; the values are left in the frame.
    case answer(identifier: UInt32, item: DLT645Item?, values: [Value])
    /// The meter refuses; the bits of its error byte.
    case refusal(UInt8)
    /// Any other service: data as sent without the 33.
    case other([UInt8])
}

extension DLT645Frame {
    /// Reads the data of the frame.
    ///
    /// - Throws: ``DecodeError/truncated(at:)`` or ``DecodeError/badLength(at:)`` if the data does not fit the service,
    ///   ``DecodeError/badDigit(at:)`` where decimals are required. Offsets count from the first data byte.
    public func content() throws(DecodeError) -> DLT645Content {
        if isError {
            guard data.count == 1 else { throw .badLength(at: 0) }
            return .refusal(data[0])
        }
        let is1997 = edition == .edition1997
        let isReading = is1997 ? [0x01, 0x02].contains(control & 0x1F) : [0x11, 0x12].contains(control & 0x1F)
        guard isReading else { return .other(data) }
        var cursor = ByteCursor(data)
        let identifier = UInt32(try cursor.little(is1997 ? 2 : 4))
        guard isAnswer else { return .question(identifier: identifier, rest: Array(cursor.rest())) }
        let item = is1997 ? DLT645Item.item1997(UInt16(identifier)) : DLT645Item.item2007(identifier)
        // Answers of service 2 (more data) may start inside a block and end with a sequence byte: left as bytes.
        guard let item, [0x01, 0x11].contains(control & 0x1F) else {
            return .answer(identifier: identifier, item: nil, values: [])
        }
        return .answer(identifier: identifier, item: item, values: try Self.values(item, &cursor, is1997: is1997))
    }

    private static func values(
        _ item: DLT645Item, _ cursor: inout ByteCursor, is1997: Bool
    ) throws(DecodeError) -> [DLT645Content.Value] {
        let count = item.form.byteCount
        var values: [DLT645Content.Value] = []
        while !cursor.isAtEnd {
            // Blocks of 1997 are closed by AA.
            if is1997, item.isBlock, cursor.remaining == 1, try cursor.byte() == 0xAA { break }
            guard cursor.remaining >= count else { throw .badLength(at: cursor.offset) }
            let start = cursor.offset
            let bytes = try cursor.take(count)
            do throws(DecodeError) {
                values.append(try value(item.form, bytes))
            } catch {
                throw error.moved(by: start)
            }
        }
        guard !values.isEmpty, item.isBlock || values.count == 1 else { throw .badLength(at: cursor.offset) }
        return values
    }

    private static func value(
        _ form: DLT645Item.Form, _ bytes: ArraySlice<UInt8>
    ) throws(DecodeError) -> DLT645Content.Value {
        if bytes.allSatisfy({ $0 == 0xFF }) { return .missing }
        switch form {
        case .decimal(_, let decimals, let isSigned):
            let units = try PackedDecimal.number(bytes, signed: isSigned)
            return .number(ScaledDecimal(units: units, decimals: decimals))
        case .demand(let decimals):
            let units = try PackedDecimal.number(bytes.prefix(3), signed: true)
            let moment = Hexadecimal.string(bytes.dropFirst(3).reversed())
            return .moment(ScaledDecimal(units: units, decimals: decimals), at: moment)
        case .digits:
            return .digits(Hexadecimal.string(bytes.reversed()))
        }
    }

    /// A question for one identifier.
    public static func question(
        _ identifier: UInt32, to address: MeterAddress, edition: Edition = .edition2007
    ) -> DLT645Frame {
        var data: [UInt8] = []
        data.appendLittle(UInt64(identifier), count: edition == .edition1997 ? 2 : 4)
        return DLT645Frame(address: address, control: edition == .edition1997 ? 0x01 : 0x11, data: data)
    }

    /// The question for the address of the only meter on a line (2007).
    public static var addressQuestion: DLT645Frame {
        DLT645Frame(address: .everyElectricityMeter, control: 0x13)
    }

    /// The answer of a meter to ``question(_:to:edition:)``.
    ///
    /// - Throws: ``DecodeError/unknownCode(at:)`` if the catalogue does not know the identifier;
    ///   ``DecodeError/badValue(at:)`` if a value does not fit its form; ``DecodeError/overLimit(at:)`` over 200 bytes.
    public static func answer(
        _ identifier: UInt32, _ values: [DLT645Content.Value], from address: MeterAddress,
        edition: Edition = .edition2007
    ) throws(DecodeError) -> DLT645Frame {
        let is1997 = edition == .edition1997
        let item =
            is1997
            ? UInt16(exactly: identifier).flatMap(DLT645Item.item1997) : DLT645Item.item2007(identifier)
        guard let item else { throw .unknownCode(at: 0) }
        guard !values.isEmpty, item.isBlock || values.count == 1 else { throw .badLength(at: 0) }
        var data: [UInt8] = []
        data.appendLittle(UInt64(identifier), count: is1997 ? 2 : 4)
        for value in values { data += try bytes(value, item.form) }
        if is1997, item.isBlock { data.append(0xAA) }
        guard data.count <= dataCountMax else { throw .overLimit(at: dataCountMax) }
        return DLT645Frame(address: address, control: is1997 ? 0x81 : 0x91, data: data)
    }

    private static func bytes(_ value: DLT645Content.Value, _ form: DLT645Item.Form) throws(DecodeError) -> [UInt8] {
        switch (value, form) {
        case (.missing, _):
            return [UInt8](repeating: 0xFF, count: form.byteCount)
        case (.number(let number), .decimal(let count, let decimals, let isSigned)):
            guard number.decimals == decimals else { throw .badValue(at: 0) }
            return try PackedDecimal.bytes(number.units, count: count, signed: isSigned)
        case (.moment(let number, let at), .demand(let decimals)):
            guard number.decimals == decimals else { throw .badValue(at: 0) }
            return try PackedDecimal.bytes(number.units, count: 3, signed: true) + digits(at, count: 5)
        case (.digits(let text), .digits(let count)):
            return try digits(text, count: count)
        default: throw .badValue(at: 0)
        }
    }

    private static func digits(_ text: String, count: Int) throws(DecodeError) -> [UInt8] {
        let bytes = try Hexadecimal.bytes(text)
        guard bytes.count == count else { throw .badLength(at: 0) }
        return bytes.reversed()
    }
}
