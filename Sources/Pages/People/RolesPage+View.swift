public import HTML
import People
public import Vocabulary

/// `/places/{id}/roles`: who holds which role here, and the form that gives one.
public struct RolesPage: Sendable {
    /// One role that somebody holds.
    public struct Row: Sendable {
        /// The identifier of the grant.
        public var id: String
        /// Who, as the reader may know.
        public var name: String
        /// Which role.
        public var role: Role
        /// Where.
        public var place: LocalizedText
        /// Since when.
        public var from: Instant
        /// Whether the reader may take it back.
        public var mayWithdraw: Bool

        /// Says a row; see the properties.
        public init(id: String, name: String, role: Role, place: LocalizedText, from: Instant, mayWithdraw: Bool) {
            self.id = id
            self.name = name
            self.role = role
            self.place = place
            self.from = from
            self.mayWithdraw = mayWithdraw
        }
    }

    /// The place.
    public var place: PlaceSummary
    /// Who holds what.
    public var rows: [Row]
    /// Roles that the reader may give here; empty for those who only look on.
    public var givable: [Role]
    /// What came of a form.
    public var told: PeopleTold?

    /// Fills the model; see the properties.
    public init(place: PlaceSummary, rows: [Row], givable: [Role], told: PeopleTold? = nil) {
        self.place = place
        self.rows = rows
        self.givable = givable
        self.told = told
    }

    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let fields: HTML = """
            \(pen.field("phone", .peoplePhone, hint: .rolesPhoneHint, type: "tel", max: 32))\
            \(pen.choice("role", .rolesRole, givable.map { ($0.rawValue, words($0.phrase)) }))\
            \(if: !Role.administrators.isDisjoint(with: givable), "<p class=\"meta\">\(words(.rolesTwo))</p>")
            """
        let give = pen.section(
            "give", .rolesGive, pen.form(Address.roles(place.id), .rolesGiveGo, look: "btn main full", fields))
        let body: HTML = """
            \(pen.view(of: told))<ul class="places">\(each: rows, { view(of: $0, in: pen) })</ul>\
            \(if: rows.isEmpty, pen.empty(words(.rolesEmpty)))\(if: !givable.isEmpty, give)\
            <p><a href="\(Address.rights)">\(words(.rightsTitle))</a></p>
            """
        let title = words(.rolesTitleOf, ["place": words(place.name)])
        return pen.page(title, .bar(title: title, back: Address.place(place.id)), section: .desk, body)
    }

    private func view(of row: Row, in pen: Pen) -> HTML {
        let words = pen.words
        let withdraw: HTML = """
            <form method="post" action="\(Address.roleWithdrawal(place.id))">\(pen.hidden())\
            <input type="hidden" name="grant" value="\(row.id)"><button class="btn sm" \
            aria-label="\(words(.rolesWithdrawOf, ["name": row.name, "role": words(row.role.phrase)]))">\
            \(words(.rolesWithdraw))</button></form>
            """
        return """
            <li class="place">\(pen.icon(.handler))<span class="grow"><span class="name">\(row.name) · \
            \(words(row.role.phrase))</span><span class="meta">\(words(row.place)) · \(pen.dates.moment(row.from))</span>\
            </span>\(if: row.mayWithdraw, withdraw)</li>
            """
    }
}

/// `/rights`: who may do what, the same table as in the documents.
public struct RightsPage: Sendable {
    /// Every right in the order of modules.
    public var rights: [DeclaredRight]

    /// Fills the model.
    public init(rights: [DeclaredRight]) { self.rights = rights }

    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let roles = Role.allCases
        let body: HTML = """
            <p>\(words(.rightsHint))</p><div class="panel"><div class="scroll" tabindex="0" role="region" \
            aria-label="\(words(.rightsTitle))"><table><caption class="hide">\(words(.rightsTitle))</caption><thead><tr>\
            <th scope="col">\(words(.rightsRight))</th><th scope="col">\(words(.rightsOwn))</th>\
            \(each: roles, { #"<th scope="col">\#(words($0.phrase))</th>"# })</tr></thead><tbody>\
            \(each: rights, { row($0, roles, in: pen) })</tbody></table></div></div>
            """
        return pen.page(words(.rightsTitle), .bar(title: words(.rightsTitle), back: Address.me), section: .me, body)
    }

    private func row(_ right: DeclaredRight, _ roles: [Role], in pen: Pen) -> HTML {
        let (yes, no) = (pen.words(.rightsYes), pen.words(.rightsNo))
        return """
            <tr><th scope="row">\(right.name)</th><td>\(right.isOnesOwn ? yes : no)</td>\
            \(each: roles, { "<td>\(right.roles.contains($0) ? yes : no)</td>" })</tr>
            """
    }
}

extension Role {
    var phrase: PeoplePhrase {
        switch self {
        case .resident: .roleResident
        case .volunteer: .roleVolunteer
        case .committeeMember: .roleCommitteeMember
        case .butler: .roleButler
        case .propertyStaff: .rolePropertyStaff
        case .gridWorker: .roleGridWorker
        case .socialWorker: .roleSocialWorker
        case .clerk: .roleClerk
        case .manager: .roleManager
        case .streetOfficer: .roleStreetOfficer
        case .systemAdministrator: .roleSystemAdministrator
        case .securityAdministrator: .roleSecurityAdministrator
        case .auditAdministrator: .roleAuditAdministrator
        }
    }
}
