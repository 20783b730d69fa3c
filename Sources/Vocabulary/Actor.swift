/// Somebody who acts: a person with the roles held, or a part of the system under its own name.
public struct Actor: Sendable, Hashable {
    /// Identifier of the person, or of the part of the system.
    public let id: Identifier
    /// Roles held, each at a place; empty for somebody who is only passing by.
    public let grants: [Grant]
    /// Whether this is a part of the system (timer, import, follower), to which no place is closed.
    public let isSystem: Bool
    /// When the person last proved who they are with a second factor; nil if not in this session.
    public let proven: Instant?

    /// A person with the roles held.
    ///
    /// - Parameter proven: When a second factor was last shown in this session; nil if it was not.
    public init(id: Identifier, grants: [Grant], proven: Instant? = nil) {
        self.id = id
        self.grants = grants
        self.proven = proven
        isSystem = false
    }

    private init(systemPart number: UInt64, isSystem: Bool = true) {
        id = Identifier(high: 0x7000, low: 0x8000_0000_0000_0000 | number)
        grants = []
        proven = nil
        self.isSystem = isSystem
    }

    /// Timers and followers of this node.
    public static let clockwork = Actor(systemPart: 1)
    /// Whoever runs the command line on the machine itself.
    public static let operatorOfMachine = Actor(systemPart: 2)
    /// Somebody who has not signed in; holds no role anywhere.
    public static let passerBy = Actor(systemPart: 3, isSystem: false)

    /// Whether the person has not signed in.
    public var isPasserBy: Bool { self.id == Actor.passerBy.id }

    /// Whether a second factor was shown lately enough for what asks for it: an export, a grant, a key, a payment, a vote.
    ///
    /// Source: OWASP ASVS 5.0, 7.5.3; five minutes as in S-09 of the security list.
    public func isProven(at now: Instant) -> Bool {
        guard let proven else { return false }
        return now.millisecondsSince1970 - proven.millisecondsSince1970 <= Actor.provenMillisecondsMax
    }

    /// How long a shown second factor counts, 5 minutes.
    ///
    /// Source: OWASP ASVS 5.0, 7.5.3, with the value of `docs/decisions/0010-people.md`.
    public static let provenMillisecondsMax: Int64 = 300_000
}
