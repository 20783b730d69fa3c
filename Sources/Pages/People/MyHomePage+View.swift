public import HTML
import People

extension MyHomePage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let body: HTML = """
            \(pen.view(of: told))\(codeView(in: pen))\(each: homes, { view(of: $0, in: pen) })\
            \(if: homes.isEmpty, pen.empty(words(.ownHomeNone)))\(askedView(in: pen))\
            \(if: homes.isEmpty, claim(in: pen))\(relations(in: pen))\(family(in: pen))\
            \(if: !homes.isEmpty, claim(in: pen))
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
        let register: HTML = """
            <p class="meta">\(pen.words(.ownHomeRegisterHint))</p>\
            \(pen.field("register-address", .ownHomeAddress, hint: .ownHomeAddressHint, max: 100))\
            \(pen.field("last-four", .ownHomeLastFour, hint: .ownHomeLastFourHint, max: 4))
            """
        let staff: HTML = """
            <p class="meta">\(pen.words(.ownHomeAskHint))</p>\
            \(pen.field("asked-address", .ownHomeAddress, hint: .ownHomeAddressHint, max: 100))\
            \(pen.choice("asked-kind", .ownHomeAs, Tenure.Kind.allCases.map { ($0.rawValue, pen.words($0.phrase)) }))
            """
        let byCode = pen.form(Address.homeClaims, .ownHomeClaimGo, look: look, field)
        let byRegister = pen.form(Address.homeRegister, .ownHomeRegisterGo, register)
        let byStaff = pen.form(Address.homeRequests, .ownHomeAskGo, staff)
        return """
            \(homes.isEmpty ? pen.section("claim", .ownHomeClaim, byCode) : pen.fold(.ownHomeClaim, ["code"], byCode))\
            \(pen.fold(.ownHomeRegister, ["register-address", "last-four"], byRegister))\
            \(pen.fold(.ownHomeAsk, ["asked-address", "asked-kind"], byStaff))
            """
    }

    private func askedView(in pen: Pen) -> HTML {
        guard !asked.isEmpty else { return .nothing }
        return pen.section(
            "asked", .ownHomeAsked,
            #"<ul class="places">\#(each: asked, { view(of: $0, in: pen) })</ul>"#)
    }

    private func view(of asked: Asked, in pen: Pen) -> HTML {
        let words = pen.words
        let home = words(asked.home)
        let state: String =
            switch (asked.state, asked.refusal) {
            case (.refused, let refusal?): words(.ownHomeRefused, ["why": words(refusal.phrase)])
            case (.waiting, _): words(.ownHomeWaiting)
            default: words(.ownHomeOver)
            }
        let back = pen.act(Address.homeRequestWithdrawal, "claim", asked.id, .ownHomeTakeBack, of: home)
        return """
            <li class="place">\(pen.icon(.door))<span class="grow"><span class="name">\(home) · \
            \(words(asked.kind.phrase))</span><span class="meta">\(state) · \(pen.dates.moment(asked.made))</span></span>\
            \(if: asked.state == .waiting, back)</li>
            """
    }

    private func relations(in pen: Pen) -> HTML {
        let words = pen.words
        let mine: HTML = #"<ul class="places">\#(each: wards, { ward($0, in: pen) })</ul>"#
        let theirs: HTML = """
            <ul class="places">\(each: carers, { carer in """
                <li class="place">\(pen.icon(.handler))<span class="grow"><span class="name">\(carer.name)</span>\
                <span class="meta">\(words(carer.kind.phrase))</span></span>\
                \(pen.act(Address.carerEnd, "guardianship", carer.id, .carersEnd, of: carer.name))</li>
                """ })</ul>
            """
        let name: HTML = """
            <p class="meta">\(words(.carersHint))</p>\
            \(pen.field("carer-phone", .peoplePhone, hint: .rolesPhoneHint, type: "tel", max: 32))
            """
        let none: HTML = "<p>\(words(.carersNone))</p>"
        let form = pen.form(Address.carers, .carersGo, name)
        return """
            \(if: !wards.isEmpty, pen.section("wards", .wardsTitle, mine))\
            \(pen.section("carers", .carersTitle, "\(carers.isEmpty ? none : theirs)\(form)"))
            """
    }

    private func ward(_ ward: Relation, in pen: Pen) -> HTML {
        """
        <li><a class="place" href="\(Address.wardData(ward.person))">\(pen.icon(.person))<span class="grow">\
        <span class="name">\(ward.name)</span><span class="meta">\(pen.words(ward.kind.wardPhrase))</span></span>\
        \(pen.icon(.onward))</a></li>
        """
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

extension Guardianship.Kind {
    /// What somebody is who acts.
    var phrase: PeoplePhrase {
        switch self {
        case .guardian: .guardianGuardian
        case .carer: .guardianCarer
        }
    }

    /// As what the reader acts for somebody.
    var wardPhrase: PeoplePhrase {
        switch self {
        case .guardian: .wardsAsGuardian
        case .carer: .wardsAsCarer
        }
    }
}
