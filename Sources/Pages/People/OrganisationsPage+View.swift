public import HTML
public import People
public import Vocabulary

/// `/places/{id}/organisations`: who works together at a place or below it.
public struct OrganisationsPage: Sendable {
    /// One organisation.
    public struct Row: Sendable {
        /// The identifier.
        public var id: String
        /// Its name.
        public var name: LocalizedText
        /// What kind.
        public var kind: Organisation.Kind

        /// Says a row; see the properties.
        public init(id: String, name: LocalizedText, kind: Organisation.Kind) {
            self.id = id
            self.name = name
            self.kind = kind
        }
    }

    /// The place.
    public var place: PlaceSummary
    /// By kind and name.
    public var rows: [Row]
    /// Whether the reader makes organisations here.
    public var mayKeep: Bool
    /// What came of a form.
    public var told: PeopleTold?

    /// Fills the model; see the properties.
    public init(place: PlaceSummary, rows: [Row], mayKeep: Bool, told: PeopleTold? = nil) {
        self.place = place
        self.rows = rows
        self.mayKeep = mayKeep
        self.told = told
    }

    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let fields: HTML = """
            \(pen.choice("kind", .organisationKind, Organisation.Kind.allCases.map { ($0.rawValue, words($0.phrase)) }))\
            \(pen.field("zh-name", .organisationName, max: 100))\
            \(pen.field("en", .organisationNameEn, hint: .organisationNameHint, max: 100))
            """
        let make = pen.section(
            "make", .organisationMake,
            pen.form(Address.organisations(place.id), .organisationMakeGo, look: "btn main full", fields))
        let list: HTML = """
            <ul class="places">\(each: rows, { row in """
                <li><a class="place" href="\(Address.organisation(row.id))">\(pen.icon(.people))<span class="grow">\
                <span class="name">\(words(row.name))</span><span class="meta">\(words(row.kind.phrase))</span></span>\
                \(pen.icon(.onward))</a></li>
                """ })</ul>
            """
        let body: HTML = """
            \(pen.view(of: told))\(rows.isEmpty ? pen.empty(words(.organisationsEmpty)) : list)\(if: mayKeep, make)
            """
        let title = words(.organisationsTitleOf, ["place": words(place.name)])
        return pen.page(title, .bar(title: title, back: Address.place(place.id)), section: .home, body)
    }
}

/// `/organisations/{id}`: an organisation with its members.
public struct OrganisationPage: Sendable {
    /// One member.
    public struct Member: Sendable {
        /// The identifier of the membership.
        public var id: String
        /// Who, as the reader may know.
        public var name: String
        /// As what.
        public var post: Membership.Post
        /// Whether the reader may end it: the own one, or as whoever keeps organisations.
        public var mayEnd: Bool

        /// Says a member; see the properties.
        public init(id: String, name: String, post: Membership.Post, mayEnd: Bool) {
            self.id = id
            self.name = name
            self.post = post
            self.mayEnd = mayEnd
        }
    }

    /// Which.
    public var organisation: OrganisationsPage.Row
    /// Where it works.
    public var place: PlaceSummary
    /// Its members; nil for somebody who may not know them.
    public var members: [Member]?
    /// Whether the reader adds members.
    public var mayKeep: Bool
    /// What came of a form.
    public var told: PeopleTold?

    /// Fills the model; see the properties.
    public init(
        organisation: OrganisationsPage.Row, place: PlaceSummary, members: [Member]?, mayKeep: Bool,
        told: PeopleTold? = nil
    ) {
        self.organisation = organisation
        self.place = place
        self.members = members
        self.mayKeep = mayKeep
        self.told = told
    }

    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let fields: HTML = """
            \(pen.field("phone", .peoplePhone, hint: .rolesPhoneHint, type: "tel", max: 32))\
            \(pen.choice("post", .organisationPost, [Membership.Post.member, .contact, .deputy, .head].map { ($0.rawValue, words($0.phrase)) }))
            """
        let join = pen.section(
            "join", .organisationJoin,
            pen.form(Address.members(organisation.id), .organisationJoinGo, look: "btn main full", fields))
        let body: HTML = """
            \(pen.view(of: told))<p class="meta">\(words(organisation.kind.phrase)) · \
            <a href="\(Address.place(place.id))">\(words(place.name))</a></p>\(membersView(in: pen))\(if: mayKeep, join)
            """
        let title = words(organisation.name)
        return pen.page(title, .bar(title: title, back: Address.organisations(place.id)), section: .home, body)
    }

    private func membersView(in pen: Pen) -> HTML {
        let words = pen.words
        guard let members else { return "<p>\(words(.organisationMembersHidden))</p>" }
        guard !members.isEmpty else { return pen.empty(words(.organisationMembersNone)) }
        return """
            <ul class="places">\(each: members, { member in """
                <li class="place">\(pen.icon(.handler))<span class="grow"><span class="name">\(member.name)</span>\
                <span class="meta">\(words(member.post.phrase))</span></span>\(if: member.mayEnd, pen.act(
                    Address.memberEnd(organisation.id), "membership", member.id, .organisationLeave, of: member.name))</li>
                """ })</ul>
            """
    }
}

extension Organisation.Kind {
    var phrase: PeoplePhrase {
        switch self {
        case .agency: .kindAgency
        case .propertyFirm: .kindPropertyFirm
        case .ownersCommittee: .kindOwnersCommittee
        case .socialOrganisation: .kindSocialOrganisation
        case .shop: .kindShop
        case .volunteerTeam: .kindVolunteerTeam
        }
    }
}

extension Membership.Post {
    var phrase: PeoplePhrase {
        switch self {
        case .head: .postHead
        case .deputy: .postDeputy
        case .member: .postMember
        case .contact: .postContact
        }
    }
}
