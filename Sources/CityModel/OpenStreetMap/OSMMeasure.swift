/// Lengths and counts as mappers write them.
public enum OSMMeasure {
    /// Metres of a length such as `12`, `12.5 m`, `12,5`, `40'6"` or `40 ft`; nil for anything else.
    ///
    /// Source: OpenStreetMap wiki, "Map features/Units": metres where no unit stands.
    public static func metres(_ text: String) -> Double? {
        var body = text.filter { $0 != " " }.lowercased()
        if let mark = body.firstIndex(of: "'") {
            let inches = body[body.index(after: mark)...].filter { $0 != "\"" }
            guard let feet = number(body[..<mark]), let rest = inches.isEmpty ? 0 : number(inches[...]) else {
                return nil
            }
            return (feet * 12 + rest) * 0.0254
        }
        var factor = 1.0
        for (unit, metres) in [("cm", 0.01), ("km", 1000), ("ft", 0.3048), ("米", 1), ("m", 1)]
        where body.hasSuffix(unit) {
            body.removeLast(unit.count)
            factor = metres
            break
        }
        return number(body[...]).map { $0 * factor }
    }

    /// A plain decimal number with a point or a comma, finite; nil for anything else.
    static func number(_ text: Substring) -> Double? {
        guard !text.isEmpty, text.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || [43, 44, 45, 46].contains($0) }) else {
            return nil
        }
        guard let value = Double(String(text.map { $0 == "," ? "." : $0 })), value.isFinite else { return nil }
        return value
    }
}
