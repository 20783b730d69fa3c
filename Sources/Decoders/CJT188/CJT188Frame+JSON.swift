extension CJT188Frame.Received {
    /// The frame as `lifang device decode` prints it.
    ///
    /// - Throws: what ``CJT188Frame/content()`` throws.
    public func json() throws(DecodeError) -> JSONValue {
        var object: JSONValue = [
            "meterType": .string(Hexadecimal.string([frame.meterType])), "addr": .string(frame.address.text),
            "ctrl": .string(Hexadecimal.string([frame.control])), "len": .integer(Int64(frame.data.count)),
        ]
        switch try frame.content() {
        case .question: break
        case .reading(let identifier, let sequence, let reading):
            object.add("DI", .string(Hexadecimal.string(identifier)))
            object.add("ser", .integer(Int64(sequence)))
            object.add("total", reading.total.value?.json ?? .null)
            object.add("unit", .string(reading.total.label))
            reading.heat?.add(to: &object)
            object.add("clock", .string(reading.clock))
            object.add("status", .string(Hexadecimal.string(reading.status)))
        case .history(let identifier, let sequence, let quantity):
            object.add("DI", .string(Hexadecimal.string(identifier)))
            object.add("ser", .integer(Int64(sequence)))
            object.add("total", quantity.value?.json ?? .null)
            object.add("unit", .string(quantity.label))
        case .refusal(let bytes): object.add("error", .string(Hexadecimal.string(bytes)))
        case .other(let bytes): object.add("data", .string(Hexadecimal.string(bytes)))
        }
        return object
    }
}

extension CJT188Quantity {
    /// Code and unit: `2C (m3)`.
    var label: String {
        let code = Hexadecimal.string([unitCode], uppercase: true)
        return unit.map { "\(code) (\($0))" } ?? code
    }
}

extension CJT188Reading.Heat {
    fileprivate func add(to object: inout JSONValue) {
        object.add("heat", total.value?.json ?? .null)
        object.add("heatUnit", .string(total.label))
        object.add("power", power.value?.json ?? .null)
        object.add("powerUnit", .string(power.label))
        object.add("flow", flow.value?.json ?? .null)
        object.add("flowUnit", .string(flow.label))
        object.add("supply_C", supplyCelsius?.json ?? .null)
        object.add("return_C", returnCelsius?.json ?? .null)
        object.add("work_h", workHours?.json ?? .null)
    }
}
