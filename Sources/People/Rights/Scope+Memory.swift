public import Vocabulary

/// One row as a scope looks at it.
public struct ScopeRow: Sendable, Hashable {
    /// The person whose row it is.
    public var person: Identifier?
    /// The place of the row.
    public var place: Identifier?
    /// To whom it was handed.
    public var assignee: Identifier?
    /// Its organisation.
    public var organisation: Identifier?
    /// What it is kept for.
    public var purpose: String?

    /// Says a row; see the properties.
    public init(
        person: Identifier? = nil, place: Identifier? = nil, assignee: Identifier? = nil,
        organisation: Identifier? = nil, purpose: String? = nil
    ) {
        self.person = person
        self.place = place
        self.assignee = assignee
        self.organisation = organisation
        self.purpose = purpose
    }
}

/// What a scope must know to judge a row in memory.
public struct ScopeFacts: Sendable {
    /// The places above each place, itself included.
    public var ancestors: [Identifier: Set<Identifier>] = [:]
    /// Where each person belongs now.
    public var belongings: [Identifier: Set<Identifier>] = [:]
    /// The households of each person.
    public var households: [Identifier: Set<Identifier>] = [:]
    /// For whom each person acts.
    public var wards: [Identifier: Set<Identifier>] = [:]
    /// The organisations of each person.
    public var organisations: [Identifier: Set<Identifier>] = [:]
    /// People who are protected.
    public var protected: Set<Identifier> = []
    /// Who opened whom, and until when.
    public var openings: [(subject: Identifier, by: Set<Identifier>, until: Instant)] = []

    /// Knows nothing.
    public init() {}
}

extension Scope {
    /// Whether the scope holds a row; the same answer as ``condition(_:)`` gives in the database.
    ///
    /// - Parameter hasPlace: Whether rows have a place of their own; if not, they are where their person belongs.
    public func includes(_ row: ScopeRow, hasPlace: Bool, _ facts: ScopeFacts) -> Bool {
        switch self {
        case .nothing: return false
        case .everything: return true
        case .own(let id): return row.person == id
        case .household(let id):
            guard let person = row.person, let homes = facts.households[person] else { return false }
            return !homes.isDisjoint(with: facts.households[id] ?? [])
        case .wards(let id): return row.person.map { facts.wards[id]?.contains($0) == true } ?? false
        case .assigned(let id): return row.assignee == id
        case .organisation(let id):
            return row.organisation.map { facts.organisations[id]?.contains($0) == true } ?? false
        case .below(let places):
            let found = hasPlace ? row.place.map { [$0] } : row.person.flatMap { facts.belongings[$0] }
            return (found ?? []).contains { facts.ancestors[$0]?.isDisjoint(with: places) == false }
        case .purpose(let purpose): return row.purpose == purpose
        case .opened(let id, let now):
            return facts.openings.contains { $0.subject == row.person && $0.by.contains(id) && $0.until > now }
        case .unprotected: return row.person.map { !facts.protected.contains($0) } ?? true
        case .any(let scopes): return scopes.contains { $0.includes(row, hasPlace: hasPlace, facts) }
        case .all(let scopes): return scopes.allSatisfy { $0.includes(row, hasPlace: hasPlace, facts) }
        }
    }
}
