public import Store
public import Vocabulary

/// What a spoken address may mean in a community.
public struct AddressProposal: Sendable, Hashable {
    /// The address taken apart.
    public let address: SpokenAddress
    /// The one place that it names down to the last number said; nil if none or several fit.
    public let exact: Place?
    /// What fits as far as it goes, the most exact level first; at most 20.
    public let candidates: [Place]
}

extension Places {
    /// Finds the places of a community that a spoken address may mean.
    ///
    /// Buildings, units and homes are compared by the numbers in their names, which are read like addresses themselves; a
    /// named area narrows the search to what lies below compounds whose name or alias holds it.
    ///
    /// - Throws: ``PlaceError/notFound`` unless it is a community, `StoreError`.
    public static func propose(
        _ text: String, in community: ID<Place>, in snapshot: Snapshot
    ) throws -> AddressProposal {
        guard try place(community, in: snapshot).kind == .community else { throw PlaceError.notFound }
        let address = SpokenAddress(text, format: try card(of: community, in: snapshot).addressFormat)
        var found = try areas(address.area, in: community, in: snapshot)
        var isExact = !found.isEmpty && !address.hasNumbers && !address.area.isEmpty
        for (kinds, number, part) in steps(of: address) {
            let next = try snapshot.places(of: kinds, below: found).filter {
                let name = SpokenAddress(wholeNameOf: $0)
                return name[keyPath: part] == number
            }
            isExact = !next.isEmpty
            guard isExact else { break }
            found = next
        }
        if !address.hasNumbers, address.area.isEmpty { found = [] }
        return AddressProposal(
            address: address, exact: isExact && found.count == 1 ? found.first : nil,
            candidates: Array(found.prefix(20)))
    }

    private typealias Step = ([PlaceKind], String, KeyPath<SpokenAddress, String?>)

    private static func steps(of address: SpokenAddress) -> [Step] {
        var steps: [Step] = []
        if let building = address.building { steps.append(([.building], building, \.building)) }
        if let unit = address.unit { steps.append(([.unit], unit, \.unit)) }
        if let room = address.room { steps.append(([.home, .room], room, \.room)) }
        return steps
    }

    /// Where to look: compounds with the name, or the community itself where none is said or known.
    private static func areas(_ area: String, in community: ID<Place>, in snapshot: Snapshot) throws -> [Place] {
        let all = [try place(community, in: snapshot)]
        guard !area.isEmpty else { return all }
        let compounds = try snapshot.rows(
            """
            SELECT \(Place.columns) FROM reach r JOIN place p ON p.id = r.place WHERE r.ancestor = ? \
            AND r.until_ms IS NULL AND p.kind = 'compound' AND p.until_ms IS NULL \
            AND (p.folded LIKE ? ESCAPE '!' OR p.also LIKE ? ESCAPE '!') ORDER BY p.code LIMIT 20
            """, [.id(community), .text(pattern(for: area)), .text(pattern(for: area))]
        ) { try Place($0) }
        if !compounds.isEmpty { return compounds }
        // 西湖区文一路70号桂花里: the name of a compound stands somewhere in what was said.
        let said = area.lowercased()
        let within = try snapshot.places(of: [.compound], below: all).filter {
            said.contains($0.name.zhHans.lowercased())
        }
        return within.isEmpty ? all : within
    }
}

extension SpokenAddress {
    /// The numbers in a place's own name; a bare `501` is the number of whatever the place is.
    init(wholeNameOf place: Place) {
        let name = SpokenAddress(place.name.zhHans)
        let bare = name.building == nil && name.unit == nil ? name.room : nil
        switch place.kind {
        case .building: self.init(area: "", building: name.building ?? bare, unit: nil, room: nil)
        case .unit: self.init(area: "", building: nil, unit: name.unit ?? bare ?? name.room, room: nil)
        default: self.init(area: "", building: nil, unit: nil, room: name.room ?? name.building)
        }
    }

    private init(area: String, building: String?, unit: String?, room: String?) {
        self.area = area
        self.building = building
        self.unit = unit
        self.room = room
    }
}

extension Snapshot {
    /// Places of some kinds below others; at most 5,000, which is more homes than a compound has.
    fileprivate func places(of kinds: [PlaceKind], below areas: [Place]) throws -> [Place] {
        var result: [Place] = []
        for area in areas {
            result += try rows(
                """
                SELECT \(Place.columns) FROM reach r JOIN place p ON p.id = r.place WHERE r.ancestor = ? \
                AND r.until_ms IS NULL AND p.until_ms IS NULL AND p.kind IN (?, ?) ORDER BY p.level, p.code LIMIT 5000
                """, [.id(area.id), .text(kinds[0].rawValue), .text(kinds[kinds.count - 1].rawValue)]
            ) { try Place($0) }
        }
        return result
    }
}
