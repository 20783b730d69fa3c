import Flows
public import HTML

extension DeskPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let content: HTML = """
            <div class="deskmain"><header class="topbar"><h1>\(words(.deskTitle))</h1>\
            <span class="small soft">\(words(community.name))</span>\
            <a href="\(Address.people(community.id))">\(words(.deskPeople))</a>\(searchView(in: pen))\(pen.bell)</header>\
            <main class="work" id="main" tabindex="-1"><div class="stack" hx-ext="sse" sse-connect="\(Address.live(community.id))">\
            \(pen.saidView)<div class="stack" id="rows" hx-get="\(here.link)" hx-trigger="sse:journal" hx-select="#rows" \
            hx-target="#rows" hx-swap="outerHTML">\(tabs(in: pen))\(filters(in: pen))\(table(in: pen))</div></div>\
            <aside class="stack" id="selected" aria-label="\(words(.deskSelected))">\(side(in: pen))</aside></main>\(pen.foot)</div>
            """
        let title = words(.deskTitleOf, ["place": words(community.name)])
        return pen.document(title, section: .desk, class: "is-desk", isLive: true, content)
    }

    private var here: DeskLink {
        DeskLink(desk: community.id, view: view, kind: kind, search: search, page: page, matter: selected?.card.id)
    }

    private func searchView(in pen: Pen) -> HTML {
        let words = pen.words
        let hidden: HTML = #"<input type="hidden" name="view" value="\#(view.rawValue)">"#
        return """
            <form class="search" role="search" action="\(Address.desk(community.id))">\(if: view != .open, hidden)\
            <div class="field-box">\(pen.icon(.search))<input type="search" name="q" value="\(search)" maxlength="40" \
            aria-label="\(words(.deskSearch))" placeholder="\(words(.deskSearchHint))"></div>\
            <select name="kind" aria-label="\(words(.deskKind))"><option value="">\(words(.deskKindAll))</option>\
            \(each: MatterKind.allCases, { each in """
                <option value="\(each.rawValue)"\(attribute: "selected", if: each == kind)>\(words(each.phrase))</option>
                """ })</select><button class="btn sm">\(words(.deskSearchGo))</button></form>
            """
    }

    private func tabs(in pen: Pen) -> HTML {
        """
        <nav class="tabs" aria-label="\(pen.words(.deskViews))">\(each: View.allCases, { each in
            var link = here
            link.view = each
            link.page = 1
            link.matter = nil
            let isLate = each == .late && counts.late > 0
            return """
                <a href="\(link.link)"\(attribute: "aria-current", each == view ? "page" : nil)>\(pen.words(each.phrase)) \
                <span class="count\(isLate ? " late" : "")">\(counts[each])</span></a>
                """
        })</nav>
        """
    }

    private func filters(in pen: Pen) -> HTML {
        let words = pen.words
        var withoutKind = here
        withoutKind.kind = nil
        withoutKind.page = 1
        var withoutSearch = here
        withoutSearch.search = ""
        withoutSearch.page = 1
        let kindView: HTML? = kind.map { kind in
            let name = words(kind.phrase)
            return filter(withoutKind.link, name, words(.deskClearKind, ["kind": name]), in: pen)
        }
        let searchView: HTML? =
            search.isEmpty
            ? nil : filter(withoutSearch.link, search, words(.deskClearSearch, ["search": search]), in: pen)
        guard kind != nil || !search.isEmpty else { return .nothing }
        return #"<div class="filters">\#(kindView)\#(searchView)</div>"#
    }

    private func filter(_ link: Link, _ text: String, _ label: String, in pen: Pen) -> HTML {
        #"<a class="filter on" href="\#(link)" aria-label="\#(label)"><span>\#(text)</span>\#(pen.icon(.remove))</a>"#
    }

    private func side(in pen: Pen) -> HTML {
        guard let selected else { return pen.empty(pen.words(.deskPick)) }
        let words = pen.words
        let card = selected.card
        let handler = selected.handler.map { pen.name($0) } ?? words(.matterNobody)
        return """
            \(pen.summary(of: selected.errors))<section class="panel" aria-labelledby="picked"><div class="pad stack tight">\
            <div class="row between top wrap"><h2 class="lab grow" id="picked">\(card.title)</h2>\(card.chipView(in: pen))</div>\
            \(card.dueView(in: pen, isFull: true))<dl class="facts"><dt>\(words(.deskFactPlace))</dt><dd>\(words(card.place))</dd>\
            <dt>\(words(.deskFactKind))</dt><dd>\(words(card.kind.phrase))</dd><dt>\(words(.deskFactHandler))</dt>\
            <dd>\(handler)</dd><dt>\(words(.deskFactReported))</dt><dd>\(pen.dates.moment(card.reportedAt))</dd></dl>\
            \(selected.steps(in: pen))<p><a href="\(Address.matter(card.id))">\(words(.deskOpenPage))</a></p></div></section>\
            \(selected.picturesView(in: pen))\(selected.actionsView(in: pen))
            """
    }
}
