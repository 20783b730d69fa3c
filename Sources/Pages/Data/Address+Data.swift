public import HTML

extension Address {
    /// What is held about me.
    public static let data = Link.path("me", "data")
    /// A copy of it as JSON.
    public static let dataJSON = Link.path("me", "data", "copy.json")
    /// A copy of it as CSV.
    public static let dataCSV = Link.path("me", "data", "copy.csv")
    /// Takes `sure`: erases me.
    public static let dataErasure = Link.path("me", "data", "erasure")
    /// Takes `purpose`: agrees.
    public static let consent = Link.path("me", "data", "consent")
    /// Takes `purpose`: takes a consent back.
    public static let consentWithdrawal = Link.path("me", "data", "consent", "withdrawal")
    /// Takes `name`, `latin`, `version`: corrects them.
    public static let dataDetails = Link.path("me", "data", "details")
    /// The texts to which people agree, each with its version.
    public static let consentTexts = Link.path("privacy", "consents")
    /// What is held about somebody for whom I act.
    public static func wardData(_ id: String) -> Link { .path("me", "data", "wards", id) }
    /// What is held about people, for what and how long.
    public static let privacy = Link.path("privacy")
}
