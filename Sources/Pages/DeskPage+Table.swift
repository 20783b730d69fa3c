import HTML
import Vocabulary

extension DeskPage {
    /// The rows, urgent first; in words where there are none.
    func table(in pen: Pen) -> HTML {
        let words = pen.words
        guard !rows.isEmpty else {
            let isFiltered = kind != nil || !search.isEmpty
            let all = (Address.desk(community.id), words(.deskEmptyGo))
            let isAll = view == .open && !isFiltered
            return pen.empty(words(isFiltered ? .deskEmptyFiltered : .deskEmpty), action: isAll ? nil : all)
        }
        let desk = DeskLink(desk: community.id, view: view, kind: kind, search: search, page: page, matter: nil).link
        let to = firstRow + rows.count - 1
        let range = words(.deskRange, ["from": String(firstRow), "to": String(to), "count": String(rowCount)])
        let updated = words(.deskOrder, ["time": pen.dates.clock(pen.frame.now)])
        return """
            <div class="panel"><div class="scroll"><table><caption class="hide">\(words(.deskTable))</caption><thead><tr>\
            <th scope="col" class="opt">\(words(.deskNumber))</th><th scope="col">\(words(.deskMatter))</th>\
            <th scope="col" class="opt">\(words(.deskPlace))</th><th scope="col" class="opt">\(words(.deskKind))</th>\
            <th scope="col" class="opt">\(words(.deskHandler))</th><th scope="col">\(words(.deskDue))</th>\
            <th scope="col">\(words(.deskState))</th></tr></thead><tbody>\(each: rows, { view(of: $0, at: desk, in: pen) })</tbody></table></div>\
            <div class="pad stack tight"><p class="row between wrap meta"><span>\(range)</span><span>\(updated)</span></p>\(pager(in: pen))</div></div>
            """
    }

    private func pager(in pen: Pen) -> HTML {
        pen.pager(page: page, of: pageCount) { number in
            DeskLink(desk: community.id, view: view, kind: kind, search: search, page: number, matter: nil).link
        }
    }

    private func view(of row: Row, at desk: Link, in pen: Pen) -> HTML {
        let words = pen.words
        let card = row.card
        let isPicked = card.id == selected?.card.id
        let handler = row.handler.map { pen.name($0) } ?? words(.deskNobody)
        return """
            <tr\(attribute: "class", isPicked ? "picked" : nil)><td class="num nb opt">\(card.number)</td>\
            <td><a href="\(desk.query("matter", card.id).at("selected"))"\(attribute: "aria-current", isPicked ? "true" : nil)>\
            <span class="clip">\(card.title)</span></a></td><td class="opt"><span class="clip short">\(words(card.place))</span></td>\
            <td class="nb opt">\(words(card.kind.phrase))</td><td class="nb opt">\(handler)</td>\
            <td class="nb num">\(dueView(of: card, in: pen))</td><td>\(card.chipView(in: pen))</td></tr>
            """
    }

    private func dueView(of card: MatterCard, in pen: Pen) -> HTML {
        guard let due = card.due, card.stage.isOpen else {
            return card.closedAt.map { HTML.text(pen.dates.moment($0)) } ?? .nothing
        }
        let left = due.at.milliseconds(since: pen.frame.now)
        switch card.chip(now: pen.frame.now) {
        case .late:
            let span = pen.dates.span(milliseconds: -left)
            return #"<span class="late-text">\#(pen.words(.dueLate, ["span": span]))</span>"#
        case .soon: return #"<span class="soon-text">\#(pen.dates.moment(due.at))</span>"#
        default: return HTML.text(pen.dates.moment(due.at))
        }
    }
}
