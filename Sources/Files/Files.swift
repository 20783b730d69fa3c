public import Store

/// What people upload, kept by the hash of its content.
public enum Files {}

extension Files {
    /// The tables of this module.
    public static let schema = SchemaModule("Files", [])
}
