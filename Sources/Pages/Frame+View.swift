import HTML
import Vocabulary

/// Which entry of the main navigation a page belongs to.
enum Section {
    case home, matters, desk, me
}

extension Pen {
    /// What stands at the top of a page in one column.
    enum Header {
        /// The dark band with the mark and the two switches; used on home and wherever the reader begins.
        case band(title: String, below: HTML)
        /// A light bar with the way back.
        case bar(title: String, back: Link?)
    }

    /// A whole page in one column.
    func page(_ title: String, _ header: Header, section: Section?, isForm: Bool = false, _ body: HTML) -> HTML {
        let isUnder: Bool
        if case .bar = header { isUnder = true } else { isUnder = false }
        let column: HTML = """
            <div class="page">\(view(of: header))<main class="body\(isUnder ? " under" : "")" id="main" tabindex="-1">\
            \(body)</main>\(foot)</div>
            """
        return document(title, section: section, class: isForm ? "is-form" : nil, isLive: false, column)
    }

    /// The document around any page.
    func document(_ title: String, section: Section?, class look: String?, isLive: Bool, _ content: HTML) -> HTML {
        let assets = frame.assets
        let title = words(.frameTitle, ["page": title, "site": words(.brand)])
        let theme = frame.theme == .system ? nil : frame.theme.rawValue
        let live: HTML = """
            <meta name="htmx-config" content="{&quot;allowEval&quot;:false,&quot;includeIndicatorStyles&quot;:false,\
            &quot;selfRequestsOnly&quot;:true,&quot;historyCacheSize&quot;:0}">\
            <script src="\(assets.htmxLink)" defer></script><script src="\(assets.liveLink)" defer></script>
            """
        return """
            <!doctype html>
            <html lang="\(frame.language.htmlLanguage)"\(attribute: "data-theme", theme)\
            \(attribute: "data-mode", frame.isElder ? "elder" : nil)><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>\(title)</title>\
            <link rel="icon" href="\(assets.markLink)" type="image/svg+xml">\
            <link rel="stylesheet" href="\(assets.styleSheetLink)">\
            <script type="module" src="\(assets.scriptLink)"></script>\(if: isLive, live)</head>
            <body\(attribute: "class", look)><a class="skip" href="#main">\(words(.frameSkip))</a>\
            \(demo)<div class="shell">\(navigation(section))\(content)</div></body></html>

            """
    }

