public import HTML

extension MattersPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let body: HTML
        if open.isEmpty && closed.isEmpty {
            let link = communityID.map { Address.report(at: $0) } ?? Address.home
            body = "\(pen.saidView)\(pen.empty(words(.mattersEmpty), action: (link, words(.mattersEmptyGo))))"
        } else {
            body = "\(pen.saidView)\(openView(in: pen))\(if: !closed.isEmpty, closedView(in: pen))"
        }
        let header = Pen.Header.bar(title: words(.mattersTitle), back: nil)
        return pen.page(words(.mattersTitle), header, section: .matters, body)
    }

    private func openView(in pen: Pen) -> HTML {
        let list: HTML =
            open.isEmpty
            ? pen.empty(pen.words(.mattersNoOpen))
            : #"<ul class="stack tight">\#(each: open, { $0.view(in: pen) })</ul>"#
        return """
            <section class="stack tight" aria-labelledby="open"><div class="head"><h2 id="open">\(pen.words(.mattersOpen)) \
            <span class="count">\(open.count)</span></h2></div>\(list)</section>
            """
    }

    private func closedView(in pen: Pen) -> HTML {
        """
        <section class="stack tight" aria-labelledby="closed"><div class="head"><h2 id="closed">\(pen.words(.mattersClosed))</h2>\
        </div><ul class="stack tight">\(each: closed, { $0.view(in: pen) })</ul>\
        \(pen.pager(page: page, of: pageCount) { Address.matters.query("page", String($0)) })</section>
        """
    }
}
