public import HTML
import Vocabulary

extension MePage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let sizes = [
            sizeButton(.meStandard, isElder: false, in: pen), sizeButton(.meLarge, isElder: true, in: pen),
        ]
        let body: HTML = """
            \(pen.saidView)\(whoView(in: pen))\(pen.doorView)\(workView(in: pen))\(communityView(in: pen))\
            \(choices("size", .meSize, sizes, in: pen))\
            \(choices("theme", .meTheme, Theme.allCases.map { themeButton($0, in: pen) }, in: pen))\
            \(choices("language", .meLanguage, Language.allCases.map { languageButton($0, in: pen) }, in: pen))\
            <p><a href="\(Address.myHome)">\(words(.ownHomeTitle))</a> · \
            <a href="\(Address.noticeChoices)">\(words(.choicesTitle))</a> · \
            <a href="\(Address.data)">\(words(.dataTitle))</a> · \
            <a href="\(Address.rights)">\(words(.rightsTitle))</a> · \
            <a href="\(Address.licenses)">\(words(.meAbout))</a></p>
            """
        return pen.page(words(.meTitle), .bar(title: words(.meTitle), back: nil), section: .me, body)
    }

    private func whoView(in pen: Pen) -> HTML {
        let words = pen.words
        let who = pen.frame.person.map { pen.name($0) } ?? words(.meNobody)
        let link = Address.identity.query("return", pen.frame.path.text)
        return """
            <section class="card stack tight" aria-labelledby="who"><h2 class="lab" id="who">\(words(.meWho))</h2>\
            <p class="row">\(pen.icon(.person))<span>\(who)</span></p>\
            \(if: pen.frame.isDemo, "<a class=\"btn\" href=\"\(link)\">\(words(.meChange))</a>")</section>
            """
    }

    private func workView(in pen: Pen) -> HTML {
        let words = pen.words
        guard waiting != nil || !offices.isEmpty else { return .nothing }
        func row(_ link: Link, _ icon: Icon, _ name: String, _ meta: String?) -> HTML {
            let below: HTML? = meta.map { #"<span class="meta">\#($0)</span>"# }
            return """
                <li><a class="place" href="\(link)">\(pen.icon(icon))<span class="grow"><span class="name">\(name)</span>\
                \(below)</span>\(pen.icon(.onward))</a></li>
                """
        }
        let count = waiting ?? 0
        let state = count == 0 ? words(.confirmNone) : words(.confirmCount, ["count": String(count)])
        return """
            <section class="stack tight" aria-labelledby="work"><h2 class="lab" id="work">\(words(.meWork))</h2>\
            <ul class="places">\(if: waiting != nil, row(Address.confirmations, .check, words(.confirmTitle), state))\
            \(each: offices, { row(Address.roles($0.id), .people, words(.rolesTitleOf, ["place": words($0.name)]), nil) })\
            </ul></section>
            """
    }

    private func communityView(in pen: Pen) -> HTML {
        let words = pen.words
        let name: HTML? = community.map { #"<ul class="places">\#($0.view(in: pen))</ul>"# }
        return """
            <section class="stack tight" aria-labelledby="community"><div class="head"><h2 id="community">\(words(.meCommunity))</h2>\
            <a href="\(Address.places)">\(words(community == nil ? .chooseTitle : .homeChange))</a></div>\(name)</section>
            """
    }

    private func choices(_ id: String, _ title: Phrase, _ buttons: [HTML], in pen: Pen) -> HTML {
        """
        <section class="stack tight" aria-labelledby="\(id)"><h2 class="lab" id="\(id)">\(pen.words(title))</h2>\
        <div class="choices">\(buttons)</div></section>
        """
    }

    private func sizeButton(_ phrase: Phrase, isElder: Bool, in pen: Pen) -> HTML {
        let isOn = pen.frame.isElder == isElder
        let value = isElder ? "elder" : "standard"
        return pen.button(
            Address.mode, name: "mode", value: value, class: look(isOn), HTML.text(pen.words(phrase)), pressed: isOn)
    }

    private func themeButton(_ theme: Theme, in pen: Pen) -> HTML {
        let isOn = pen.frame.theme == theme
        let phrase: Phrase = theme == .system ? .meSystem : theme == .light ? .meLight : .meDark
        return pen.button(
            Address.mode, name: "theme", value: theme.rawValue, class: look(isOn), HTML.text(pen.words(phrase)),
            pressed: isOn)
    }

    private func languageButton(_ language: Language, in pen: Pen) -> HTML {
        let isOn = pen.frame.language == language
        let name = language == .zhHans ? "中文" : "English"
        let inner: HTML = #"<span lang="\#(language.htmlLanguage)">\#(name)</span>"#
        return pen.button(
            Address.language, name: "language", value: language.rawValue, class: look(isOn), inner, pressed: isOn)
    }

    private func look(_ isOn: Bool) -> String {
        isOn ? "btn on" : "btn"
    }
}
