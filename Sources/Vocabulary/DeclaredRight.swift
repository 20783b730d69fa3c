/// One right as a module declares it, for the readable table of who may do what.
public struct DeclaredRight: Sendable, Hashable {
    /// Its name, as it stands in the journal: `matter.take`.
    public let name: String
    /// Roles that have it wherever they reach.
    public let roles: Set<Role>
    /// Whether everybody has it in what is their own.
    public let isOnesOwn: Bool

    /// Declares a right.
    public init(_ name: String, roles: Set<Role>, isOnesOwn: Bool) {
        self.name = name
        self.roles = roles
        self.isOnesOwn = isOnesOwn
    }
}
