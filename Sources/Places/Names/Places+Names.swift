import Journal
public import Store
public import Vocabulary

extension Places {
    /// Gives a place another name in both languages; the old one stays in its history and is still found.
    ///
    /// - Throws: ``PlaceError/notFound``, ``PlaceError/notAllowed`` unless ``PlaceRight/rename`` is held there,
    ///   ``PlaceError/nameUnfit``, `StoreError`.
    @discardableResult
    public static func rename(_ id: ID<Place>, to name: LocalizedText, in tx: Transaction) throws -> Place {
        let place = try place(id, in: tx)
        try PlaceRight.rename.require(at: id, in: tx)
        for text in [name.zhHans, name.en] where !isFit(text) { throw PlaceError.nameUnfit }
        guard name != place.name else { return place }
        try tx.execute(
            """
            INSERT INTO place_name (place, until_ms, name_zh, name_en) VALUES (?, ?, ?, ?) \
            ON CONFLICT (place, until_ms) DO NOTHING
            """, [.id(id), .instant(tx.now), .text(place.name.zhHans), .text(place.name.en)])
        try tx.execute(
            "UPDATE place SET name_zh = ?, name_en = ?, folded = ? WHERE id = ?",
            [.text(name.zhHans), .text(name.en), .text(Place.folded(name, code: place.code)), .id(id)])
        try refold(id, in: tx)
        try Journal.append(
            EntryKind("place.renamed"), about: id.raw, at: place.entryPlace, under: PlaceRight.rename.text, in: tx)
        return try Places.place(id, in: tx)
    }

    /// The names that a place had, the latest first; at most 200.
    ///
    /// - Throws: `StoreError`.
    public static func pastNames(of id: ID<Place>, in snapshot: Snapshot) throws -> [PastName] {
        try snapshot.rows(
            "SELECT name_zh, name_en, until_ms FROM place_name WHERE place = ? ORDER BY until_ms DESC LIMIT 200",
            [.id(id)]
        ) { row in
            PastName(
                name: LocalizedText(zhHans: try row.text(0), en: try row.text(1)), until: try row.instant(2))
        }
    }

    /// Adds another name under which a place is found; the same words twice are one alias.
    ///
    /// - Parameter kind: ``PlaceAlias/Kind/former`` or ``PlaceAlias/Kind/popular``; a merger makes its own.
    /// - Throws: ``PlaceError/notFound``, ``PlaceError/notAllowed`` unless ``PlaceRight/rename`` is held there,
    ///   ``PlaceError/unfit(_:)`` with the alias, `StoreError`.
    @discardableResult
    public static func addAlias(
        _ words: String, _ kind: PlaceAlias.Kind, to id: ID<Place>, in tx: Transaction
    ) throws -> PlaceAlias {
        let place = try place(id, in: tx)
        try PlaceRight.rename.require(at: id, in: tx)
        guard isFit(words), kind != .merged else { throw PlaceError.unfit(.alias) }
        if let present = try aliases(of: id, in: tx).first(where: { $0.words == words }) { return present }
        let alias = try insertAlias(words, kind, source: nil, to: id, in: tx)
        try refold(id, in: tx)
        try Journal.append(
            EntryKind("alias.added"), about: id.raw, at: place.entryPlace, under: PlaceRight.rename.text,
            Payload(["alias": .identifier(alias.id.raw)]), in: tx)
        return alias
    }

    /// Takes an alias away; that of a merger stays as long as the merger does.
    ///
    /// - Throws: ``PlaceError/notFound``, ``PlaceError/notAllowed`` unless ``PlaceRight/rename`` is held there, `StoreError`.
    public static func endAlias(_ alias: ID<PlaceAlias>, of id: ID<Place>, in tx: Transaction) throws {
        let place = try place(id, in: tx)
        try PlaceRight.rename.require(at: id, in: tx)
        let ended = try tx.execute(
            "UPDATE place_alias SET until_ms = ? WHERE id = ? AND place = ? AND kind <> 'merged' AND until_ms IS NULL",
            [.instant(tx.now), .id(alias), .id(id)])
        guard ended == 1 else { throw PlaceError.notFound }
        try refold(id, in: tx)
        try Journal.append(
            EntryKind("alias.ended"), about: id.raw, at: place.entryPlace, under: PlaceRight.rename.text,
            Payload(["alias": .identifier(alias.raw)]), in: tx)
    }

    /// The aliases of a place by kind and words; at most 200.
    ///
    /// - Throws: `StoreError`.
    public static func aliases(of id: ID<Place>, in snapshot: Snapshot) throws -> [PlaceAlias] {
        try snapshot.rows(
            """
            SELECT id, words, kind, source, from_ms FROM place_alias \
            WHERE place = ? AND until_ms IS NULL ORDER BY kind, words, id LIMIT 200
            """, [.id(id)]
        ) { try PlaceAlias($0) }
    }

