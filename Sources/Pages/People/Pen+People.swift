import HTML
import Vocabulary

extension Pen {
    /// What came of a form, said once; after a refusal the summary that leads to the field.
    func view(of told: PeopleTold?) -> HTML {
        if let draft = frame.draft { return summary(of: draft) }
        guard let told else { return .nothing }
        let (look, role, picture) = told.isGood ? ("good", "status", Icon.done) : ("error", "alert", Icon.attention)
        return #"<p class="notice \#(look)" role="\#(role)">\#(icon(picture))<span>\#(words(told.phrase))</span></p>"#
    }

    private func summary(of draft: FormDraft) -> HTML {
        let said = HTML.text(words(draft.told.phrase))
        let line: HTML = draft.field.map { #"<a href="\#(Link.fragment($0))">\#(said)</a>"# } ?? said
        return """
            <div class="notice error" role="alert" tabindex="-1" data-focus="yes">\(icon(.attention))<div>\
            <strong>\(words(.doorOne))</strong><ul><li>\(line)</li></ul></div></div>
            """
    }

    /// The error below a field; nothing where all is well.
    func fault(at name: String) -> HTML {
        guard let draft = frame.draft, draft.field == name else { return .nothing }
        return """
            <p class="err" id="\(name)-error">\(icon(.attention))<span>\(words(draft.told.phrase))</span></p>
            """
    }

    /// Whether a refused form had a box ticked; what stands at first otherwise.
    func isTicked(_ name: String, else first: Bool) -> Bool { frame.draft.map { $0.values[name] != nil } ?? first }

    /// A field of one line with its label above, a hint between and the error below; a refused form keeps what was typed.
    func field(
        _ name: String, _ label: PeoplePhrase, hint: PeoplePhrase? = nil, type: String = "text", max: Int = 50
    ) -> HTML {
        let hintView: HTML? = hint.map { #"<span class="hint" id="\#(name)-hint">\#(words($0))</span>"# }
        let isWrong = frame.draft?.field == name
        let described = [hint == nil ? nil : name + "-hint", isWrong ? name + "-error" : nil].compactMap { $0 }
        return """
            <div class="field"><label for="\(name)">\(words(label))</label>\(hintView)<input class="input" id="\(name)" \
            name="\(name)" type="\(type)" maxlength="\(String(max))" autocomplete="off"\
            \(attribute: "value", frame.draft?.values[name])\
            \(attribute: "aria-describedby", described.isEmpty ? nil : described.joined(separator: " "))\
            \(attribute: "aria-invalid", isWrong ? "true" : nil)>\(fault(at: name))</div>
            """
    }

    /// A choice of one of some words.
    func choice(_ name: String, _ label: PeoplePhrase, _ options: [(value: String, text: String)]) -> HTML {
        let chosen = frame.draft?.values[name]
        return """
            <div class="field"><label for="\(name)">\(words(label))</label><select class="input" id="\(name)" \
            name="\(name)">\(each: options, { each in """
                <option value="\(each.value)"\(attribute: "selected", if: each.value == chosen)>\(each.text)</option>
                """ })</select></div>
            """
    }

    /// A section with a heading.
    func section(_ id: String, _ title: PeoplePhrase, _ content: HTML) -> HTML {
        """
        <section class="stack tight" aria-labelledby="\(id)"><h2 class="lab" id="\(id)">\(words(title))</h2>\
        \(content)</section>
        """
    }

    /// A form in a card that ends with one button.
    func form(_ action: Link, _ button: PeoplePhrase, look: String = "btn full", _ fields: HTML) -> HTML {
        """
        <form class="card stack" method="post" action="\(action)">\(hidden())\(fields)\
        <button class="\(look)">\(words(button))</button></form>
        """
    }

    /// A form that is seldom needed, behind its heading; open where it was refused.
    func fold(_ title: PeoplePhrase, _ fields: [String], _ content: HTML) -> HTML {
        let isRefused = frame.draft.map { draft in fields.contains { draft.values[$0] != nil } } ?? false
        return """
            <details class="fold"\(attribute: "open", if: isRefused)><summary>\(words(title))</summary>\(content)</details>
            """
    }

    /// A form of one small button beside what it acts on.
    func act(_ action: Link, _ name: String, _ value: String, _ button: PeoplePhrase, of whom: String) -> HTML {
        """
        <form method="post" action="\(action)">\(hidden())<input type="hidden" name="\(name)" value="\(value)">\
        <button class="btn sm" aria-label="\(words(.actOf, ["act": words(button), "whom": whom]))">\(words(button))</button></form>
        """
    }
}
