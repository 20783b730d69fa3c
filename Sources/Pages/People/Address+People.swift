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
    /// Who may do what.
    public static let rights = Link.path("rights")
}
