import Journal
public import Store
public import Vocabulary

/// The codes on walls.
public enum DirectCodes {
    private static let columns =
        "c.code, c.subject_kind, c.subject, c.place, c.label, c.made_ms, c.withdrawn_ms"

    /// The active code of a place and label; made if there is none.
    ///
    /// - Parameters:
    ///   - place: Where the report will happen; a community or below.
    ///   - label: Which spot of the place, 0 to 40 characters.
    /// - Throws: ``PlaceError/notFound``, also for a place above communities; ``PlaceError/notAllowed`` unless
    ///   ``PlaceRight/code`` is held there; ``PlaceError/ended``; ``PlaceError/unfit(_:)`` with the label; `StoreError`.
    @discardableResult
    public static func make(
        for place: ID<Place>, label: String = "", in tx: Transaction
    ) throws -> DirectCode {
        let place = try Places.place(place, in: tx)
        guard place.community != nil, place.kind != .grid else { throw PlaceError.notFound }
        return try make(for: .place, place.id.raw, at: place, label: label, in: tx)
    }

    /// The active code of a thing at a place; made if there is none. For rooms of the house that have such things.
    ///
    /// - Throws: As ``make(for:label:in:)``.
    public static func make(
        for kind: DirectCode.SubjectKind, _ subject: Identifier, at place: Place, label: String, in tx: Transaction
    ) throws -> DirectCode {
        try PlaceRight.code.require(at: place.id, in: tx)
        guard place.ended == nil else { throw PlaceError.ended }
        guard label.unicodeScalars.count <= DirectCode.labelMax, label.unicodeScalars.allSatisfy({ $0.value >= 0x20 })
        else { throw PlaceError.unfit(.label) }
        let present = try tx.first(
            "SELECT \(columns) FROM direct_code c WHERE c.subject = ? AND c.label = ? AND c.withdrawn_ms IS NULL",
            [.identifier(subject), .text(label)]
        ) { try DirectCode($0) }
        if let present { return present }
        let code = DirectCode(
            code: try unusedCode(in: tx), subjectKind: kind, subject: subject, place: place.id, label: label,
            made: tx.now, withdrawn: nil)
        try tx.execute(
            """
            INSERT INTO direct_code (code, subject_kind, subject, place, label, made_ms, withdrawn_ms) \
            VALUES (?, ?, ?, ?, ?, ?, NULL)
            """,
            [
                .text(code.code.description), .text(kind.rawValue), .identifier(subject), .id(place.id), .text(label),
                .instant(tx.now),
            ])
        try Journal.append(
            EntryKind("code.made"), about: subject, at: place.entryPlace, under: PlaceRight.code.text, in: tx)
        return code
    }

    /// Withdraws a code; whoever scans it is told so. Withdrawing twice is once.
    ///
    /// - Throws: ``PlaceError/notFound``, ``PlaceError/notAllowed`` unless ``PlaceRight/withdrawCode`` is held at its
    ///   place, `StoreError`.
    @discardableResult
    public static func withdraw(_ code: CheckedCode, in tx: Transaction) throws -> DirectCode {
        guard let found = try find(code, in: tx) else { throw PlaceError.notFound }
        try PlaceRight.withdrawCode.require(at: found.place, in: tx)
        guard found.withdrawn == nil else { return found }
        try tx.execute(
            "UPDATE direct_code SET withdrawn_ms = ? WHERE code = ?",
            [.integer(max(tx.now, found.made).millisecondsSince1970), .text(code.description)])
        let place = try Places.place(found.place, in: tx)
        try Journal.append(
            EntryKind("code.withdrawn"), about: found.subject, at: place.entryPlace,
            under: PlaceRight.withdrawCode.text, in: tx)
        return try find(code, in: tx) ?? found
    }

    /// What a code stands for, withdrawn ones included; nil if it was never given out.
    ///
    /// - Throws: `StoreError`.
    public static func find(_ code: CheckedCode, in snapshot: Snapshot) throws -> DirectCode? {
        try snapshot.first("SELECT \(columns) FROM direct_code c WHERE c.code = ?", [.text(code.description)]) {
            try DirectCode($0)
        }
    }

    /// The codes of a place, active ones first, then the latest; at most 200.
    ///
    /// - Throws: `StoreError`.
    public static func codes(of place: ID<Place>, in snapshot: Snapshot) throws -> [DirectCode] {
        try snapshot.rows(
            """
            SELECT \(columns) FROM direct_code c WHERE c.place = ? \
            ORDER BY CASE WHEN c.withdrawn_ms IS NULL THEN 0 ELSE 1 END, c.label, c.made_ms DESC, c.code LIMIT 200
            """, [.id(place)]
        ) { try DirectCode($0) }
    }

    /// Places of some kinds below a place with the code of each, by level and code: what a sheet of many prints.
    ///
    /// - Parameters:
    ///   - kinds: Which; empty for all.
    ///   - limit: 1 to 200.
    /// - Returns: Places without a code have nil.
    /// - Throws: `StoreError`.
    public static func below(
        _ place: ID<Place>, kinds: Set<PlaceKind>, limit: Int, in snapshot: Snapshot
    ) throws -> [(place: Place, code: DirectCode?)] {
        let wanted = (kinds.isEmpty ? Set(PlaceKind.ofTree) : kinds).map(\.rawValue).sorted()
        let marks = wanted.map { _ in "?" }.joined(separator: ", ")
        let places = try snapshot.rows(
            """
            SELECT \(Place.columns) FROM reach r JOIN place p ON p.id = r.place \
            WHERE r.ancestor = ? AND r.until_ms IS NULL AND \(Places.isOfTree) AND p.community IS NOT NULL \
            AND p.kind IN (\(marks)) ORDER BY p.level, p.code LIMIT ?
            """, [.id(place)] + wanted.map { .text($0) } + [.integer(limit)]
        ) { try Place($0) }
        return try places.map { place in (place, try codes(of: place.id, in: snapshot).first { $0.isActiveOfPlace }) }
    }

    private static func unusedCode(in tx: Transaction) throws -> CheckedCode {
        while true {
            // The last 62 bits of an identifier are chance; a number that was drawn before is drawn again.
            let code = CheckedCode(number: tx.identifier().low & 0x3FFF_FFFF_FFFF_FFFF)
            if try find(code, in: tx) == nil { return code }
        }
    }
}

extension DirectCode {
    var isActiveOfPlace: Bool { withdrawn == nil && subjectKind == .place && label.isEmpty }

    init(_ row: any Row) throws {
        guard let code = CheckedCode(reading: try row.text(0)), let kind = SubjectKind(rawValue: try row.text(1)) else {
            throw PlaceError.unreadable
        }
        self.init(
            code: code, subjectKind: kind, subject: try row.identifier(2), place: try row.id(3),
            label: try row.text(4), made: try row.instant(5), withdrawn: try row.optionalInstant(6))
    }
}
