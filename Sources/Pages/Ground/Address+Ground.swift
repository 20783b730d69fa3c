public import HTML

extension Address {
    /// Typing a code from a wall.
    public static let codes = Link.path("c")
    /// What a code on a wall opens.
    public static func code(_ code: String) -> Link { .path("c", code) }
    /// Withdraws a code (POST `return`).
    public static func codeWithdrawal(_ code: String) -> Link { .path("c", code, "withdrawal") }
    /// Looking after a place: names, codes, grids, moves.
    public static func keep(_ id: String) -> Link { .path("places", id, "keep") }
    /// A form of ``keep(_:)`` (POST): `name`, `aliases`, `alias-ends`, `codes`, `system-codes`, `system-code-ends`, `buildings`, `card`.
    public static func keep(_ id: String, _ form: String) -> Link { .path("places", id, form) }
    /// The sheet of one code (GET `code`).
    public static func sheet(_ id: String) -> Link { .path("places", id, "sheet") }
    /// The sheet of the codes below a place (GET `kind`; POST makes those that are missing).
    public static func sheets(_ id: String) -> Link { .path("places", id, "sheets") }
    /// What a move would change (GET `to`, a code), and the move itself (POST `to`).
    public static func move(_ id: String) -> Link { .path("places", id, "move") }
    /// Takes a move back (POST).
    public static func undo(_ id: String) -> Link { .path("moves", id, "undo") }
    /// The grids of a community, and making one (POST).
    public static func grids(_ id: String) -> Link { .path("places", id, "grids") }
    /// One grid.
    public static func grid(_ id: String) -> Link { .path("grids", id) }
    /// A form of a grid (POST): `members`, `people`, `duty`, `end`.
    public static func grid(_ id: String, _ form: String) -> Link { .path("grids", id, form) }
}
