/// One value of a STEP record.
///
/// Source: ISO 10303-21, clause 6.4 (tokens) and 11 (mapping of values).
public enum STEPValue: Sendable, Hashable {
    /// `$`: not given.
    case null
    /// `*`: derived in a subtype.
    case derived
    /// A whole number.
    case integer(Int)
    /// A number with a decimal point.
    case real(Double)
    /// Text, with every encoding resolved.
    case string(String)
    /// A name between full stops, without them; `T` and `F` are truth values.
    case enumeration(String)
    /// Hexadecimal digits of a bit field; the first digit is the number of unused bits.
    case binary(String)
    /// A reference to an instance by its number.
    case reference(UInt32)
    /// A list, in file order.
    case list([STEPValue])
    /// A value with its type, such as `IFCLABEL('x')`; the name is in capitals.
    indirect case typed(String, STEPValue)

    /// The value without its type.
    public var bare: STEPValue {
        if case .typed(_, let inner) = self { return inner.bare }
        return self
    }

    /// The number, if the value is one.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        case .typed(_, let inner): inner.number
        default: nil
        }
    }

    /// The whole number, if the value is one; reals without a fraction count.
    public var whole: Int? {
        switch self {
        case .integer(let value): value
        case .real(let value): value == value.rounded() && abs(value) < 1e15 ? Int(value) : nil
        case .typed(_, let inner): inner.whole
        default: nil
        }
    }

    /// The text, if the value is a string.
    public var text: String? {
        switch self {
        case .string(let value): value
        case .typed(_, let inner): inner.text
        default: nil
        }
    }

    /// The name, if the value is an enumeration.
    public var name: String? {
        switch self {
        case .enumeration(let value): value
        case .typed(_, let inner): inner.name
        default: nil
        }
    }

    /// The truth value, if the value is one.
    public var truth: Bool? {
        switch name {
        case "T", "TRUE": true
        case "F", "FALSE": false
        default: nil
        }
    }

    /// The number of the instance, if the value is a reference.
    public var reference: UInt32? {
        if case .reference(let id) = self { return id }
        return nil
    }

    /// The members, if the value is a list.
    public var list: [STEPValue]? {
        switch self {
        case .list(let values): values
        case .typed(_, let inner): inner.list
        default: nil
        }
    }

    /// The instances of a list of references, in file order; other members are left out.
    public var references: [UInt32] { list?.compactMap(\.reference) ?? [] }

    /// The numbers of a list, in file order; other members are left out.
    public var numbers: [Double] { list?.compactMap(\.number) ?? [] }

    /// Whether nothing is given (`$` or `*`).
    public var isAbsent: Bool { self == .null || self == .derived }
}

extension Array where Element == STEPValue {
    /// The value at a position, `$` where the record is shorter.
    subscript(at position: Int) -> STEPValue { position < count ? self[position] : .null }
}
