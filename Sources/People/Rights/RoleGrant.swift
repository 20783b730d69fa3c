public import Places
public import Vocabulary

/// A role that somebody was given at a place, from a day on and perhaps until another.
public struct RoleGrant: Sendable, Hashable {
    /// Names the grant.
    public let id: ID<RoleGrant>
    /// Who holds it.
    public let person: ID<Person>
    /// Which role.
    public let role: Role
    /// Where; it reaches what lies below.
    public let place: ID<Place>
    /// Since when.
    public let from: Instant
    /// Until when; nil until somebody withdraws it.
    public let until: Instant?
    /// Who gave it.
    public let givenBy: Identifier
}

extension Role {
    /// The three administrators, whom nobody may be two of.
    ///
    /// Source: GB/T 22239-2019, 8.1.4.2: separation of administrator, auditor and operator.
    public static let administrators: Set<Role> = [.systemAdministrator, .securityAdministrator, .auditAdministrator]

    /// Roles that a community's manager gives.
    public static let givenByManagers: Set<Role> = [
        .butler, .propertyStaff, .gridWorker, .socialWorker, .clerk, .volunteer, .committeeMember,
    ]
}

/// Who may give which role, decided without a store.
public enum GrantRules {
    /// Says what stands against giving or withdrawing a role; nil if nothing does.
    ///
    /// - Parameters:
    ///   - giverRoles: Roles of the giver that reach the place.
    ///   - held: Roles that the receiver holds anywhere now.
    public static func refusal(
        giving role: Role, to receiver: Identifier, by giver: Actor, giverRoles: Set<Role>, held: Set<Role>
    ) -> PeopleError? {
        if giver.isSystem { return conflict(role, held) }
        if receiver == giver.id { return .ownHand }
        if giverRoles.contains(.securityAdministrator) { return conflict(role, held) }
        guard giverRoles.contains(.manager), Role.givenByManagers.contains(role) else { return .notAllowed(.giveRoles) }
        return conflict(role, held)
    }

    /// An administrator holds nothing else that works with people's data, and no second administration.
    private static func conflict(_ role: Role, _ held: Set<Role>) -> PeopleError? {
        let others = held.subtracting([role])
        if Role.administrators.contains(role) {
            return others.isDisjoint(with: Role.administrators.union(Role.staff)) ? nil : .administratorsApart
        }
        guard Role.staff.contains(role) else { return nil }
        return others.isDisjoint(with: Role.administrators) ? nil : .administratorsApart
    }
}
