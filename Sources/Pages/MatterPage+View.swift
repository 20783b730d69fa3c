import Flows
public import HTML

extension MatterPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let body: HTML = """
            \(pen.summary(of: errors))\(pen.saidView)<section class="card stack tight" aria-labelledby="matter">\
            <p class="row between wrap">\(card.chipView(in: pen))<span class="meta num">\
            \(words(.matterNumber, ["number": card.number]))</span></p><h2 id="matter">\(card.title)</h2>\
            <p class="small soft">\(words(card.place)) · \(words(card.kind.phrase))</p>\
            \(card.dueView(in: pen, isFull: true))\(if: card.stage.isOpen, handlerView(in: pen))\(wholeView(in: pen))</section>\
            \(picturesView(in: pen))\(actionsView(in: pen))<section class="card" aria-labelledby="path"><h2 class="hide" id="path">\
            \(words(.matterPath))</h2>\(steps(in: pen))</section>\(if: actions.contains(.withdraw), withdrawView(in: pen))
            """
        let back = card.isMine || frame.deskID == nil ? Address.matters : frame.deskID.map { Address.desk($0) }
        let section: Section = card.isMine || frame.deskID == nil ? .matters : .desk
        return pen.page(words(.matterTitle), .bar(title: words(.matterTitle), back: back), section: section, body)
    }

    private func handlerView(in pen: Pen) -> HTML {
        let text =
            handler.map { pen.words(.matterHandler, ["person": pen.name($0)]) } ?? pen.words(.matterNobody)
        return #"<p class="row small soft">\#(pen.icon(.handler))<span>\#(text)</span></p>"#
    }

    /// The words in full where the title does not hold them all.
    private func wholeView(in pen: Pen) -> HTML {
        guard card.title != card.words else { return .nothing }
        let lines = card.words.split(whereSeparator: \.isNewline).map(String.init)
        return """
            <div class="small soft"><h3 class="hide">\(pen.words(.matterMore))</h3>\(each: lines, { "<p>\($0)</p>" })</div>
            """
    }

    /// What the reader may do now, the one main action first.
    func actionsView(in pen: Pen) -> HTML {
        """
        \(if: actions.contains(.rate), rateView(in: pen))\(if: actions.contains(.take), takeView(in: pen))\
        \(if: actions.contains(.finish), finishView(in: pen))
        """
    }

    private func rateView(in pen: Pen) -> HTML {
        let words = pen.words
        return """
            <section class="card stack tight" aria-labelledby="rate"><h2 id="rate">\(words(.rateTitle))</h2>\
            <form method="post" action="\(Address.rating(card.id))">\(pen.hidden(returns: true, once: once))<div class="rate" \
            role="group" aria-labelledby="rate">\(each: Rating.allCases, { rating in """
                <button name="rating" value="\(rating.rawValue)">\(pen.icon(rating.icon))<span>\(words(rating.phrase))</span></button>
                """ })</div></form><p class="meta">\(words(.rateNotFixedHint))</p></section>
            """
    }

    private func takeView(in pen: Pen) -> HTML {
        """
        <form method="post" action="\(Address.assignment(card.id))">\(pen.hidden(returns: true, once: once))\
        <button class="btn main full">\(pen.icon(.handler))\(pen.words(.takeGo))</button></form>
        """
    }

    private func finishView(in pen: Pen) -> HTML {
        let words = pen.words
        let error = errors.first { $0.field == "note" }
        let described = error == nil ? "note-hint" : "note-hint note-error"
        return """
            <form class="card stack tight" method="post" action="\(Address.completion(card.id))">\
            \(pen.hidden(returns: true, once: once))<div class="field"><label for="note">\(words(.finishTitle))</label>\
            <span class="hint" id="note-hint">\(words(.finishHint))</span><textarea class="input" id="note" name="note" rows="2" \
            aria-describedby="\(described)" data-limit="\(Self.noteMax)" data-counter="note-left"\
            \(attribute: "aria-invalid", error == nil ? nil : "true")>\(note.isEmpty ? "" : "\n" + note)</textarea>\
            \(pen.error(error, id: "note-error"))<p class="meta" id="note-left" aria-live="polite" hidden \
            data-left="\(words(.reportWordsLeft))" data-over="\(words(.reportWordsOver))"></p></div>\
            <button class="btn main full">\(pen.icon(.check))\(words(.finishGo))</button></form>
            """
    }

    private func withdrawView(in pen: Pen) -> HTML {
        let words = pen.words
        return """
            <details><summary>\(pen.icon(.undo))\(words(.withdrawTitle))</summary><form class="card stack tight" method="post" \
            action="\(Address.withdrawal(card.id))">\(pen.hidden(returns: true, once: once))<p>\(words(.withdrawHint))</p>\
            <button class="btn">\(pen.icon(.undo))\(words(.withdrawGo))</button></form></details>
            """
    }
}
