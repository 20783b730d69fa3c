import HTML
import Vocabulary

extension MatterCard {
    /// The whole card is the link.
    func view(in pen: Pen) -> HTML {
        let chip = chip(now: pen.frame.now)
        return """
            <li><a class="card link matter\(chip == .late ? " is-late" : "")" href="\(Address.matter(id))">\
            <div class="row between top wrap"><h3>\(title)</h3>\(chipView(in: pen))</div>\
            <p class="small soft">\(pen.words(place))</p>\
            \(dueView(in: pen))\(laneView(in: pen))</a></li>
            """
    }

    func chip(now: Instant) -> Chip {
        Chip(stage: stage, due: due, now: now)
    }

    func chipView(in pen: Pen) -> HTML {
        let chip = chip(now: pen.frame.now)
        return chip == .yours && !isMine ? pen.theirs : pen.chips[chip.rawValue]
    }

    /// The deadline as a sentence: when in bold, then what; with `isFull` also how long is left.
    func dueView(in pen: Pen, isFull: Bool = false) -> HTML {
        let chip = chip(now: pen.frame.now)
        let icon: Icon =
            chip == .done ? .done : chip == .shut ? .shut : chip == .late || chip == .soon ? .clockAlert : .clock
        return
            #"<p class="due \#(chip.name)">\#(pen.icon(icon))<span>\#(sentence(chip, in: pen, isFull: isFull))</span></p>"#
    }

    private func sentence(_ chip: Chip, in pen: Pen, isFull: Bool) -> HTML {
        let words = pen.words
        if chip == .done || chip == .shut {
            let phrase = chip == .done ? Phrase.dueDone : .dueShut
            let when = pen.dates.moment(closedAt ?? reportedAt)
            return "<strong>\(words(phrase, ["when": when]))</strong>"
        }
        guard let due else { return HTML.text(words(.dueOpen)) }
        let left = due.at.milliseconds(since: pen.frame.now)
        let machine = pen.dates.machine(due.at)
        if left < 0 {
            let late = words(.dueLate, ["span": pen.dates.span(milliseconds: -left)])
            let planned = words(.duePlanned, ["when": pen.dates.moment(due.at)])
            return #"<strong>\#(late)</strong><time datetime="\#(machine)">\#(planned)</time>"#
        }
        let rest = words(.dueLeft, ["span": pen.dates.span(milliseconds: left)])
        let end = pen.words.language == .zhHans ? "。" : "."
        return """
            <strong><time datetime="\(machine)">\(pen.dates.deadline(due.at))</time></strong>\(words(phrase(of: due.duty)))\
            \(if: isFull, "\(end) <span class=\"nb\">\(rest)</span>")
            """
    }

    private func phrase(of duty: Duty) -> Phrase {
        switch duty {
        case .takeUp: .dueTakeUp
        case .finish: .dueFinish
        case .answer: isMine ? .dueAnswer : .dueAnswerTheirs
        }
    }

    /// Progress in one line: reported, taken, finished, rated; nothing for what is closed.
    func laneView(in pen: Pen) -> HTML {
        guard stage.isOpen, !pen.frame.isElder else { return .nothing }
        let now = stage == .new ? 1 : stage == .doing ? 2 : 3
        let label = pen.words(.laneOf, ["step": String(now + 1), "steps": "4"])
        let lines = (0..<3).map { step -> HTML in
            #"<line x1="\#(7 + step * 95)" y1="7" x2="\#(102 + step * 95)" y2="7"\#(attribute: "class", step < now ? "went" : nil)/>"#
        }
        let houses = (0..<4).map { step -> HTML in
            if step == now {
                return #"<rect class="now" x="\#(1 + step * 95)" y="1" width="12" height="12" rx="2"/>"#
            }
            let state = step < now ? "past" : "next"
            return #"<rect class="\#(state)" x="\#(2 + step * 95)" y="2" width="10" height="10" rx="2"/>"#
        }
        return """
            <svg class="lane" viewBox="0 0 300 14" preserveAspectRatio="xMinYMid meet" role="img" aria-label="\(label)">\
            \(lines)\(houses)</svg>
            """
    }
}
