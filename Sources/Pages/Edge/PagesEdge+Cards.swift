import Flows
import Keyring
import People
import Places
import Store
import Vocabulary
import Web

/// Turns what the domain knows into what pages show, within one snapshot.
struct Cards {
    let snapshot: Snapshot
    private let keyring: Keyring
    private let reader: Actor
    private var names: [ID<Place>: LocalizedText] = [:]
    private var people: [Identifier: ShownPerson?] = [:]

    init(in snapshot: Snapshot, with keyring: Keyring, for reader: Actor) {
        self.snapshot = snapshot
        self.keyring = keyring
        self.reader = reader
    }

    mutating func card(_ matter: Matter) throws -> MatterCard {
        MatterCard(
            id: matter.id.description, number: matter.number, words: matter.words, kind: matter.kind,
            stage: MatterStage(matter.state), place: try placeName(matter.place), due: Due(matter),
            reportedAt: matter.opened, closedAt: matter.state.isOpen ? nil : matter.changed,
            isMine: matter.reporter == reader.id)
    }

    mutating func cards(_ matters: [Matter]) throws -> [MatterCard] {
        var result: [MatterCard] = []
        for matter in matters { result.append(try card(matter)) }
        return result
    }

    /// How somebody is called to the reader; nil for parts of the system and for people of whom nothing may be said.
    mutating func person(_ id: Identifier) throws -> ShownPerson? {
        if let known = people[id] { return known }
        let person = try People.shownName(of: id, to: reader, with: keyring, in: snapshot).shown
        people[id] = .some(person)
        return person
    }

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

extension ShownName {
    /// The name in both languages, without a role: a published name says it itself.
    var shown: ShownPerson? {
        let name: LocalizedText
        switch self {
        case .service(let text): name = text
        case .own(let text), .masked(let text): name = LocalizedText(zhHans: text, en: text)
        case .neighbour(let initial): name = LocalizedText(zhHans: initial + "*", en: initial + "*")
        case .protected:
            name = LocalizedText(zhHans: Words(.zhHans)(.personProtected), en: Words(.en)(.personProtected))
        case .nobody: return nil
        }
        return ShownPerson(id: "", name: name, role: LocalizedText(zhHans: "", en: ""), isStaff: false)
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
