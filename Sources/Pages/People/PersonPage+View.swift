public import HTML
import People

extension PersonPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let name = isProtected ? words(.personProtected) : person.name ?? words(.peopleErased)
        let body: HTML = """
            \(pen.view(of: told))\(pen.openedView(opened))<section class="card stack tight" aria-labelledby="known">\
            <h2 class="lab" id="known">\(name)</h2><dl class="facts"><dt>\(words(.peoplePhone))</dt>\
            <dd>\(person.phone ?? "–")</dd><dt>\(words(.personDocument))</dt><dd>\(document ?? "–")</dd></dl></section>\
            \(if: !isProtected || openUntil != nil, reading(in: pen))\(relations(in: pen))\(protection(in: pen))
            """
        let title = words(.personTitle)
        return pen.page(title, .bar(title: title, back: Address.people(community.id)), section: .desk, body)
    }

    private func reading(in pen: Pen) -> HTML {
        let until: HTML? = openUntil.map {
            "<p>\(pen.words(.confirmOpenUntil, ["when": pen.dates.moment($0)]))</p>"
        }
        let action = Address.readings(person.id, at: community.id)
        let form = pen.form(action, .personReadGo, look: "btn main full", pen.readingFields)
        return pen.section("reading", .personRead, "\(until)\(form)")
    }

    private func relations(in pen: Pen) -> HTML {
        let words = pen.words
        guard !isProtected, mayEnter || !guardians.isEmpty else { return .nothing }
        let end = Address.guardianEnd(person.id, at: community.id)
        let list: HTML = """
            <ul class="places">\(each: guardians, { each in """
                <li class="place">\(pen.icon(.handler))<span class="grow"><span class="name">\(each.name)</span>\
                <span class="meta">\(words(each.kind.phrase))</span></span>\
                \(if: mayEnter, pen.act(end, "guardianship", each.id, .carersEnd, of: each.name))</li>
                """ })</ul>
            """
        let fields: HTML = """
            \(pen.choice("kind", .guardianKind, Guardianship.Kind.allCases.map { ($0.rawValue, words($0.phrase)) }))\
            \(pen.field("guardian-phone", .peoplePhone, hint: .rolesPhoneHint, type: "tel", max: 32))
            """
        let form = pen.form(Address.guardians(person.id, at: community.id), .guardianGo, fields)
        let none: HTML = "<p>\(words(.guardianNone))</p>"
        return pen.section(
            "guardians", .guardianTitle, "\(guardians.isEmpty ? none : list)\(if: mayEnter, form)")
    }

    private func protection(in pen: Pen) -> HTML {
        guard mayProtect else { return .nothing }
        let acts: [(TwoPersons.Act, [TwoPersons.Reason])] =
            isProtected
            ? [(.open, TwoPersons.Reason.ofOpening), (.unprotect, TwoPersons.Reason.ofUnprotecting)]
            : [(.protect, TwoPersons.Reason.ofProtecting)]
        return """
            \(each: acts, { act, reasons in
                if act == .open, openUntil != nil { return .nothing }
                let fields: HTML = """
                    <p class="meta">\(pen.words(act.hint))</p><input type="hidden" name="act" value="\(act.rawValue)">\
                    \(pen.choice("\(act.rawValue)-reason", .confirmReason, reasons.map { ($0.rawValue, pen.words($0.phrase)) }))
                    """
                let action = Address.protection(person.id, at: community.id)
                return pen.section(act.rawValue, act.title, pen.form(action, .confirmPropose, fields))
            })
            """
    }
}

extension Pen {
    /// What was just opened, with the word that it is recorded.
    func openedView(_ opened: [(field: PeoplePhrase, value: String)]) -> HTML {
        guard !opened.isEmpty else { return .nothing }
        return """
            <section class="card stack tight" aria-labelledby="opened"><h2 class="lab" id="opened">\
            \(words(.personOpened))</h2><dl class="facts">\(each: opened, { each in
                "<dt>\(words(each.field))</dt><dd>\(each.value)</dd>"
            })</dl><p class="meta">\(words(.personRecorded))</p></section>
            """
    }

    /// For what, and which fields.
    var readingFields: HTML {
        let fields: [(String, PeoplePhrase)] = [
            ("phone", .peoplePhone), ("name", .peopleName), ("document", .personDocument), ("birth", .peopleBirth),
        ]
        return """
            \(choice("purpose", .personPurpose, Reading.Purpose.allCases.map { ($0.rawValue, words($0.phrase)) }))\
            \(fault(at: "purpose"))<fieldset class="field"><legend>\(words(.personFields))</legend><div class="ward">\
            \(each: fields, { each in """
                <label class="app"><input type="checkbox" name="field-\(each.0)" value="yes"\
                \(attribute: "checked", if: isTicked("field-" + each.0, else: each.0 == "phone"))>\(icon(.person))\
                <span>\(words(each.1))</span></label>
                """ })</div></fieldset><p class="meta">\(words(.personReadingHint))</p>
            """
    }
}

extension Reading.Purpose {
    var phrase: PeoplePhrase {
        switch self {
        case .contact: .purposeContact
        case .identify: .purposeIdentify
        case .matter: .purposeMatter
        case .care: .purposeCare
        case .emergency: .purposeEmergency
        }
    }
}
