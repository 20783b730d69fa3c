/// What somebody may be at a place; the word that rights are written in.
///
/// A role reaches everything below the place at which it is held. The three administrators keep apart who runs the
/// system, who gives rights, and who looks on (GB/T 22239-2019, 8.1.4.2).
public enum Role: String, Sendable, Hashable, CaseIterable {
    /// 居民: lives or works at the place; reports, follows, rates.
    case resident
    /// 志愿者: helps where a task is offered.
    case volunteer
    /// 业委会成员: acts for the owners of a compound.
    case committeeMember = "committee-member"
    /// 管家: takes and finishes what is reported below the place.
    case butler
    /// 物业人员: property staff with a trade; takes and finishes what is handed over.
    case propertyStaff = "property-staff"
    /// 网格员: walks a grid, visits, takes and finishes.
    case gridWorker = "grid-worker"
    /// 社工: case work with people.
    case socialWorker = "social-worker"
    /// 社区工作者: sees and steers everything below the place.
    case clerk
    /// 社区主任: leads a community's workers and gives them their roles.
    case manager
    /// 街道干部: sees and steers the communities of a street.
    case streetOfficer = "street-officer"
    /// 系统管理员: runs the system; sees no personal data, gives no rights.
    case systemAdministrator = "system-administrator"
    /// 安全管理员: gives and withdraws roles; sees no matters.
    case securityAdministrator = "security-administrator"
    /// 审计管理员: reads what was done and who read what; changes nothing.
    case auditAdministrator = "audit-administrator"

    /// Roles that work for a community: they take matters and see its desk.
    public static let staff: Set<Role> = [
        .butler, .propertyStaff, .gridWorker, .socialWorker, .clerk, .manager, .streetOfficer,
    ]
    /// Roles that steer a community's work.
    public static let leads: Set<Role> = [.clerk, .manager, .streetOfficer]
    /// Roles of people whose home or work the place is.
    public static let neighbours: Set<Role> = [.resident, .volunteer, .committeeMember]
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
