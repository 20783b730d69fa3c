package import HTML

extension SessionsPage {
    package func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let others: HTML = """
            <form method="post" action="\(Address.sessionsEnd)">\(pen.hidden())<button class="btn full">\
            \(words(.sessionsEndAll))</button></form>
            """
        let body: HTML = """
            \(pen.saidView)\(if: sessions.isEmpty, pen.empty(words(.sessionsNone)))\
            \(each: sessions, { view(of: $0, in: pen) })\(if: sessions.contains { !$0.isThis }, others)\
            \(if: !connections.isEmpty, connectionsView(in: pen))
            """
        return pen.page(
            words(.sessionsTitle), .bar(title: words(.sessionsTitle), back: Address.me), section: .me, body)
    }

    private func connectionsView(in pen: Pen) -> HTML {
        let words = pen.words
        let rows: [HTML] = connections.map {
            """
            <section class="card stack tight"><h3>\(words($0.name))</h3>\
            <p class="small soft">\(words(.linksSince, ["when": pen.dates.moment($0.made)]))</p>\
            <form method="post" action="\(Address.connectionEnd($0.code))">\(pen.hidden())\
            <button class="btn">\(words(.linksEnd))</button></form></section>
            """
        }
        return "<h2>\(words(.linksTitle))</h2>\(each: rows, { $0 })"
    }

    private func view(of row: Row, in pen: Pen) -> HTML {
        let words = pen.words
        let this: HTML = #"<p class="row small">\#(pen.icon(.check))<strong>\#(words(.sessionsThis))</strong></p>"#
        return """
            <section class="card stack tight"><div class="row top">\(pen.icon(.device))<div class="grow"><h2>\(row.device)</h2>\
            <p class="small soft">\(words(.sessionsSeen, ["when": pen.dates.moment(row.seen)]))</p></div></div>\
            \(if: row.isThis, this)<form method="post" action="\(Address.sessionEnd(row.id))">\(pen.hidden())\
            <button class="btn">\(words(.sessionsEnd))</button></form></section>
            """
    }
}
