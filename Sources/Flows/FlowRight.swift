public import Vocabulary

/// What one may be allowed to do with matters, and who is; the one table that pages and interface share.
public enum FlowRight: String, Sendable, Hashable, CaseIterable {
    /// Report something at a place.
    case open = "matter.open"
    /// See a matter.
    case read = "matter.read"
    /// Take a matter that nobody has.
    case take = "matter.take"
    /// Say that the work is done.
    case finish = "matter.finish"
    /// Say whether the work is right.
    case rate = "matter.rate"
    /// Take one's own report back.
    case withdraw = "matter.withdraw"
    /// See everything of a community in one list.
    case desk = "matter.desk"

    /// Roles that have the right wherever they reach.
    public var roles: Set<Role> {
        switch self {
        case .open, .read: Role.neighbours.union(Role.staff)
        case .take, .finish, .desk: Role.staff
        case .rate, .withdraw: []
        }
    }

    /// Whether the reporter has the right for the own matter, whatever roles are held.
    public var isReporters: Bool {
        switch self {
        case .read, .rate, .withdraw: true
        case .open, .take, .finish, .desk: false
        }
    }

    var text: StaticString {
        switch self {
        case .open: "matter.open"
        case .read: "matter.read"
        case .take: "matter.take"
        case .finish: "matter.finish"
        case .rate: "matter.rate"
        case .withdraw: "matter.withdraw"
        case .desk: "matter.desk"
        }
    }
}
