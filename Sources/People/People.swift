public import Store

/// People, their households, homes, organisations, roles and consents.
public enum People {}

extension People {
    /// The tables of this module.
    public static let schema = SchemaModule("People", [])
}
