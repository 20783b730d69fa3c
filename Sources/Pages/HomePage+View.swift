public import HTML
import Vocabulary

extension HomePage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        switch content {
        case .community(let community): return community.view(in: pen)
        case .choice(let choice): return choice.view(in: pen)
        }
    }
}

extension HomePage.Community {
    fileprivate func view(in pen: Pen) -> HTML {
        let words = pen.words
        let change: HTML = #"<p><a href="\#(Address.places)">\#(words(.homeChange))</a></p>"#
        let body: HTML = """
            \(pen.reportButton(at: place.id, .homeReport, .homeReportHint, lifted: true))\(callView(in: pen))\(pen.saidView)\
            <section class="stack tight" aria-labelledby="mine"><div class="head"><h2 id="mine">\(words(.homeMine))</h2>\
            \(allLink(in: pen))</div>\(mineView(in: pen))</section>\
            <section class="stack tight" aria-labelledby="places"><div class="head"><h2 id="places">\(words(.homePlaces))</h2>\
            <a href="\(Address.place(place.id))">\(words(.homePlacesAll))</a></div>\
            \(([place] + places.prefix(8)).view(in: pen))</section>
            """
        return pen.page(words(.homeTitle), .band(title: words(place.name), below: change), section: .home, body)
    }

    private func callView(in pen: Pen) -> HTML? {
        guard pen.frame.isElder, let link = telephone.flatMap({ Link.telephone($0) }) else { return nil }
        return #"<a class="btn tile full" href="\#(link)">\#(pen.icon(.phone))\#(pen.words(.homeCall))</a>"#
    }

    private func allLink(in pen: Pen) -> HTML? {
        guard mineCount > 0 else { return nil }
        return #"<a href="\#(Address.matters)">\#(pen.words(.homeAll, ["count": String(mineCount)]))</a>"#
    }

    private func mineView(in pen: Pen) -> HTML {
        guard !pen.frame.isGuest else {
            return pen.empty(pen.words(.outMine), action: (pen.signInLink, pen.words(.outIn)))
        }
        guard !mine.isEmpty else { return pen.empty(pen.words(.homeMineEmpty)) }
        return #"<ul class="stack tight">\#(each: mine.prefix(5), { $0.view(in: pen) })</ul>"#
    }
}

extension HomePage.Choice {
    fileprivate func view(in pen: Pen) -> HTML {
        let words = pen.words
        let lead: HTML = "<p>\(words(.chooseLead))</p>"
        let body: HTML = """
            <form class="card stack tight lift" role="search" action="\(Address.places)"><div class="field">\
            <label for="search">\(words(.chooseLabel))</label><span class="hint" id="search-hint">\(words(.chooseHint))</span>\
            <div class="find"><input class="input" type="search" id="search" name="q" value="\(search)" maxlength="40" \
            aria-describedby="search-hint"><button class="btn main">\(pen.icon(.search))\(words(.chooseGo))</button></div></div></form>\
            \(pen.saidView)\(resultView(in: pen))
            """
        return pen.page(words(.chooseTitle), .band(title: words(.chooseTitle), below: lead), section: .home, body)
    }

    private func resultView(in pen: Pen) -> HTML {
        let words = pen.words
        guard !places.isEmpty else {
            let sentence =
                words(.chooseNone, ["search": search]) + (words.language == .en ? " " : "") + words(.chooseNoneHint)
            return pen.empty(sentence, action: (Address.places, words(.chooseTop)))
        }
        let title = search.isEmpty ? words(.chooseTop) : words(.chooseFound)
        return """
            <section class="stack tight" aria-labelledby="found"><div class="head"><h2 id="found">\(title)</h2></div>\
            \(places.view(in: pen))\(if: hasMore, "<p class=\"meta\">\(words(.chooseMore))</p>")</section>
            """
    }
}
