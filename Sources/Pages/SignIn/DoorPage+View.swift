package import HTML

extension DoorPage {
    /// Draws the page.
    package func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let lead: HTML? = lead.map { "<p>\(words.said($0, leadValues))</p>" }
        let body: HTML = """
            \(pen.saidView)\(summary(in: pen))\(lead)\(each: notes, { view(of: $0, in: pen) })\(form(in: pen))\
            \(each: furthers, { view(of: $0, in: pen) })\(each: ways, { view(of: $0, in: pen) })\(linkList(in: pen))
            """
        let title = words.said(title, titleValues)
        return pen.page(title, .bar(title: title, back: back), section: nil, body)
    }

    /// The form alone with what has to be mended, for a page that shows more.
    func formView(in pen: Pen) -> HTML { "\(summary(in: pen))\(form(in: pen))" }

    private func form(in pen: Pen) -> HTML {
        guard let action, let button else { return .nothing }
        return """
            <form class="stack" method="post" action="\(action)">\(pen.hidden())\(hiddenFields(hidden))\
            \(each: fields, { view(of: $0, in: pen) })<button class="btn main full">\(pen.words(button))</button></form>
            """
    }

    private func hiddenFields(_ items: [(String, String)]) -> HTML {
        "\(each: items, { #"<input type="hidden" name="\#($0.0)" value="\#($0.1)">"# })"
    }

    private func view(of further: Further, in pen: Pen) -> HTML {
        """
        <form method="post" action="\(further.action)">\(pen.hidden())\(hiddenFields(further.hidden))\
        <button class="btn full">\(pen.words(further.phrase))</button></form>
        """
    }

    private func view(of way: Way, in pen: Pen) -> HTML {
        """
        <a class="btn full" href="\(way.link)">\(pen.words(.providerGo, ["provider": pen.words(way.name)]))</a>
        """
    }

    private func linkList(in pen: Pen) -> HTML {
        // Where nothing is filled in, the first link is what comes next.
        let (next, others) = button == nil ? (links.first, links.dropFirst()) : (nil, links[...])
        let main: HTML? = next.map {
            #"<p><a class="btn main full" href="\#($0.link)">\#(pen.words($0.phrase))</a></p>"#
        }
        guard !others.isEmpty else { return main ?? .nothing }
        return """
            \(main)<p class="row wrap">\(each: Array(others), { #"<a class="btn plain" href="\#($0.link)">\#(pen.words($0.phrase))</a>"# })</p>
            """
    }

    private func view(of note: Note, in pen: Pen) -> HTML {
        let words = pen.words
        switch note {
        case .good(let phrase, let values):
            return """
                <p class="notice good" role="status">\(pen.icon(.info))<span>\(words.said(phrase, values))</span></p>
                """
        case .plain(let phrase): return "<p>\(words(phrase))</p>"
        case .words(let phrase, let text): return "<p>\(words(phrase))</p><p><code class=\"secret\">\(text)</code></p>"
        case .codes(let codes):
            return #"<ul class="codes">\#(each: codes, { "<li><code class=\"secret\">\($0)</code></li>" })</ul>"#
        case .picture(let picture): return "<div class=\"card picture\">\(picture)</div>"
        }
    }

    private func summary(in pen: Pen) -> HTML {
        guard !faults.isEmpty else { return .nothing }
        let items: [HTML] = faults.map { fault in
            let text = pen.words.said(fault.phrase, fault.values)
            guard let field = fault.field else { return "<li>\(text)</li>" }
            return #"<li><a href="\#(Link.fragment(field))">\#(text)</a></li>"#
        }
        let lead: HTML? =
            faults.contains { $0.field != nil } ? "<strong>\(pen.words(.doorOne))</strong>" : nil
        return """
            <div class="notice error" role="alert" tabindex="-1" data-focus="yes">\(pen.icon(.attention))<div>\
            \(lead)<ul>\(each: items, { $0 })</ul></div></div>
            """
    }

    private func view(of field: Field, in pen: Pen) -> HTML {
        let words = pen.words
        let fault = faults.first { $0.field == field.id }
        let hint: HTML? = field.hint.map { #"<span class="hint" id="\#(field.id)-hint">\#(words($0))</span>"# }
        let error: HTML? = fault.map {
            """
            <p class="err" id="\(field.id)-error">\(pen.icon(.attention))<span>\(words.said($0.phrase, $0.values))</span></p>
            """
        }
        let described = described(field, by: fault)
        if case .check = field.kind {
            return """
                <div class="field"><label class="row top check"><input type="checkbox" id="\(field.id)" name="\(field.id)" \
                value="yes"\(attribute: "checked", if: field.value == "yes")\(attribute: "aria-describedby", described)\
                \(attribute: "aria-invalid", fault == nil ? nil : "true")><span>\(words(field.label))</span></label>\
                \(hint)\(error)</div>
                """
        }
        return """
            <div class="field"><label for="\(field.id)">\(words(field.label))</label>\(hint)\
            \(input(field, described, isWrong: fault != nil, in: pen))\(error)</div>
            """
    }

    private func described(_ field: Field, by fault: Fault?) -> String? {
        let parts = [field.hint == nil ? nil : "\(field.id)-hint", fault == nil ? nil : "\(field.id)-error"]
        let text = parts.compactMap { $0 }.joined(separator: " ")
        return text.isEmpty ? nil : text
    }

    private func input(_ field: Field, _ described: String?, isWrong: Bool, in pen: Pen) -> HTML {
        if case .choice(let choices) = field.kind {
            let options: [HTML] = choices.map {
                #"<option value="\#($0.value)"\#(attribute: "selected", if: $0.value == field.value)>\#(pen.words($0.name))</option>"#
            }
            return """
                <select class="input" id="\(field.id)" name="\(field.id)"\(attribute: "aria-describedby", described)\
                \(attribute: "aria-invalid", isWrong ? "true" : nil)>\(each: options, { $0 })</select>
                """
        }
        let (type, mode): (String, String?) =
            switch field.kind {
            case .telephone: ("tel", "tel")
            case .password, .newPassword: ("password", nil)
            case .number: ("text", "numeric")
            case .digits, .text, .check, .choice: ("text", nil)
            }
        return """
            <input class="input" type="\(type)" id="\(field.id)" name="\(field.id)" value="\(field.value)" \
            autocomplete="\(field.autocomplete)"\(attribute: "inputmode", mode)\(attribute: "aria-describedby", described)\
            \(attribute: "aria-invalid", isWrong ? "true" : nil)>
            """
    }
}

extension Words {
    /// Says a phrase of the door with values that were put together at run time.
    func said(_ phrase: SignInPhrase, _ values: [(String, String)]) -> String {
        values.reduce(said(phrase)) { text, value in text.replacing("{\(value.0)}", with: value.1) }
    }
}
