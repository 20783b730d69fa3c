public import Journal
public import Store
public import Vocabulary

/// The tree of places.
public enum Places {
    /// Adds one place below another.
    ///
    /// - Parameters:
    ///   - kind: What it is.
    ///   - code: Unique, 1 to 64 characters.
    ///   - name: 1 to 200 characters in each language.
    ///   - parent: The place directly above; nil makes a root, which only the system may.
    ///   - coordinate: WGS-84.
    /// - Returns: The new place.
    /// - Throws: ``PlaceError/notAllowed`` unless the actor is the system or holds one of `Role.leads` that reaches the parent;
    ///   ``PlaceError/notFound``, ``PlaceError/wrongLevel``, ``PlaceError/codeTaken``,
    ///   ``PlaceError/ended`` if the parent became part of another place, `StoreError`.
    @discardableResult
    public static func add(
        _ kind: PlaceKind, code: String, name: LocalizedText, below parent: ID<Place>?,
        at coordinate: Coordinate? = nil,
        in tx: Transaction
    ) throws -> Place {
        let above = try parent.map { try place($0, in: tx) }
        if let above {
            guard try Reach.holds(tx.actor, Role.leads, at: above.id, in: tx) else { throw PlaceError.notAllowed }
            guard kind.mayStandBelow(above.kind) else { throw PlaceError.wrongLevel }
        } else if !tx.actor.isSystem {
            throw PlaceError.notAllowed
        }
        guard above?.ended == nil else { throw PlaceError.ended }
        guard try find(code: code, in: tx) == nil else { throw PlaceError.codeTaken }
        let id = tx.id(Place.self)
        let new = Place(
            id: id, kind: kind, code: code, name: name, parent: parent,
            community: kind == .community ? id : above?.community, coordinate: coordinate)
        try insert(new, in: tx)
        try Journal.append(
            EntryKind("place.added"), about: id.raw, at: new.entryPlace, under: "place.add", in: tx)
        return new
    }

