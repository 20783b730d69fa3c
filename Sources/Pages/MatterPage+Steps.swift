import HTML

extension MatterPage {
    /// The timeline: what has happened, what is under way (the lit house), what comes next (hollow).
    func steps(in pen: Pen) -> HTML {
        #"<ol class="steps">\#(each: history, { past($0, in: pen) })\#(ahead(in: pen))</ol>"#
    }

    private func past(_ happening: Happening, in pen: Pen) -> HTML {
        let note = happening.note.flatMap { $0.isEmpty ? nil : $0 }
        let quote: HTML? = note.map { #"<p class="soft">\#(pen.words(.matterQuote, ["words": $0]))</p>"# }
        let when = pen.dates.moment(happening.at)
        return """
            <li><span class="house">\(pen.icon(.check))</span><p class="step">\(sentence(happening, in: pen))</p>\
            <p class="meta"><time datetime="\(pen.dates.machine(happening.at))">\(when)</time></p>\(quote)</li>
            """
    }

    private func sentence(_ happening: Happening, in pen: Pen) -> String {
        let words = pen.words
        let person = happening.by.map { pen.name($0) } ?? words(.matterSomebody)
        switch happening.kind {
        case .reported: return words(happening.isReader ? .matterReportedMine : .matterReported)
        case .taken: return happening.isReader ? words(.matterTakenMine) : words(.matterTaken, ["person": person])
        case .finished:
            return happening.isReader ? words(.matterFinishedMine) : words(.matterFinished, ["person": person])
        case .rated(.notFixed): return words(.matterReopened)
        case .rated(let rating):
            let phrase: Phrase = happening.isReader ? .matterRatedMine : .matterRated
            return words(phrase, ["rating": words(rating.phrase)])
        case .fellDue: return words(.matterFellDue)
        case .closedSilently: return words(.matterClosedSilently)
        case .withdrawn: return words(happening.isReader ? .matterWithdrawnMine : .matterWithdrawn)
        }
    }

    private func ahead(in pen: Pen) -> [HTML] {
        let isMine = card.isMine
        let answer: Phrase = isMine ? .matterNextAnswer : .matterNextAnswerStaff
        let finish: Phrase = isMine ? .matterNextFinish : .matterNextFinishStaff
        switch card.stage {
        case .new:
            return [now(pen.words(.matterNowTake), .handler, in: pen), next(finish, in: pen), next(answer, in: pen)]
        case .doing:
            let person = handler.map { pen.name($0) } ?? pen.words(.matterSomebody)
            let sentence =
                isReaderHandler ? pen.words(.matterNowFinishMine) : pen.words(.matterNowFinish, ["person": person])
            return [now(sentence, .footprints, in: pen), next(answer, in: pen)]
        case .waiting:
            return [now(pen.words(isMine ? .matterNowAnswerMine : .matterNowAnswer), .question, in: pen)]
        case .done, .withdrawn: return []
        }
    }

    private func now(_ sentence: String, _ icon: Icon, in pen: Pen) -> HTML {
        """
        <li class="now" aria-current="step"><span class="house">\(pen.icon(icon))</span><p class="step">\(sentence)</p></li>
        """
    }

    private func next(_ phrase: Phrase, in pen: Pen) -> HTML {
        #"<li class="next"><span class="house"></span><p class="step">\#(pen.words(phrase))</p></li>"#
    }
}
