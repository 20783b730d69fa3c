/// An identifier of one kind of thing: the id of a place cannot stand where the id of a matter is wanted.
public struct ID<Subject>: Sendable, Hashable, Comparable, CustomStringConvertible, LosslessStringConvertible {
    /// The identifier without its kind, as it is stored.
    public let raw: Identifier

    /// Says of which kind a stored identifier is.
    public init(_ raw: Identifier) { self.raw = raw }

    /// Reads the 36-character form; nil for anything else.
    public init?(_ description: String) {
        guard let raw = Identifier(description) else { return nil }
        self.raw = raw
    }

    /// The 36-character form of ``Identifier``.
    public var description: String { raw.description }

    public static func < (left: ID, right: ID) -> Bool { left.raw < right.raw }
}
