import Flows
import Places
import Store
import Vocabulary
import Web

/// Turns what the domain knows into what pages show, within one snapshot.
struct Cards {
    let snapshot: Snapshot
    private let identities: Identities
    private let reader: Identifier
    private var names: [ID<Place>: LocalizedText] = [:]

    init(in snapshot: Snapshot, _ identities: Identities, for reader: Identifier) {
        self.snapshot = snapshot
        self.identities = identities
        self.reader = reader
    }

    mutating func card(_ matter: Matter) throws -> MatterCard {
        MatterCard(
            id: matter.id.description, number: matter.number, words: matter.words, kind: matter.kind,
            stage: MatterStage(matter.state), place: try placeName(matter.place), due: Due(matter),
            reportedAt: matter.opened, closedAt: matter.state.isOpen ? nil : matter.changed,
            isMine: matter.reporter == reader)
    }

    mutating func cards(_ matters: [Matter]) throws -> [MatterCard] {
        var result: [MatterCard] = []
        for matter in matters { result.append(try card(matter)) }
        return result
    }

    func person(_ id: Identifier) -> ShownPerson? { identities.identity(id).map { ShownPerson($0) } }

    /// A place with what is open below it, where that is counted: in communities.
    func summary(_ place: Place, isCounted: Bool = true) throws -> PlaceSummary {
        var open: Int?
        if isCounted, place.kind == .community {
            let counts = try MatterCounts.counts(of: place.id, in: snapshot)
            open = counts.reduce(0) { $0 + ($1.key.isOpen ? Int($1.value) : 0) }
        }
        return PlaceSummary(id: place.id.description, name: place.name, kind: place.kind, openCount: open)
    }

    /// A place with the names of what lies above it, as a search shows it.
    func located(_ place: Place) throws -> PlaceSummary {
        var summary = try summary(place)
        let above = try Places.path(to: place.id, in: snapshot).dropLast()
        if !above.isEmpty {
            summary.location = LocalizedText(
                zhHans: above.map(\.name.zhHans).joined(separator: " · "),
                en: above.map(\.name.en).joined(separator: " · "))
        }
        return summary
    }

    private mutating func placeName(_ id: ID<Place>) throws -> LocalizedText {
        if let known = names[id] { return known }
        let name = try Places.place(id, in: snapshot).name
        names[id] = name
        return name
    }
}

extension MatterStage {
    init(_ state: Matter.State) {
        switch state {
        case .new: self = .new
        case .doing: self = .doing
        case .done: self = .waiting
        case .closed: self = .done
        case .withdrawn: self = .withdrawn
        }
    }
}

extension Due {
    init?(_ matter: Matter) {
        switch matter.state {
        case .new, .doing: self.init(.finish, by: matter.due)
        case .done: self.init(.answer, by: matter.due)
        case .closed, .withdrawn: return nil
        }
    }
}
