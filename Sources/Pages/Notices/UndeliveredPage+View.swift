public import HTML
import Notices
import Vocabulary

extension UndeliveredPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let said: HTML? = done.map { pen.good(words($0 == .retried ? .undeliveredSaidRetry : .undeliveredSaidDrop)) }
        let body: HTML =
            rows.isEmpty
            ? "\(said)\(pen.empty(words(.undeliveredEmpty)))"
            : "\(said)<p>\(words(.undeliveredHint))</p><ul class=\"stack tight told\">\(each: rows, { row($0, in: pen) })</ul>"
        let title = words(.undeliveredTitle)
        return pen.page(title, .bar(title: title, back: Address.notices), section: nil, body)
    }

    private func row(_ row: Row, in pen: Pen) -> HTML {
        let (words, delivery) = (pen.words, row.delivery)
        let (language, id) = (words.language, delivery.id.description)
        let isSystem = delivery.channel == .webhook
        let name = isSystem ? words(.undeliveredSystem) : row.name ?? words(.undeliveredNobody)
        let chip: HTML =
            delivery.state == .parked
            ? #"<span class="chip late">\#(pen.icon(.late))\#(words(.undeliveredParked))</span>"#
            : #"<span class="chip soon">\#(pen.icon(.clockAlert))\#(words(.undeliveredFailed))</span>"#
        let facts: [(NoticesPhrase, String)] = [
            (.undeliveredPerson, name), (.undeliveredChannel, delivery.channel.name(in: language)),
            (.undeliveredWhy, delivery.reason?.sentence(in: language) ?? ""),
            (.undeliveredAttempts, String(delivery.attempts)),
            (.undeliveredWhen, pen.dates.moment(delivery.changed)),
        ]
        let what = delivery.topic.name(in: language)
        return """
            <li class="card stack tight"><div class="row between wrap"><h2>\(what)</h2>\(chip)</div>\
            <dl class="small">\(each: facts, { "<div class=\"row\"><dt class=\"soft\">\(words($0))</dt><dd>\($1)</dd></div>" })</dl>\
            <div class="row wrap">\(act(Address.retry(id), words(.undeliveredRetry), what, in: pen))\
            \(act(Address.drop(id), words(.undeliveredDrop), what, in: pen))</div></li>
            """
    }

    private func act(_ link: Link, _ name: String, _ what: String, in pen: Pen) -> HTML {
        """
        <form method="post" action="\(link)">\(pen.hidden())<button class="btn sm" aria-label="\(name) · \(what)">\
        \(name)</button></form>
        """
    }
}
