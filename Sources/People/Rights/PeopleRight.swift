public import Vocabulary

/// What one may be allowed to do with people, homes, organisations and roles, and who is.
public enum PeopleRight: String, Sendable, Hashable, CaseIterable {
    /// Add a person at a place, and mend what is known.
    case addPerson = "person.add"
    /// Find persons and see them masked.
    case seePersons = "person.see"
    /// Open what is sealed, with a purpose.
    case unmask = "person.unmask"
    /// Propose or confirm that a person is protected, and that a protected person is opened.
    case protect = "person.protect"
    /// See who read whose data.
    case seeReadings = "reading.see"
    /// Claim a home of one's own.
    case claimHome = "home.claim"
    /// Accept or refuse claims, and end what somebody has at a home.
    case checkClaims = "claim.check"
    /// Bring in the register of owners.
    case keepRegister = "register.keep"
    /// Add organisations and their members.
    case keepOrganisations = "organisation.keep"
    /// Give and withdraw the roles of a community's staff.
    case giveStaffRoles = "grant.give-staff"
    /// Give and withdraw every role; those of administrators by two people.
    case giveRoles = "grant.give"
    /// See who holds which role.
    case seeRoles = "grant.see"

    /// Roles that have the right wherever they reach.
    public var roles: Set<Role> {
        switch self {
        case .addPerson: [.clerk, .manager, .socialWorker, .gridWorker]
        case .seePersons: [.butler, .gridWorker, .socialWorker, .clerk, .manager]
        case .unmask: [.gridWorker, .socialWorker, .clerk, .manager]
        case .protect: [.clerk, .manager, .streetOfficer]
        case .seeReadings: [.auditAdministrator]
        case .claimHome: []
        case .checkClaims, .keepRegister: [.clerk, .manager]
        case .keepOrganisations: [.clerk, .manager, .streetOfficer]
        case .giveStaffRoles: [.manager]
        case .giveRoles: [.securityAdministrator]
        case .seeRoles: [.manager, .streetOfficer, .securityAdministrator, .auditAdministrator]
        }
    }

    /// Whether everybody has the right in what is their own.
    public var isOnesOwn: Bool {
        switch self {
        case .claimHome: true
        default: false
        }
    }
}