    private static func insert(_ place: Place, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO place (id, kind, level, code, name_zh, name_en, folded, parent, community, \
            longitude_e7, latitude_e7, placement) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(place.id), .text(place.kind.rawValue), .integer(place.kind.level), .text(place.code),
                .text(place.name.zhHans), .text(place.name.en), .text(Place.folded(place.name, code: place.code)),
                .id(place.parent), .id(place.community), .integer(place.coordinate?.longitudeE7),
                .integer(place.coordinate?.latitudeE7), .text(place.placement.rawValue),
            ])
        try tx.execute(
            "INSERT INTO reach (ancestor, place, from_ms, until_ms) VALUES (?, ?, ?, NULL)",
            [.id(place.id), .id(place.id), .instant(tx.now)])
        guard let parent = place.parent else { return }
        try tx.execute(
            """
            INSERT INTO reach (ancestor, place, from_ms, until_ms) \
            SELECT r.ancestor, CAST(? AS \(tx.dialect.definition("{bytes}"))), CAST(? AS \(tx.dialect.definition("{integer}"))), NULL \
            FROM reach r WHERE r.place = ? AND r.until_ms IS NULL
            """, [.id(place.id), .instant(tx.now), .id(parent)])
    }

    /// The place with an identifier.
    ///
    /// - Throws: ``PlaceError/notFound``, `StoreError`.
    public static func place(_ id: ID<Place>, in snapshot: Snapshot) throws -> Place {
        let found = try snapshot.first("SELECT \(Place.columns) FROM place p WHERE p.id = ?", [.id(id)]) {
            try Place($0)
        }
        guard let found else { throw PlaceError.notFound }
        return found
    }

    /// The place with a code, or nil.
    ///
    /// - Throws: `StoreError`.
    public static func find(code: String, in snapshot: Snapshot) throws -> Place? {
        try snapshot.first("SELECT \(Place.columns) FROM place p WHERE p.code = ?", [.text(code)]) { try Place($0) }
    }

    /// From the root down to the place itself.
    ///
    /// - Throws: `StoreError`.
    public static func path(to id: ID<Place>, in snapshot: Snapshot) throws -> [Place] {
        try snapshot.rows(
            """
            SELECT \(Place.columns) FROM reach r JOIN place p ON p.id = r.ancestor \
            WHERE r.place = ? AND r.until_ms IS NULL AND (p.kind <> 'grid' OR p.id = ?) \
            ORDER BY CASE WHEN p.id = ? THEN 1 ELSE 0 END, p.level, p.code
            """, [.id(id), .id(id), .id(id)]
        ) { try Place($0) }
    }

    /// Places without a parent, by code; at most 200.
    ///
    /// - Throws: `StoreError`.
    public static func roots(in snapshot: Snapshot) throws -> [Place] {
        try snapshot.rows(
            "SELECT \(Place.columns) FROM place p WHERE p.parent IS NULL AND p.until_ms IS NULL ORDER BY p.code LIMIT 200"
        ) {
            try Place($0)
        }
    }

    /// Places directly below a place, by level and code, one page of them.
    ///
    /// - Parameters:
    ///   - words: Only those whose names or code hold this; empty for all.
    ///   - after: The last place of the page before.
    ///   - skipping: How many to pass over; for pages with numbers.
    ///   - limit: 1 to 200.
    /// - Throws: `StoreError`.
    public static func children(
        of parent: ID<Place>, holding words: String = "", after: Place? = nil, skipping: Int = 0, limit: Int,
        in snapshot: Snapshot
    ) throws -> [Place] {
        var sql = "SELECT \(Place.columns) FROM place p WHERE p.parent = ? AND \(isOfTree)"
        var arguments: [Value] = [.id(parent)]
        if !words.isEmpty {
            sql += " AND (p.folded LIKE ? ESCAPE '!' OR p.also LIKE ? ESCAPE '!')"
            arguments += [.text(pattern(for: words)), .text(pattern(for: words))]
        }
        if let after {
            sql += " AND (p.level, p.code) > (?, ?)"
            arguments += [.integer(after.kind.level), .text(after.code)]
        }
        sql += " ORDER BY p.level, p.code LIMIT ? OFFSET ?"
        arguments += [.integer(limit), .integer(skipping)]
        return try snapshot.rows(sql, arguments) { try Place($0) }
    }

    /// How many places lie directly below a place; with words, how many of them hold these.
    ///
    /// - Throws: `StoreError`.
    public static func childCount(
        of parent: ID<Place>, holding words: String = "", in snapshot: Snapshot
    ) throws -> Int64 {
        if words.isEmpty {
            return try snapshot.integer(
                "SELECT count(*) FROM place p WHERE p.parent = ? AND \(isOfTree)", [.id(parent)]) ?? 0
        }
        return try snapshot.integer(
            """
            SELECT count(*) FROM place p WHERE p.parent = ? AND \(isOfTree) \
            AND (p.folded LIKE ? ESCAPE '!' OR p.also LIKE ? ESCAPE '!')
            """, [.id(parent), .text(pattern(for: words)), .text(pattern(for: words))]) ?? 0
    }

    /// Everything below a place, nearest levels first, without the place itself.
    ///
    /// - Parameter limit: 1 to 200.
    /// - Throws: `StoreError`.
    public static func below(_ id: ID<Place>, limit: Int, in snapshot: Snapshot) throws -> [Place] {
        try snapshot.rows(
            """
            SELECT \(Place.columns) FROM reach r JOIN place p ON p.id = r.place \
            WHERE r.ancestor = ? AND r.until_ms IS NULL AND p.id <> ? AND \(isOfTree) ORDER BY p.level, p.code LIMIT ?
            """, [.id(id), .id(id), .integer(limit)]
        ) { try Place($0) }
    }

    /// The community, if there is only one; what a newcomer to a small set-up need not choose.
    ///
    /// - Throws: `StoreError`.
    public static func onlyCommunity(in snapshot: Snapshot) throws -> Place? {
        let found = try snapshot.rows(
            "SELECT \(Place.columns) FROM place p WHERE p.level = ? AND p.kind = ? AND p.until_ms IS NULL LIMIT 2",
            [.integer(PlaceKind.community.level), .text(PlaceKind.community.rawValue)]
        ) { try Place($0) }
        return found.count == 1 ? found[0] : nil
    }

    /// Places anywhere whose names, aliases or codes hold the words; higher levels first.
    ///
    /// - Parameters:
    ///   - words: 1 to 50 characters; one Chinese character is enough.
    ///   - limit: 1 to 200.
    /// - Throws: `StoreError`.
    public static func search(_ words: String, limit: Int, in snapshot: Snapshot) throws -> [Place] {
        try snapshot.rows(
            """
            SELECT \(Place.columns) FROM place p WHERE \(isOfTree) \
            AND (p.folded LIKE ? ESCAPE '!' OR p.also LIKE ? ESCAPE '!') ORDER BY p.level, p.code LIMIT ?
            """, [.text(pattern(for: words)), .text(pattern(for: words)), .integer(limit)]
        ) { try Place($0) }
    }

    /// How many places there are; the tree may hold tens of thousands.
    ///
    /// - Throws: `StoreError`.
    public static func count(in snapshot: Snapshot) throws -> Int64 {
        try snapshot.integer("SELECT count(*) FROM place") ?? 0
    }

    /// Leaves out grids, which stand beside the tree, and places that became part of another one.
    static let isOfTree = "p.kind <> 'grid' AND p.until_ms IS NULL"

    static func pattern(for words: String) -> String {
        var result = "%"
        for character in words.lowercased() {
            if character == "%" || character == "_" || character == "!" { result.append("!") }
            result.append(character)
        }
        return result + "%"
    }
}

extension Place {
    /// Where an entry about this place happened.
    public var entryPlace: EntryPlace { EntryPlace(place: id.raw, community: community?.raw) }
}
