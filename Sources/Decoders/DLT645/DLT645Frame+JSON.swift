extension DLT645Frame.Received {
    /// The frame as `lifang device decode` prints it: data highest byte first; for answers of 2007 also the values.
    ///
    /// - Throws: what ``DLT645Frame/content()`` throws.
    public func json() throws(DecodeError) -> JSONValue {
        var object: JSONValue = [
            "addr": .string(frame.address.text),
            "ctrl": .string(Hexadecimal.string([frame.control])),
            "len": .integer(Int64(frame.data.count)),
            "data": .string(Hexadecimal.string(frame.data.reversed())),
        ]
        switch try frame.content() {
        case .answer(let identifier, let item, let values) where frame.edition == .edition2007:
            var bytes: [UInt8] = []
            bytes.appendLittle(UInt64(identifier), count: 4)
            object.add("DI", .string(Hexadecimal.string(bytes.reversed())))
            if let item {
                let list = values.map(\.json)
                object.add(item.key, item.isBlock ? .array(list) : list[0])
            }
        case .refusal(let bits):
            object.add("error", .words(DLT645Content.refusalNames(bits, edition: frame.edition)))
        default: break
        }
        return object
    }

    /// The values of an answer of either edition by name: `{"energy_kWh": 0.01}`; empty if there are none.
    ///
    /// - Throws: what ``DLT645Frame/content()`` throws.
    public func valuesJSON() throws(DecodeError) -> JSONValue {
        guard case .answer(_, let item?, let values) = try frame.content() else { return .object([]) }
        let list = values.map(\.json)
        return .object([.init(item.key, item.isBlock ? .array(list) : list[0])])
    }
}

extension DLT645Content {
    /// Words for the bits of an error byte.
    ///
    /// Source: DL/T 645-2007 annex, error information word; DL/T 645-1997 has bits 0–4 of another meaning.
    public static func refusalNames(_ bits: UInt8, edition: DLT645Frame.Edition) -> [String] {
        let names2007 = [
            "other", "noData", "notAuthorised", "baudNotPossible", "tooManyYearZones", "tooManyDayZones",
            "tooManyTariffs",
        ]
        let names1997 = [
            "badData", "badIdentifier", "badPassword", "", "tooManyYearZones", "tooManyDayZones", "tooManyTariffs",
        ]
        let names = edition == .edition2007 ? names2007 : names1997
        return names.indices.filter { bits >> UInt8($0) & 1 == 1 && !names[$0].isEmpty }.map { names[$0] }
    }
}

extension DLT645Content.Value {
    var json: JSONValue {
        switch self {
        case .number(let number): return number.json
        case .moment(let number, let at): return ["value": number.json, "at": .string(at)]
        case .digits(let text): return .string(text)
        case .missing: return .null
        }
    }
}

extension ScaledDecimal {
    /// A number in JSON: whole if it has no digits behind the point.
    var json: JSONValue { decimals == 0 ? .integer(units) : .number(double) }
}
