public import HTML
public import People
public import Vocabulary

/// `/desk/{id}/claims`: homes that somebody says are theirs, and that wait for a check.
public struct ClaimsPage: Sendable {
    /// One claim.
    public struct Row: Sendable {
        /// The identifier.
        public var id: String
        /// Who, masked.
        public var name: String
        /// The home with what lies above it.
        public var home: LocalizedText
        /// As what.
        public var kind: Tenure.Kind
        /// When it was made.
        public var made: Instant

        /// Says a row; see the properties.
        public init(id: String, name: String, home: LocalizedText, kind: Tenure.Kind, made: Instant) {
            self.id = id
            self.name = name
            self.home = home
            self.kind = kind
            self.made = made
        }
    }

    /// The community.
    public var community: PlaceSummary
    /// The oldest first.
    public var rows: [Row]
    /// What came of a form.
    public var told: PeopleTold?

    /// Fills the model; see the properties.
    public init(community: PlaceSummary, rows: [Row], told: PeopleTold? = nil) {
        self.community = community
        self.rows = rows
        self.told = told
    }

    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let body: HTML = """
            \(pen.view(of: told))\(each: rows, { view(of: $0, in: pen) })\
            \(if: rows.isEmpty, pen.empty(words(.claimsEmpty)))\(register(in: pen))
            """
        let title = words(.claimsTitle)
        return pen.page(title, .bar(title: title, back: Address.people(community.id)), section: .desk, body)
    }

    private func register(in pen: Pen) -> HTML {
        let fields: HTML = """
            <p class="meta">\(pen.words(.registerHint))</p>\
            \(pen.field("address", .ownHomeAddress, hint: .ownHomeAddressHint, max: 100))\
            \(pen.field("name", .registerName))\(pen.field("last-four", .ownHomeLastFour, max: 4))\
            \(pen.field("area", .registerArea, hint: .peopleOptional, max: 9))\
            \(pen.field("share", .registerShare, hint: .registerShareHint, max: 11))
            """
        return pen.section("register", .registerTitle, pen.form(Address.register(community.id), .registerGo, fields))
    }

    private func view(of row: Row, in pen: Pen) -> HTML {
        let words = pen.words
        let action = Address.claims(community.id)
        let claim: HTML = #"\#(pen.hidden())<input type="hidden" name="claim" value="\#(row.id)">"#
        return """
            <section class="card stack tight"><h2 class="lab">\(words(row.home))</h2>\
            <p>\(row.name) · \(words(row.kind.phrase)) · <span class="meta">\(pen.dates.moment(row.made))</span></p>\
            <form method="post" action="\(action)">\(claim)<button class="btn tile">\(words(.claimsAccept))</button></form>\
            <form class="find" method="post" action="\(action)">\(claim)<select class="input" name="refusal" \
            aria-label="\(words(.claimsReason))">\(each: Claim.Refusal.allCases, { each in
                #"<option value="\#(each.rawValue)">\#(words(each.phrase))</option>"#
            })</select><button class="btn">\(words(.claimsRefuse))</button></form></section>
            """
    }
}

extension Claim.Refusal {
    var phrase: PeoplePhrase {
        switch self {
        case .papersMissing: .refusalPapersMissing
        case .registerDiffers: .refusalRegisterDiffers
        case .wrongHome: .refusalWrongHome
        case .comeInPerson: .refusalComeInPerson
        }
    }
}
