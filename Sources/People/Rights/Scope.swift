public import Store
public import Vocabulary

/// Which rows somebody may see: one value for list, count, search, export and live feed alike.
///
/// A scope becomes a condition of SQL for lists, and can be asked about one row in memory; both give the same answer.
public indirect enum Scope: Sendable, Hashable {
    /// No row.
    case nothing
    /// Every row; for parts of the system.
    case everything
    /// Rows of the person.
    case own(Identifier)
    /// Rows of people who live in one household with the person.
    case household(of: Identifier)
    /// Rows of those for whom the person acts: children, people cared for.
    case wards(of: Identifier)
    /// Rows that were handed to the person.
    case assigned(to: Identifier)
    /// Rows of organisations to which the person belongs.
    case organisation(of: Identifier)
    /// Rows at or below one of some places; rows of people who belong there where a row has no place of its own.
    case below([Identifier])
    /// Rows kept for one purpose.
    case purpose(String)
    /// Rows of protected people whom two people opened together, one of them this one, until a moment still to come.
    case opened(by: Identifier, at: Instant)
    /// Rows of people who are not protected, and rows of nobody.
    case unprotected
    /// Rows that one of some scopes holds.
    case any([Scope])
    /// Rows that each of some scopes holds.
    case all([Scope])

    /// What some roles of an actor reach.
    public static func role(_ roles: Set<Role>, of actor: Actor) -> Scope {
        if actor.isSystem { return .everything }
        let places = actor.grants.filter { roles.contains($0.role) }.map(\.place)
        return places.isEmpty ? .nothing : .below(Array(Set(places)).sorted())
    }

    /// The people whom an actor finds: those whom a role with ``PeopleRight/seePersons`` reaches, without protected ones.
    public static func persons(for actor: Actor) -> Scope {
        .all([.role(PeopleRight.seePersons.roles, of: actor), .unprotected])
    }

    /// The people for whom an actor may act: the person, children and people cared for.
    public static func actsFor(_ actor: Actor) -> Scope { .any([.own(actor.id), .wards(of: actor.id)]) }
}

/// The columns of a statement that a scope looks at, as they stand in it: `m.place`.
public struct ScopeColumns: Sendable, Hashable {
    /// The person whose row it is; nil if there is none.
    public var person: String?
    /// The place of the row; nil if rows are where their person belongs.
    public var place: String?
    /// To whom the row was handed; nil if rows are not handed to anybody.
    public var assignee: String?
    /// The organisation of the row; nil if rows have none.
    public var organisation: String?
    /// What the row is kept for, a code; nil if rows do not say.
    public var purpose: String?

    /// Names the columns; texts of the source code, never of a request.
    public init(
        person: String? = nil, place: String? = nil, assignee: String? = nil, organisation: String? = nil,
        purpose: String? = nil
    ) {
        self.person = person
        self.place = place
        self.assignee = assignee
        self.organisation = organisation
        self.purpose = purpose
    }
}

extension Scope {
    /// The scope as a condition with its parameters; a column that rows do not have lets nothing through.
    public func condition(_ columns: ScopeColumns) -> (sql: String, arguments: [Value]) {
        switch self {
        case .nothing: return ("1 = 0", [])
        case .everything: return ("1 = 1", [])
        case .own(let id): return Self.with(columns.person) { ("\($0) = ?", [.identifier(id)]) }
        case .household(let id):
            return Self.with(columns.person) { person in
                (
                    """
                    \(person) IN (SELECT so.person FROM household_member sm JOIN household_member so \
                    ON so.household = sm.household AND so.until_ms IS NULL WHERE sm.person = ? AND sm.until_ms IS NULL)
                    """, [.identifier(id)]
                )
            }
        case .wards(let id):
            return Self.with(columns.person) { person in
                (
                    "\(person) IN (SELECT sg.ward FROM guardianship sg WHERE sg.guardian = ? AND sg.until_ms IS NULL)",
                    [.identifier(id)]
                )
            }
        case .assigned(let id): return Self.with(columns.assignee) { ("\($0) = ?", [.identifier(id)]) }
        case .organisation(let id):
            return Self.with(columns.organisation) { organisation in
                (
                    """
                    \(organisation) IN (SELECT sb.organisation FROM membership sb \
                    WHERE sb.person = ? AND sb.until_ms IS NULL)
                    """, [.identifier(id)]
                )
            }
        case .below(let places): return Self.below(places, columns)
        case .purpose(let purpose): return Self.with(columns.purpose) { ("\($0) = ?", [.text(purpose)]) }
        case .opened(let id, let now):
            return Self.with(columns.person) { person in
                (
                    """
                    EXISTS (SELECT 1 FROM two_persons st WHERE st.subject = \(person) AND st.act = 'open' \
                    AND st.open_until_ms > ? AND (st.proposed_by = ? OR st.confirmed_by = ?))
                    """, [.instant(now), .identifier(id), .identifier(id)]
                )
            }
        case .unprotected:
            guard let person = columns.person else { return ("1 = 1", []) }
            return ("NOT EXISTS (SELECT 1 FROM person sp WHERE sp.id = \(person) AND sp.is_protected = 1)", [])
        case .any(let scopes): return Self.joined(scopes, " OR ", none: "1 = 0", columns)
        case .all(let scopes): return Self.joined(scopes, " AND ", none: "1 = 1", columns)
        }
    }

    private static func with(
        _ column: String?, _ make: (String) -> (sql: String, arguments: [Value])
    ) -> (sql: String, arguments: [Value]) {
        column.map(make) ?? ("1 = 0", [])
    }

    private static func below(_ places: [Identifier], _ columns: ScopeColumns) -> (sql: String, arguments: [Value]) {
        guard !places.isEmpty else { return ("1 = 0", []) }
        let marks = repeatElement("?", count: places.count).joined(separator: ", ")
        let arguments = places.map { Value.identifier($0) }
        if let place = columns.place {
            let sql = """
                EXISTS (SELECT 1 FROM reach sr WHERE sr.place = \(place) AND sr.until_ms IS NULL \
                AND sr.ancestor IN (\(marks)))
                """
            return (sql, arguments)
        }
        return with(columns.person) { person in
            // CROSS JOIN keeps the order for SQLite: from the few places of a person up, not from a community's many down.
            let sql = """
                EXISTS (SELECT 1 FROM belonging sw CROSS JOIN reach sr WHERE sw.person = \(person) \
                AND sw.until_ms IS NULL AND sr.place = sw.place AND sr.until_ms IS NULL AND sr.ancestor IN (\(marks)))
                """
            return (sql, arguments)
        }
    }

    private static func joined(
        _ scopes: [Scope], _ word: String, none: String, _ columns: ScopeColumns
    ) -> (sql: String, arguments: [Value]) {
        guard !scopes.isEmpty else { return (none, []) }
        let parts = scopes.map { $0.condition(columns) }
        return (parts.map { "(\($0.sql))" }.joined(separator: word), parts.flatMap(\.arguments))
    }
}
