public import Store

/// Seals what is personal, and forgets it for good when a key is destroyed.
public struct Keyring: Sendable {}

extension Keyring {
    /// The tables of this module.
    public static let schema = SchemaModule("Keyring", [])
}
