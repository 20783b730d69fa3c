public import HTML

extension Address {
    /// The people of a community (GET); takes a new person (POST).
    public static func people(_ community: String) -> Link { .path("desk", community, "people") }
    /// Looks for people (POST `q`, `page`).
    public static func peopleSearch(_ community: String) -> Link { .path("desk", community, "people", "search") }
    /// One person at the desk of a community.
    public static func person(_ id: String, at community: String) -> Link { .path("desk", community, "people", id) }
    /// Opens fields of a person for a purpose (POST `purpose`, `field`).
    public static func readings(_ id: String, at community: String) -> Link {
        .path("desk", community, "people", id, "readings")
    }
    /// Claims of a community that wait; the check of one of them (POST `claim`, `refusal`).
    public static func claims(_ community: String) -> Link { .path("desk", community, "claims") }
    /// Who holds which role (GET); gives one (POST `phone`, `role`).
    public static func roles(_ place: String) -> Link { .path("places", place, "roles") }
    /// Takes a role back (POST `grant`).
    public static func roleWithdrawal(_ place: String) -> Link { .path("places", place, "roles", "withdrawal") }
    /// My homes.
    public static let myHome = Link.path("me", "home")
    /// Claims a home by the code of an invitation (POST `code`).
    public static let homeClaims = Link.path("me", "home", "claims")
    /// Invites somebody into a home of mine (POST `home`, `kin`).
    public static let homeInvitations = Link.path("me", "home", "invitations")
    /// Adds a child of mine (POST `home`, `name`, `birth`).
    public static let homeChildren = Link.path("me", "home", "children")
    /// Claims a home by the register of owners (POST `register-address`, `last-four`).
    public static let homeRegister = Link.path("me", "home", "register")
    /// Asks the staff to check a home (POST `asked-address`, `asked-kind`).
    public static let homeRequests = Link.path("me", "home", "requests")
    /// Takes a waiting request back (POST `claim`).
    public static let homeRequestWithdrawal = Link.path("me", "home", "requests", "withdrawal")
    /// Names a carer (POST `carer-phone`).
    public static let carers = Link.path("me", "home", "carers")
    /// Ends that somebody acts for me, or I for somebody (POST `guardianship`).
    public static let carerEnd = Link.path("me", "home", "carers", "end")
    /// A line of the register of owners (POST `address`, `name`, `last-four`, `area`).
    public static func register(_ community: String) -> Link { .path("desk", community, "register") }
    /// Proposes to protect, unprotect or open a person (POST `act`, `reason`).
    public static func protection(_ id: String, at community: String) -> Link {
        .path("desk", community, "people", id, "protection")
    }
    /// Enters a guardian or carer (POST `kind`, `guardian-phone`).
    public static func guardians(_ id: String, at community: String) -> Link {
        .path("desk", community, "people", id, "guardians")
    }
    /// Ends a guardian or carer (POST `guardianship`).
    public static func guardianEnd(_ id: String, at community: String) -> Link {
        .path("desk", community, "people", id, "guardians", "end")
    }
    /// What waits for a second person (GET); confirms or refuses it (POST `proposal`, `decision`).
    public static let confirmations = Link.path("me", "confirmations")
    /// Asks to open a protected person (POST `phone`, `reason`).
    public static let openings = Link.path("me", "confirmations", "openings")
    /// Opens fields of a protected person whom two people opened (POST `person`, `purpose`, `field-…`).
    public static let openedReadings = Link.path("me", "confirmations", "readings")
    /// Organisations of a place (GET); makes one (POST `kind`, `zh-name`, `en`).
    public static func organisations(_ place: String) -> Link { .path("places", place, "organisations") }
    /// An organisation and its members.
    public static func organisation(_ id: String) -> Link { .path("organisations", id) }
    /// Lets somebody join (POST `phone`, `post`).
    public static func members(_ organisation: String) -> Link { .path("organisations", organisation, "members") }
    /// Ends a membership (POST `membership`).
    public static func memberEnd(_ organisation: String) -> Link {
        .path("organisations", organisation, "members", "end")
    }
    /// Who may do what.
    public static let rights = Link.path("rights")
}
