public import HTML
import People
import Vocabulary

extension ConfirmationsPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let body: HTML = """
            \(pen.view(of: told))\(pen.openedView(opened))\(each: openings.prefix(1), { view(of: $0, in: pen) })\
            \(each: rows, { view(of: $0, in: pen) })\(if: rows.isEmpty, pen.empty(words(.confirmEmpty)))\
            \(if: mayAsk, asking(in: pen))
            """
        return pen.page(
            words(.confirmTitle), .bar(title: words(.confirmTitle), back: Address.me), section: .me, body)
    }

    private func view(of row: Row, in pen: Pen) -> HTML {
        let words = pen.words
        let what = words(
            row.act.sentence,
            [
                "who": row.proposer ?? words(.confirmSomebody), "whom": row.subject,
                "role": row.role.map { words($0.phrase) } ?? "", "place": row.place.map { words($0) } ?? "",
            ])
        let id = "proposal-" + row.id
        return """
            <section class="card stack tight" aria-labelledby="\(id)"><h2 class="lab" id="\(id)">\(what)</h2>\
            <p class="meta">\(words(.confirmWhy, ["why": words(row.reason.phrase)])) · \(pen.dates.moment(row.at))</p>\
            \(buttons(of: row, in: pen))</section>
            """
    }

    private func buttons(of row: Row, in pen: Pen) -> HTML {
        let words = pen.words
        let hidden: HTML = #"\#(pen.hidden())<input type="hidden" name="proposal" value="\#(row.id)">"#
        switch row.standing {
        case .second:
            return """
                <p>\(words(row.act.hint))</p><form class="choices" method="post" action="\(Address.confirmations)">\(hidden)\
                <button class="btn tile" name="decision" value="confirm">\(words(.confirmGo))</button>\
                <button class="btn" name="decision" value="refuse">\(words(.confirmRefuse))</button></form>
                """
        case .first:
            return """
                <p>\(words(.confirmWaits))</p><form class="choices" method="post" action="\(Address.confirmations)">\(hidden)\
                <button class="btn" name="decision" value="refuse">\(words(.confirmTakeBack))</button></form>
                """
        case .concerned: return "<p>\(words(.confirmOwn))</p>"
        }
    }

    private func view(of opening: Opening, in pen: Pen) -> HTML {
        let fields: HTML = """
            <p>\(pen.words(.confirmOpenUntil, ["when": pen.dates.moment(opening.until)]))</p>\
            <input type="hidden" name="person" value="\(opening.person)">\(pen.readingFields)
            """
        return pen.section(
            "open", .confirmOpen, pen.form(Address.openedReadings, .personReadGo, look: "btn main full", fields))
    }

    private func asking(in pen: Pen) -> HTML {
        let words = pen.words
        let fields: HTML = """
            <p class="meta">\(words(.confirmAskHint))</p>\
            \(pen.field("phone", .peoplePhone, hint: .confirmPhoneHint, type: "tel", max: 32))\
            \(pen.choice("reason", .confirmReason, TwoPersons.Reason.ofOpening.map { ($0.rawValue, words($0.phrase)) }))
            """
        return pen.section("ask", .confirmAsk, pen.form(Address.openings, .confirmAskGo, fields))
    }
}

extension TwoPersons.Act {
    /// What is proposed, with the placeholders `who`, `whom`, `role` and `place`.
    var sentence: PeoplePhrase {
        switch self {
        case .grant: .confirmGrant
        case .protect: .confirmProtect
        case .unprotect: .confirmUnprotect
        case .open: .confirmOpenWhom
        }
    }

    /// What it means.
    var hint: PeoplePhrase {
        switch self {
        case .grant: .confirmGrantHint
        case .protect: .confirmProtectHint
        case .unprotect: .confirmUnprotectHint
        case .open: .confirmOpenHint
        }
    }

    /// The heading above the form that proposes it.
    var title: PeoplePhrase {
        switch self {
        case .grant: .rolesGive
        case .protect: .protectTitle
        case .unprotect: .unprotectTitle
        case .open: .openTitle
        }
    }
}

extension TwoPersons.Reason {
    static let ofProtecting: [TwoPersons.Reason] = [.asked, .safety, .police]
    static let ofUnprotecting: [TwoPersons.Reason] = [.ended, .asked, .police]
    static let ofOpening: [TwoPersons.Reason] = [.emergency, .safety, .asked, .police]

    var phrase: PeoplePhrase {
        switch self {
        case .office: .reasonOffice
        case .asked: .reasonAsked
        case .safety: .reasonSafety
        case .police: .reasonPolice
        case .emergency: .reasonEmergency
        case .ended: .reasonEnded
        }
    }
}
