import Store
public import Vocabulary

/// A key by which a program of an organisation acts: `lf_` and 43 characters, shown once.
public struct ProgramKey: Sendable, Hashable {
    /// What a program may do with a key.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// Read the matters below the key's place.
        case read = "matter.read"
        /// Open matters there.
        case report = "matter.report"
        /// Take matters and say that they are done.
        case handle = "matter.handle"

        /// The roles in which a program with this scope reads.
        var readingRole: Role { self == .report ? .resident : .propertyStaff }

        /// The roles in which a program with this scope changes something; nil for one that only reads.
        var writingRole: Role? {
            switch self {
            case .read: nil
            case .report: .resident
            case .handle: .propertyStaff
            }
        }
    }

    /// Names the key in lists; also the identifier of the actor.
    public let id: ID<ProgramKey>
    /// The organisation that it belongs to.
    public let organisation: Identifier
    /// The place below which it reaches.
    public let place: Identifier
    /// What it is for, in words of a program: 1 to 40 characters.
    public let label: String
    /// What it may do; at least one.
    public let scopes: Set<Scope>
    /// When it was made.
    public let made: Instant
    /// When it ends.
    public let ends: Instant
    /// When it was withdrawn; nil for one that stands.
    public let withdrawn: Instant?
    /// When it was last used, at most about a minute late; nil if never.
    public let used: Instant?

    /// What stands before the secret, so that a key that strays is recognised.
    public static let prefix = "lf_"
    /// The longest life of a key, in days.
    ///
    /// Source: Decision 0011.
    public static let daysMax: Int64 = 366
    /// Characters of a label at most.
    public static let labelMax = 40

    /// Whether it counts at a moment.
    public func isAlive(at now: Instant) -> Bool { withdrawn == nil && now < ends }

    /// The program as an actor: the roles of its scopes, at its place only.
    func actor(isWriting: Bool) -> Actor {
        let roles = Set(scopes.compactMap { isWriting ? $0.writingRole : $0.readingRole })
        return Actor(
            id: id.raw,
            grants: roles.sorted { $0.rawValue < $1.rawValue }.map { Grant(role: $0, place: place) })
    }
}

extension ProgramKey {
    static let columns = """
        k.id, k.organisation, k.place, k.label, k.rights, k.made_ms, k.ends_ms, k.withdrawn_ms, u.used_ms
        """
    static let source = "program_key k LEFT JOIN program_key_use u ON u.program_key = k.id"

    init(_ row: any Row) throws {
        let words = try row.text(4).split(separator: " ")
        let scopes = Set(words.compactMap { Scope(rawValue: String($0)) })
        guard scopes.count == words.count else { throw SignInError.unreadable }
        self.init(
            id: try row.id(0), organisation: try row.identifier(1), place: try row.identifier(2),
            label: try row.text(3), scopes: scopes, made: try row.instant(5), ends: try row.instant(6),
            withdrawn: try row.optionalInstant(7), used: try row.optionalInstant(8))
    }
}
