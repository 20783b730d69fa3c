public import HTML

extension IdentityPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let back: HTML = #"<input type="hidden" name="return" value="\#(back.text)">"#
        let body: HTML = """
            \(pen.saidView)<p>\(words(.identityLead))</p><form class="stack tight" method="post" action="\(Address.identity)">\
            \(pen.hidden())\(back)<h2 class="hide">\(words(.identityPeople))</h2>\
            \(each: people, { view(of: $0, in: pen) })\(if: frame.person != nil, nobody(in: pen))</form>
            """
        let header = Pen.Header.bar(title: words(.identityTitle), back: self.back)
        return pen.page(words(.identityTitle), header, section: .me, body)
    }

    private func view(of persona: Persona, in pen: Pen) -> HTML {
        let words = pen.words
        let person = persona.person
        let isCurrent = person.id == pen.frame.person?.id
        let choice: HTML =
            isCurrent
            ? #"<p class="row small">\#(pen.icon(.check))<strong>\#(words(.identityCurrent))</strong></p>"#
            : """
            <button class="btn" name="person" value="\(person.id)">\(words(.identityBe, ["name": words(person.name)]))</button>
            """
        return """
            <section class="card stack tight"><div class="row top">\(pen.icon(person.isStaff ? .inbox : .person))\
            <div class="grow"><h3>\(pen.name(person))</h3><p class="small soft">\(words(persona.about))</p></div></div>\
            \(choice)</section>
            """
    }

    private func nobody(in pen: Pen) -> HTML {
        #"<button class="btn plain" name="person" value="">\#(pen.words(.identityNobody))</button>"#
    }
}
