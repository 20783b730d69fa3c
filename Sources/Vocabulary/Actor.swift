/// What a role may be held for; the word that rights are written in.
public enum Role: String, Sendable, Hashable, CaseIterable {
    /// 居民: lives or works at the place; reports, follows, rates.
    case resident
    /// 管家: takes and finishes what is reported below the place.
    case butler
    /// 社区工作者: sees and steers everything below the place.
    case clerk
}

/// A role held at a place; it reaches what lies below that place.
public struct Grant: Sendable, Hashable {
    /// Which role.
    public let role: Role
    /// Identifier of the place at which it is held.
    public let place: Identifier

    /// Gives a role at a place.
    public init(role: Role, place: Identifier) {
        self.role = role
        self.place = place
    }
}

/// Somebody who acts: a person with the roles held, or a part of the system under its own name.
public struct Actor: Sendable, Hashable {
    /// Identifier of the person, or of the part of the system.
    public let id: Identifier
    /// Roles held, each at a place; empty for somebody who is only passing by.
    public let grants: [Grant]
    /// Whether this is a part of the system (timer, import, follower), to which no place is closed.
    public let isSystem: Bool

    /// A person with the roles held.
    public init(id: Identifier, grants: [Grant]) {
        self.id = id
        self.grants = grants
        isSystem = false
    }

    private init(systemPart number: UInt64) {
        id = Identifier(high: 0x7000, low: 0x8000_0000_0000_0000 | number)
        grants = []
        isSystem = true
    }

    /// Timers and followers of this node.
    public static let clockwork = Actor(systemPart: 1)
    /// Whoever runs the command line on the machine itself.
    public static let operatorOfMachine = Actor(systemPart: 2)
}
