import HTML
import Vocabulary

extension Pen {
    /// What came of a form, said once.
    func view(of told: PeopleTold?) -> HTML {
        guard let told else { return .nothing }
        let (look, role, picture) = told.isGood ? ("good", "status", Icon.done) : ("error", "alert", Icon.attention)
        return #"<p class="notice \#(look)" role="\#(role)">\#(icon(picture))<span>\#(words(told.phrase))</span></p>"#
    }

    /// A field of one line with its label above and a hint between.
    func field(
        _ name: String, _ label: PeoplePhrase, hint: PeoplePhrase? = nil, type: String = "text", max: Int = 50
    ) -> HTML {
        let hintView: HTML? = hint.map { #"<span class="hint" id="\#(name)-hint">\#(words($0))</span>"# }
        return """
            <div class="field"><label for="\(name)">\(words(label))</label>\(hintView)<input class="input" id="\(name)" \
            name="\(name)" type="\(type)" maxlength="\(String(max))" autocomplete="off"\
            \(attribute: "aria-describedby", hint == nil ? nil : name + "-hint")></div>
            """
    }

    /// A choice of one of some words.
    func choice(_ name: String, _ label: PeoplePhrase, _ options: [(value: String, text: String)]) -> HTML {
        """
        <div class="field"><label for="\(name)">\(words(label))</label><select class="input" id="\(name)" \
        name="\(name)">\(each: options, { #"<option value="\#($0.value)">\#($0.text)</option>"# })</select></div>
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
}
