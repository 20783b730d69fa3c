import HTML
package import SignIn
package import Vocabulary

/// `/program-keys`: the keys of programs, and the form of a new one.
package struct KeysPage: Sendable {
    /// One key.
    package struct Row: Sendable {
        let id: String
        let label: String
        let owner: LocalizedText?
        let place: LocalizedText
        let scopes: [ProgramKey.Scope]
        let ends: Instant
        let used: Instant?
        let isAlive: Bool

        package init(
            id: String, label: String, owner: LocalizedText?, place: LocalizedText, scopes: [ProgramKey.Scope],
            ends: Instant, used: Instant?, isAlive: Bool
        ) {
            self.id = id
            self.label = label
            self.owner = owner
            self.place = place
            self.scopes = scopes
            self.ends = ends
            self.used = used
            self.isAlive = isAlive
        }
    }

    /// A place for which a key may be made.
    package struct Choice: Sendable {
        let id: String
        let name: LocalizedText

        package init(id: String, name: LocalizedText) {
            self.id = id
            self.name = name
        }
    }

    /// Newest first.
    let keys: [Row]
    /// Where a key may reach.
    let places: [Choice]
    /// To whom a key may belong.
    let organisations: [Choice]
    /// The key that was just made; shown once.
    var made: String?
    /// What has to be mended.
    var faults: [DoorPage.Fault] = []
    /// What was entered as label.
    var label = ""

    package init(
        keys: [Row], places: [Choice], organisations: [Choice], made: String? = nil, faults: [DoorPage.Fault] = []
    ) {
        self.keys = keys
        self.places = places
        self.organisations = organisations
        self.made = made
        self.faults = faults
    }

    /// Days that stand in the field at first.
    static let daysAtFirst = 90

    /// The form of a new key.
    var form: DoorPage {
        var page = DoorPage(.keysTitle)
        page.action = Address.programKeys
        page.fields = [
            DoorPage.Field(id: "label", kind: .text, label: .keysLabel, hint: .keysLabelHint, value: label),
            DoorPage.Field(
                id: "organisation", kind: .choice(organisations.map { ($0.id, $0.name) }), label: .keysOrganisation),
            DoorPage.Field(id: "place", kind: .choice(places.map { ($0.id, $0.name) }), label: .keysPlace),
            DoorPage.Field(id: "days", kind: .number, label: .keysDays, value: "\(Self.daysAtFirst)"),
            DoorPage.Field(id: "read", kind: .check, label: .keysRead, value: "yes"),
            DoorPage.Field(id: "report", kind: .check, label: .keysReport),
            DoorPage.Field(id: "handle", kind: .check, label: .keysHandle),
        ]
        page.button = .keysGo
        page.faults = faults
        return page
    }
}

extension ProgramKey.Scope {
    /// The name of the field that asks for it.
    var field: String {
        switch self {
        case .read: "read"
        case .report: "report"
        case .handle: "handle"
        }
    }

    var phrase: SignInPhrase {
        switch self {
        case .read: .keysRead
        case .report: .keysReport
        case .handle: .keysHandle
        }
    }
}
