import Flows
public import HTML
import Places

extension PlacePage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let hasOrganisations = !frame.isGuest && [.community, .compound].contains(place.kind)
        let body: HTML = """
            \(pen.saidView)\(pathView(in: pen))\(endedView(in: pen))\
            \(if: canReport, pen.reportButton(at: place.id, .placeReport, .placeReportHint, lifted: false))\
            \(if: canReport || !open.isEmpty, openView(in: pen))\(if: childCount > 0, childrenView(in: pen))\(mineView(in: pen))\
            \(if: hasOrganisations, "<p><a href=\"\(Address.organisations(place.id))\">\(words(.organisationsTitle))</a></p>")\
            \(if: mayKeep, "<p><a href=\"\(Address.keep(place.id))\">\(words(.keepLink))</a></p>")
            """
        let back = ancestors.last.map { Address.place($0.id) } ?? Address.places
        return pen.page(words(place.name), .bar(title: words(place.name), back: back), section: .home, body)
    }

    private func pathView(in pen: Pen) -> HTML {
        let words = pen.words
        let saysKind = words(place.name).lowercased().hasSuffix(words(place.kind.phrase).lowercased())
        let kind: HTML = #" <span class="meta">\#(words(place.kind.phrase))</span>"#
        return """
            <nav aria-label="\(words(.placePath))"><ol class="path"><li><a href="\(Address.places)">\(words(.placeTop))</a></li>\
            \(each: ancestors, { #"<li><a href="\#(Address.place($0.id))">\#(words($0.name))</a></li>"# })\
            <li aria-current="page">\(words(place.name))\(if: !saysKind, kind)</li></ol></nav>
            """
    }

    private func endedView(in pen: Pen) -> HTML? {
        mergedInto.map { other in
            let said = pen.words(.keepEnded, ["place": pen.words(place.name), "other": pen.words(other.name)])
            return #"<p class="notice">\#(pen.icon(.info))<a href="\#(Address.place(other.id))">\#(said)</a></p>"#
        }
    }

    private func openView(in pen: Pen) -> HTML {
        let words = pen.words
        let list: HTML =
            open.isEmpty
            ? pen.empty(words(.placeOpenEmpty))
            : #"<ul class="stack tight">\#(each: open.prefix(20), { $0.view(in: pen) })</ul>"#
        let count: HTML? = place.openCount.map { #" <span class="count">\#($0)</span>"# }
        return """
            <section class="stack tight" aria-labelledby="open"><div class="head"><h2 id="open">\(words(.placeOpen))\(count)</h2>\
            </div>\(list)</section>
            """
    }

    private func childrenView(in pen: Pen) -> HTML {
        let words = pen.words
        let isLong = childCount > children.count || !filter.isEmpty
        let clear: HTML? =
            filter.isEmpty
            ? nil : #"<a class="btn plain" href="\#(Address.place(place.id))">\#(words(.placeFilterClear))</a>"#
        let form: HTML = """
            <form class="find" role="search" action="\(Address.place(place.id))"><label class="hide" for="filter">\
            \(words(.placeFilter))</label><input class="input" type="search" id="filter" name="filter" value="\(filter)" \
            maxlength="40" placeholder="\(words(.placeFilter))"><button class="btn">\(words(.placeFilterGo))</button>\(clear)</form>
            """
        let list: HTML =
            children.isEmpty ? pen.empty(words(.placeNoneFound, ["search": filter])) : children.view(in: pen)
        let pager = pen.pager(page: page, of: pageCount) { number in
            Address.place(place.id).query("filter", filter.isEmpty ? nil : filter).query("page", String(number))
        }
        return """
            <section class="stack tight" aria-labelledby="below"><div class="head"><h2 id="below">\(words(.placeChildren)) \
            <span class="count">\(childCount)</span></h2></div>\(if: isLong, form)\(list)\(pager)</section>
            """
    }

    private func mineView(in pen: Pen) -> HTML {
        let words = pen.words
        if isMine {
            return #"<p class="row small soft">\#(pen.icon(.check))\#(words(.placeIsMine))</p>"#
        }
        guard canBecomeMine else { return .nothing }
        return pen.button(
            Address.community, name: "place", value: place.id, class: "btn full",
            "\(pen.icon(.house))\(words(.placeChoose))")
    }
}
