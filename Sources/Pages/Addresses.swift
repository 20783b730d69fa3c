public import HTML

/// The addresses of the pages and forms: the one place where a path is written.
public enum Address {
    /// Home.
    public static let home = Link.path()
    /// My matters.
    public static let matters = Link.path("matters")
    /// Me: identity, size, brightness, language.
    public static let me = Link.path("me")
    /// Choosing who to be in the demo; also takes the form.
    public static let identity = Link.path("identity")
    /// Licences and sources.
    public static let licenses = Link.path("licenses")
    /// Search and choice of places (GET).
    public static let places = Link.path("places")
    /// Takes `language` and `return`.
    public static let language = Link.path("language")
    /// Takes `mode` (`elder`, `standard`) or `theme` (`system`, `light`, `dark`) and `return`.
    public static let mode = Link.path("mode")
    /// Takes `place` and `return`: makes it my community.
    public static let community = Link.path("community")
    /// My notices; also takes `upTo` to mark what was seen.
    public static let notices = Link.path("notices")
    /// The number at the bell, for the script.
    public static let noticeCount = Link.path("notices", "count")
    /// Hints that I was told something: server-sent events named `journal`.
    public static let noticeLive = Link.path("notices", "live")
    /// How I am told.
    public static let noticeChoices = Link.path("me", "notices")
    /// What could not be delivered.
    public static let undelivered = Link.path("undelivered")

    /// Marks a notice read and leads to what it is about (POST).
    public static func noticeReading(_ id: String) -> Link { .path("notices", id, "reading") }
    /// Tries a delivery again (POST).
    public static func retry(_ id: String) -> Link { .path("undelivered", id, "retry") }
    /// Gives a delivery up (POST).
    public static func drop(_ id: String) -> Link { .path("undelivered", id, "drop") }
    /// A place.
    public static func place(_ id: String) -> Link { .path("places", id) }
    /// The form for a report at a place.
    public static func report(at id: String) -> Link { .path("places", id, "report") }
    /// The progress of a matter.
    public static func matter(_ id: String) -> Link { .path("matters", id) }
    /// A file that people sent, for saving.
    public static func file(_ id: String) -> Link { .path("files", id) }
    /// A preview of a file: 320 or 1,280 pixels.
    public static func preview(_ id: String, _ pixels: Int) -> Link { .path("files", id, "preview", String(pixels)) }
    /// Takes a matter on (POST).
    public static func assignment(_ id: String) -> Link { .path("matters", id, "assignment") }
    /// Finishes a matter (POST `note`).
    public static func completion(_ id: String) -> Link { .path("matters", id, "completion") }
    /// Rates a matter (POST `rating`: `fixed`, `partly`, `notFixed`).
    public static func rating(_ id: String) -> Link { .path("matters", id, "rating") }
    /// Withdraws a matter (POST).
    public static func withdrawal(_ id: String) -> Link { .path("matters", id, "withdrawal") }
    /// A community's desk.
    public static func desk(_ id: String) -> Link { .path("desk", id) }
    /// The desk's live feed: server-sent events named `journal`.
    public static func live(_ id: String) -> Link { .path("desk", id, "live") }
}
