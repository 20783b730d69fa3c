import Store
import Vocabulary

/// What the tree holds already, as far as an import must know it.
struct KnownPlaces: Sendable {
    struct Known: Sendable {
        let id: ID<Place>
        let kind: PlaceKind
        let parentCode: String?
    }

    /// By code.
    let places: [String: Known]
    /// Communities with a coordinate, for drafts that look for the nearest.
    let communities: [(code: String, coordinate: Coordinate)]

    init(places: [String: Known], communities: [(code: String, coordinate: Coordinate)]) {
        self.places = places
        self.communities = communities
    }

    init(in snapshot: Snapshot) throws {
        var places: [String: Known] = [:]
        var communities: [(code: String, coordinate: Coordinate)] = []
        try snapshot.forEach(
            """
            SELECT p.id, p.kind, p.code, above.code, p.longitude_e7, p.latitude_e7 \
            FROM place p LEFT JOIN place above ON above.id = p.parent ORDER BY p.code
            """
        ) { row in
            guard let kind = PlaceKind(rawValue: try row.text(1)) else { throw PlaceError.unreadable }
            let code = try row.text(2)
            places[code] = Known(id: try row.id(0), kind: kind, parentCode: try row.optionalText(3))
            if kind == .community, let x = try row.optionalInteger(4), let y = try row.optionalInteger(5),
                let coordinate = Coordinate(longitudeE7: x, latitudeE7: y)
            {
                communities.append((code, coordinate))
            }
            return true
        }
        self.init(places: places, communities: communities)
    }
}

/// A draft that may become a place.
struct AcceptedDraft: Sendable {
    let draft: PlaceDraft
    let parentCode: String?
    let placement: Place.Placement

    /// Rows that one statement stages; thirteen arguments each, well below what either engine takes.
    private static let rowsPerStatement = 50

    static func stage(_ rows: [AcceptedDraft], run: Identifier, in tx: Transaction) throws {
        for start in stride(from: 0, to: rows.count, by: rowsPerStatement) {
            let part = rows[start..<min(start + rowsPerStatement, rows.count)]
            let places = [String](repeating: "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", count: part.count)
            try tx.execute(
                """
                INSERT INTO place_stage (run, line, id, kind, level, code, parent_code, name_zh, name_en, folded, \
                longitude_e7, latitude_e7, placement) VALUES \(places.joined(separator: ", "))
                """, part.flatMap { $0.values(run: run, in: tx) })
        }
    }

    private func values(run: Identifier, in tx: Transaction) -> [Value] {
        [
            .identifier(run), .integer(draft.line), .id(tx.id(Place.self)), .text(draft.kind.rawValue),
            .integer(draft.kind.level), .text(draft.code), .text(parentCode), .text(draft.name.zhHans),
            .text(draft.name.en), .text(Place.folded(draft.name, code: draft.code)),
            .integer(draft.coordinate?.longitudeE7), .integer(draft.coordinate?.latitudeE7), .text(placement.rawValue),
        ]
    }
}

/// Decides which drafts may become places; pure.
struct PlaceImportCheck {
    private let known: KnownPlaces

    init(_ known: KnownPlaces) { self.known = known }

    func check(
        _ drafts: [PlaceDraft], nearestMetresMax: Int?
    ) -> (accepted: [AcceptedDraft], refused: [RefusedRow]) {
        var accepted: [AcceptedDraft] = []
        var refused: [RefusedRow] = []
        var lineOfCode: [String: Int] = [:]
        var kindOfCode: [String: PlaceKind] = known.places.mapValues(\.kind)
        // Higher levels first: whether a parent was refused is then known when its children come.
        for draft in drafts.sorted(by: { ($0.kind.level, $0.line) < ($1.kind.level, $1.line) }) {
            func refuse(_ reason: RefusedRow.Reason) { refused.append(RefusedRow(line: draft.line, reason: reason)) }
            if let earlier = lineOfCode[draft.code] {
                refuse(.duplicate(of: earlier))
                continue
            }
            lineOfCode[draft.code] = draft.line
            let place = placement(of: draft, nearestMetresMax)
            guard let place else {
                refuse(.nothingNear)
                continue
            }
            if let reason = objection(to: draft, below: place.parentCode, kindOfCode) {
                refuse(reason)
                continue
            }
            kindOfCode[draft.code] = draft.kind
            accepted.append(AcceptedDraft(draft: draft, parentCode: place.parentCode, placement: place.placement))
        }
        return (accepted, refused)
    }

    private func objection(
        to draft: PlaceDraft, below parentCode: String?, _ kindOfCode: [String: PlaceKind]
    ) -> RefusedRow.Reason? {
        if let parentCode {
            guard let parentKind = kindOfCode[parentCode] else { return .parentUnknown }
            guard draft.kind.mayStandBelow(parentKind) else { return .wrongLevel }
        } else if draft.kind != .province {
            return .parentUnknown
        }
        if let present = known.places[draft.code] {
            guard present.kind == draft.kind else { return .changesKind }
            guard present.parentCode == parentCode else { return .moves }
        }
        return nil
    }

    /// The place above; nil if the nearest community was asked for and none is near enough.
    private func placement(
        of draft: PlaceDraft, _ nearestMetresMax: Int?
    ) -> (parentCode: String?, placement: Place.Placement)? {
        guard draft.parentCode == nil, let nearestMetresMax, draft.kind.level > PlaceKind.community.level else {
            return (draft.parentCode, .given)
        }
        // A repeated import keeps the place where it stands, though nearer communities may be known by now.
        if let present = known.places[draft.code] { return (present.parentCode, .nearest) }
        guard let coordinate = draft.coordinate else { return nil }
        var best: (code: String, metres: Double)?
        for community in known.communities {
            let metres = coordinate.metres(to: community.coordinate)
            if metres < best?.metres ?? .infinity { best = (community.code, metres) }
        }
        guard let best, best.metres <= Double(nearestMetresMax) else { return nil }
        return (best.code, .nearest)
    }
}