    private func view(of header: Header) -> HTML {
        switch header {
        case .band(let title, let below):
            return """
                <header class="band">\(bandLanes)<div class="row between"><a class="brand" href="\(Address.home)">\(mark)\
                \(words(.brand))</a><div class="tools">\(bell)\(if: !frame.isElder, languageSwitch("tool"))\(elderSwitch("tool"))</div>\
                </div><h1>\(title)</h1>\(below)</header>
                """
        case .bar(let title, let back):
            let name = back == Address.home ? words(.frameBackHome) : words(.frameBack)
            let way: HTML? = back.map { #"<a class="icon" href="\#($0)" aria-label="\#(name)">\#(icon(.back))</a>"# }
            return #"<header class="bar\#(back == nil ? " plain" : "")">\#(way)<h1>\#(title)</h1>\#(bell)</header>"#
        }
    }

    /// The other language, named in itself; keeps the page.
    func languageSwitch(_ look: String) -> HTML {
        let other: Language = frame.language == .zhHans ? .en : .zhHans
        return """
            <form method="post" action="\(Address.language)">\(hidden(returns: true))<button class="\(look)" name="language" \
            value="\(other.rawValue)" lang="\(other.htmlLanguage)">\(icon(.languages))\(words(.frameSwitchLanguage))</button></form>
            """
    }

    private func elderSwitch(_ look: String) -> HTML {
        let inner: HTML = "\(icon(.letterSize))\(words(frame.isElder ? .frameElderOff : .frameElderOn))"
        return button(Address.mode, name: "mode", value: frame.isElder ? "standard" : "elder", class: look, inner)
    }

    private var demo: HTML {
        guard frame.isDemo else { return .nothing }
        let who = frame.person.map { name($0) } ?? words(.frameDemoNobody)
        return """
            <aside class="demo" aria-label="\(words(.frameDemoLabel))"><p>\(words(.frameDemo))</p>\
            <a href="\(Address.identity.query("return", frame.path.text))">\(who) · \(words(.frameDemoChange))</a></aside>
            """
    }

    private func navigation(_ section: Section?) -> HTML {
        let desk: HTML? = frame.deskID.map { entry(Address.desk($0), .inbox, .navDesk, isCurrent: section == .desk) }
        return """
            <nav class="nav" aria-label="\(words(.frameNav))"><ul><li class="brand">\(mark)</li>\
            \(entry(Address.home, .house, .navHome, isCurrent: section == .home))\
            \(entry(Address.matters, .list, .navMatters, isCurrent: section == .matters))\
            \(desk)\(entry(Address.me, .person, .navMe, isCurrent: section == .me))</ul></nav>
            """
    }

    private func entry(_ link: Link, _ picture: Icon, _ phrase: Phrase, isCurrent: Bool) -> HTML {
        """
        <li><a href="\(link)"\(attribute: "aria-current", isCurrent ? "page" : nil)>\(icon(picture))\(words(phrase))</a></li>
        """
    }

    /// What stands below every page: the other language, except in elder mode, where it is under 我, and the licences.
    var foot: HTML {
        """
        <footer class="foot">\(if: !frame.isElder, languageSwitch("link"))\
        <a href="\(Address.licenses)">\(words(.frameLicenses))</a></footer>
        """
    }

    private var bandLanes: HTML {
        """
        <svg class="lanes" viewBox="0 0 240 76" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">\
        <rect class="b" x="0" y="0" width="22" height="24" rx="2"/><rect class="b" x="28" y="0" width="14" height="24" rx="2"/>\
        <rect class="b" x="48" y="0" width="22" height="24" rx="2"/><rect class="b" x="76" y="0" width="13.5" height="10.5" rx="1.5"/>\
        <rect class="b" x="76" y="13.5" width="13.5" height="10.5" rx="1.5"/><rect class="b" x="92.5" y="0" width="13.5" height="10.5" rx="1.5"/>\
        <rect class="b" x="92.5" y="13.5" width="13.5" height="10.5" rx="1.5"/><rect class="b" x="112" y="0" width="22" height="24" rx="2"/>\
        <rect class="b" x="140" y="0" width="14" height="24" rx="2"/><rect class="b" x="160" y="0" width="22" height="24" rx="2"/>\
        <rect class="b" x="188" y="0" width="30" height="24" rx="2"/><rect class="b" x="224" y="0" width="16" height="24" rx="2"/>\
        <rect class="b" x="0" y="30" width="22" height="16" rx="2"/><rect class="b" x="28" y="30" width="14" height="16" rx="2"/>\
        <rect class="b" x="48" y="30" width="22" height="16" rx="2"/><rect class="b" x="76" y="30" width="30" height="16" rx="2"/>\
        <rect class="b" x="112" y="30" width="22" height="16" rx="2"/><rect class="b" x="140" y="30" width="14" height="16" rx="2"/>\
        <rect class="b" x="160" y="30" width="9.5" height="6.5" rx="1.5"/><rect class="b" x="160" y="39.5" width="9.5" height="6.5" rx="1.5"/>\
        <rect class="b" x="172.5" y="30" width="9.5" height="6.5" rx="1.5"/><rect class="b" x="172.5" y="39.5" width="9.5" height="6.5" rx="1.5"/>\
        <rect class="b" x="188" y="30" width="30" height="16" rx="2"/><rect class="b" x="224" y="30" width="16" height="16" rx="2"/>\
        <rect class="b" x="0" y="52" width="22" height="24" rx="2"/><rect class="b" x="28" y="52" width="14" height="24" rx="2"/>\
        <rect class="b" x="48" y="52" width="22" height="24" rx="2"/><rect class="b" x="76" y="52" width="30" height="24" rx="2"/>\
        <rect class="b" x="112" y="52" width="22" height="24" rx="2"/><rect class="b" x="140" y="52" width="14" height="24" rx="2"/>\
        <rect class="b" x="160" y="52" width="22" height="24" rx="2"/><rect class="b" x="188" y="52" width="30" height="24" rx="2"/>\
        <rect class="b" x="224" y="52" width="16" height="24" rx="2"/></svg>
        """
    }
}