    /// Says the code of another system for a place; the same code again changes nothing.
    ///
    /// - Throws: ``PlaceError/notFound``, ``PlaceError/notAllowed`` unless ``PlaceRight/rename`` is held there,
    ///   ``PlaceError/unfit(_:)`` with system or code, ``PlaceError/codeTaken`` by another place, `StoreError`.
    public static func addCode(_ code: ForeignCode, to id: ID<Place>, in tx: Transaction) throws {
        let place = try place(id, in: tx)
        try PlaceRight.rename.require(at: id, in: tx)
        let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)
        guard (1...32).contains(code.system.utf8.count), code.system.utf8.allSatisfy(letters.contains) else {
            throw PlaceError.unfit(.system)
        }
        guard isFit(code: code.code) else { throw PlaceError.unfit(.code) }
        if let owner = try find(code, in: tx) {
            guard owner.id == id else { throw PlaceError.codeTaken }
            return
        }
        try tx.execute(
            "INSERT INTO place_code (system, code, place) VALUES (?, ?, ?)",
            [.text(code.system), .text(code.code), .id(id)])
        try refold(id, in: tx)
        try Journal.append(
            EntryKind("place.coded"), about: id.raw, at: place.entryPlace, under: PlaceRight.rename.text, in: tx)
    }

    /// Takes the code of another system away from a place: it was mistyped, or belongs to another one.
    ///
    /// - Throws: ``PlaceError/notFound`` also if the place has no such code, ``PlaceError/notAllowed`` unless
    ///   ``PlaceRight/rename`` is held there, `StoreError`.
    public static func removeCode(_ code: ForeignCode, of id: ID<Place>, in tx: Transaction) throws {
        let place = try place(id, in: tx)
        try PlaceRight.rename.require(at: id, in: tx)
        let removed = try tx.execute(
            "DELETE FROM place_code WHERE system = ? AND code = ? AND place = ?",
            [.text(code.system), .text(code.code), .id(id)])
        guard removed == 1 else { throw PlaceError.notFound }
        try refold(id, in: tx)
        try Journal.append(
            EntryKind("place.uncoded"), about: id.raw, at: place.entryPlace, under: PlaceRight.rename.text, in: tx)
    }

    /// The codes of other systems for a place, by system; at most 200.
    ///
    /// - Throws: `StoreError`.
    public static func codes(of id: ID<Place>, in snapshot: Snapshot) throws -> [ForeignCode] {
        try snapshot.rows(
            "SELECT system, code FROM place_code WHERE place = ? ORDER BY system, code LIMIT 200", [.id(id)]
        ) { ForeignCode(system: try $0.text(0), code: try $0.text(1)) }
    }

    /// The place with a code of another system, or nil.
    ///
    /// - Throws: `StoreError`.
    public static func find(_ code: ForeignCode, in snapshot: Snapshot) throws -> Place? {
        try snapshot.first(
            """
            SELECT \(Place.columns) FROM place_code c JOIN place p ON p.id = c.place WHERE c.system = ? AND c.code = ?
            """, [.text(code.system), .text(code.code)]
        ) { try Place($0) }
    }

    static func insertAlias(
        _ words: String, _ kind: PlaceAlias.Kind, source: ID<Place>?, to id: ID<Place>, in tx: Transaction
    ) throws -> PlaceAlias {
        let alias = PlaceAlias(id: tx.id(), words: words, kind: kind, source: source, from: tx.now)
        try tx.execute(
            "INSERT INTO place_alias (id, place, words, kind, source, from_ms, until_ms) VALUES (?, ?, ?, ?, ?, ?, NULL)",
            [.id(alias.id), .id(id), .text(words), .text(kind.rawValue), .id(source), .instant(tx.now)])
        return alias
    }

    /// Brings up to date what a search finds a place by besides its name: past names, aliases, other systems' codes.
    static func refold(_ id: ID<Place>, in tx: Transaction) throws {
        var words = try pastNames(of: id, in: tx).flatMap { [$0.name.zhHans, $0.name.en] }
        words += try aliases(of: id, in: tx).map(\.words)
        words += try codes(of: id, in: tx).map(\.code)
        try tx.execute(
            "UPDATE place SET also = ? WHERE id = ?",
            [.text(Set(words).sorted().joined(separator: "\n").lowercased()), .id(id)])
    }

    static func isFit(code: String) -> Bool {
        (1...64).contains(code.utf8.count) && code.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    static func isFit(_ text: String) -> Bool {
        (1...200).contains(text.unicodeScalars.count) && text.unicodeScalars.allSatisfy { $0.value >= 0x20 }
            && text.contains { !$0.isWhitespace }
    }
}
