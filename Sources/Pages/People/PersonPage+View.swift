public import HTML
import People

extension PersonPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let name = isProtected ? words(.personProtected) : person.name ?? words(.peopleErased)
        let body: HTML = """
            \(pen.view(of: told))\(openedView(in: pen))<section class="card stack tight" aria-labelledby="known">\
            <h2 class="lab" id="known">\(name)</h2><dl class="facts"><dt>\(words(.peoplePhone))</dt>\
            <dd>\(person.phone ?? "–")</dd><dt>\(words(.personDocument))</dt><dd>\(document ?? "–")</dd></dl></section>\
            \(if: !isProtected, reading(in: pen))
            """
        let title = words(.personTitle)
        return pen.page(title, .bar(title: title, back: Address.people(community.id)), section: .desk, body)
    }

    private func openedView(in pen: Pen) -> HTML {
        guard !opened.isEmpty else { return .nothing }
        return """
            <section class="card stack tight" aria-labelledby="opened"><h2 class="lab" id="opened">\
            \(pen.words(.personOpened))</h2><dl class="facts">\(each: opened, { each in
                "<dt>\(pen.words(each.field))</dt><dd>\(each.value)</dd>"
            })</dl><p class="meta">\(pen.words(.personRecorded))</p></section>
            """
    }

    private func reading(in pen: Pen) -> HTML {
        let words = pen.words
        let fields: [(String, PeoplePhrase)] = [
            ("phone", .peoplePhone), ("name", .peopleName), ("document", .personDocument), ("birth", .peopleBirth),
        ]
        let content: HTML = """
            \(pen.choice("purpose", .personPurpose, Reading.Purpose.allCases.map { ($0.rawValue, words($0.phrase)) }))\
            <fieldset class="field"><legend>\(words(.personFields))</legend><div class="ward">\(each: fields, { each in """
                <label class="app"><input type="checkbox" name="field-\(each.0)" value="yes"\
                \(attribute: "checked", if: each.0 == "phone")>\(pen.icon(.person))<span>\(words(each.1))</span></label>
                """ })</div></fieldset><p class="meta">\(words(.personReadingHint))</p>
            """
        let action = Address.readings(person.id, at: community.id)
        return pen.section("reading", .personRead, pen.form(action, .personReadGo, look: "btn main full", content))
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
