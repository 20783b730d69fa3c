public import HTML
import People

extension MyHomePage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let body: HTML = """
            \(pen.view(of: told))\(codeView(in: pen))\(each: homes, { view(of: $0, in: pen) })\
            \(if: homes.isEmpty, pen.empty(words(.ownHomeNone)))\(claim(in: pen))\(family(in: pen))
            """
        let title = words(.ownHomeTitle)
        return pen.page(title, .bar(title: title, back: Address.me), section: .me, body)
    }

    private func codeView(in pen: Pen) -> HTML {
        guard let code else { return .nothing }
        return """
            <section class="card stack tight" aria-labelledby="new-code"><h2 class="lab" id="new-code">\(pen.words(.ownHomeCode))</h2>\
            <p><strong class="figure">\(code)</strong></p><p class="meta">\(pen.words(.ownHomeCodeHint))</p></section>
            """
    }

    private func view(of home: Home, in pen: Pen) -> HTML {
        """
        <section class="card stack tight"><h2 class="row">\(pen.icon(.door))<span>\
        \(pen.words(home.place.location ?? home.place.name))</span></h2><p class="meta">\(pen.words(home.kind.phrase))</p>\
        <ul class="stack tight">\(each: home.members, { member in """
            <li class="row">\(pen.icon(.handler))<span>\(member.name) · \(pen.words(member.kind.phrase))</span></li>
            """ })</ul></section>
        """
    }

    private func claim(in pen: Pen) -> HTML {
        let look = homes.isEmpty ? "btn main full" : "btn full"
        let field = pen.field("code", .ownHomeCodeField, hint: .ownHomeCodeFieldHint, max: 20)
        return pen.section("claim", .ownHomeClaim, pen.form(Address.homeClaims, .ownHomeClaimGo, look: look, field))
    }

    private func family(in pen: Pen) -> HTML {
        let words = pen.words
        guard !homes.isEmpty else { return .nothing }
        let all = homes.map { ($0.place.id, words($0.place.location ?? $0.place.name)) }
        let open = homes.filter(\.mayInvite).map { ($0.place.id, words($0.place.location ?? $0.place.name)) }
        let kin = Kin.allCases.filter { $0 != .holder }.map { ($0.rawValue, words($0.phrase)) }
        let invite: HTML = "\(pen.choice("home", .ownHomeWhich, open))\(pen.choice("kin", .ownHomeKin, kin))"
        let inviteView = pen.section(
            "invite", .ownHomeInvite, pen.form(Address.homeInvitations, .ownHomeInviteGo, look: "btn main full", invite)
        )
        let child: HTML = """
            \(pen.choice("child-home", .ownHomeWhich, all))\(pen.field("name", .ownHomeChildName))\
            \(pen.field("birth", .peopleBirth, type: "date", max: 10))<p class="meta">\(words(.ownHomeChildHint))</p>
            """
        return """
            \(if: !open.isEmpty, inviteView)\
            \(pen.section("child", .ownHomeChild, pen.form(Address.homeChildren, .ownHomeChildGo, child)))
            """
    }
}

extension Tenure.Kind {
    var phrase: PeoplePhrase {
        switch self {
        case .owner: .tenureOwner
        case .tenant: .tenureTenant
        case .occupant: .tenureOccupant
        }
    }
}

extension Kin {
    var phrase: PeoplePhrase {
        switch self {
        case .holder: .kinHolder
        case .spouse: .kinSpouse
        case .child: .kinChild
        case .parent: .kinParent
        case .relative: .kinRelative
        case .companion: .kinCompanion
        }
    }
}
