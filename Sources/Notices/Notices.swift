public import Store

/// What somebody is told, through which channel, and what became of it.
public enum Notices {}

extension Notices {
    /// The tables of this module.
    public static let schema = SchemaModule("Notices", [])
}
