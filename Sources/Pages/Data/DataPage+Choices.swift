import HTML
import People
import Vocabulary

extension DataPage {
    /// What the person agreed to: each text, since when, what taking it back means, and the way back.
    func consentsView(in pen: Pen) -> HTML {
        guard !agreements.isEmpty else { return .nothing }
        let words = pen.words
        return """
            <section class="stack tight" aria-labelledby="consents"><h2 id="consents">\(words(ward == nil ? .consentTitle : .wardConsents))</h2>\
            \(if: ward == nil && agreements.allSatisfy { $0.given == nil || $0.withdrawn != nil }, "<p>\(words(.consentNone))</p>")\
            \(each: agreements, { consentView($0, in: pen) })\
            <p><a href="\(Address.consentTexts)">\(words(.consentTexts))</a></p></section>
            """
    }

    private func consentView(_ agreement: Agreement, in pen: Pen) -> HTML {
        let words = pen.words
        let stands = agreement.given != nil && agreement.withdrawn == nil
        let version = agreement.given?.textVersion ?? agreement.purpose.textVersion
        guard let text = ConsentText.text(of: agreement.purpose, version) else { return .nothing }
        let state: HTML =
            if let withdrawn = agreement.withdrawn {
                #"<p class="meta">\#(words(.consentEnded, ["when": pen.dates.moment(withdrawn)]))</p>"#
            } else if let given = agreement.given {
                #"<p class="meta">\#(since(given, in: pen))</p>"#
            } else {
                #"<p class="meta">\#(words(.consentNever))</p>"#
            }
        let id = "consent-" + agreement.purpose.rawValue
        return """
            <section class="card stack tight" aria-labelledby="\(id)"><h3 class="lab" id="\(id)">\(words(text.title))</h3>\
            <p>\(words(text.text))</p>\(state)\(if: stands, "<p>\(words(text.meaning))</p>")\
            \(if: mayAgree, consentForm(agreement, stands, words(text.title), in: pen))</section>
            """
    }

    /// A carer reads what somebody grown up agreed to, and does not agree in their stead.
    private var mayAgree: Bool { ward?.kind != .carer }

    private func consentForm(_ agreement: Agreement, _ stands: Bool, _ title: String, in pen: Pen) -> HTML {
        let words = pen.words
        let button = words(stands ? DataPhrase.consentWithdraw : DataPhrase.consentGive)
        let person: HTML? = ward.map { #"<input type="hidden" name="person" value="\#($0.id)">"# }
        return """
            <form method="post" action="\(stands ? Address.consentWithdrawal : Address.consent)">\(pen.hidden())\(person)\
            <button class="btn" name="purpose" value="\(agreement.purpose.rawValue)" \
            aria-label="\(words(.actOf, ["act": button, "whom": title]))">\(button)</button></form>
            """
    }

    private func since(_ given: (at: Instant, textVersion: Int64), in pen: Pen) -> String {
        pen.words(
            .consentSince, ["when": pen.dates.moment(given.at), "version": String(given.textVersion)])
    }

    /// What can be corrected by oneself.
    func detailsView(in pen: Pen) -> HTML {
        guard let details else { return .nothing }
        let words = pen.words
        return """
            <section class="card stack tight" aria-labelledby="details"><h2 id="details">\(words(.detailsTitle))</h2>\
            <form class="stack tight" method="post" action="\(Address.dataDetails)">\(pen.hidden())\
            <input type="hidden" name="version" value="\(String(details.version))">\
            <label class="lab" for="name">\(words(.dataName))</label>\
            <input class="input" id="name" name="name" value="\(details.name)" required maxlength="50" autocomplete="name">\
            <label class="lab" for="latin">\(words(.dataLatin))</label>\
            <input class="input" id="latin" name="latin" value="\(details.latin)" maxlength="100">\
            <p class="lab">\(words(.dataBirth)) \(details.birth)</p>\
            <p class="meta">\(words(.detailsBirthHint))</p>\
            <p class="meta">\(words(.detailsHint))</p><button class="btn">\(words(.detailsSave))</button></form></section>
            """
    }
}
