public import HTML

extension InboxPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let said: HTML = isSaidRead ? pen.good(words(.inboxSaidRead)) : .nothing
        let staff: HTML? =
            isStaff ? #"<p><a href="\#(Address.undelivered)">\#(words(.inboxUndelivered))</a></p>"# : nil
        let body: HTML = """
            \(said)<div class="stack" id="inbox">\(list(in: pen))</div>\
            <p><a href="\(Address.noticeChoices)">\(words(.inboxChoices))</a></p>\(staff)
            """
        return pen.page(words(.inboxTitle), .bar(title: words(.inboxTitle), back: Address.home), section: nil, body)
    }

    private func list(in pen: Pen) -> HTML {
        let words = pen.words
        guard let first = rows.first else {
            return pen.empty(words(.inboxEmpty), action: (Address.home, words(.inboxEmptyGo)))
        }
        let heading = unreadCount == 0 ? words(.inboxHeadingNone) : words(.inboxHeading, ["count": String(unreadCount)])
        let all: HTML = """
            <form method="post" action="\(Address.notices)">\(pen.hidden())<input type="hidden" name="upTo" \
            value="\(first.id)"><button class="btn sm">\(pen.icon(.check))\(words(.inboxReadAll))</button></form>
            """
        let more: HTML? = older.map { #"<p><a rel="next" href="\#($0)">\#(words(.inboxOlder))</a></p>"# }
        return """
            <div class="row between wrap"><h2>\(heading)</h2>\(if: unreadCount > 0, all)</div>\
            <ul class="stack tight told">\(each: rows, { row($0, in: pen) })</ul>\(more)
            """
    }

    private func row(_ row: Row, in pen: Pen) -> HTML {
        let words = pen.words
        let unread: HTML = #"<span class="chip yours">\#(pen.icon(.bell))\#(words(.inboxUnread))</span>"#
        let action = row.isLinked ? words(.inboxOpen) : words(.inboxRead)
        let button: HTML = """
            <form method="post" action="\(Address.noticeReading(row.id))">\(pen.hidden())\
            <button class="btn sm" aria-label="\(action) · \(row.sentence)">\(action)</button></form>
            """
        return """
            <li class="card stack tight\(row.isRead ? "" : " unread")"><p>\(row.sentence)</p>\
            <div class="row between wrap"><span class="meta">\(row.topic) · \
            <time datetime="\(pen.dates.machine(row.at))">\(pen.dates.moment(row.at))</time></span>\
            <span class="row">\(if: !row.isRead, unread)\(if: row.isLinked || !row.isRead, button)</span></div></li>
            """
    }
}

extension Pen {
    /// One sentence that something went well.
    func good(_ sentence: String) -> HTML {
        #"<p class="notice good" role="status">\#(icon(.done))<span>\#(sentence)</span></p>"#
    }
}
