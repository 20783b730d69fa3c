import HTML
import Vocabulary

extension DataPage {
    /// What the person agreed to, each with the way back.
    func consentsView(in pen: Pen) -> HTML {
        guard !agreements.isEmpty else { return .nothing }
        let words = pen.words
        return """
            <section class="card stack tight" aria-labelledby="consents"><h2 id="consents">\(words(.consentTitle))</h2>\
            \(if: agreements.allSatisfy { $0.given == nil || $0.withdrawn != nil }, "<p>\(words(.consentNone))</p>")\
            <ul class="stack tight">\(each: agreements, { consentView($0, in: pen) })</ul></section>
            """
    }

    private func consentView(_ agreement: Agreement, in pen: Pen) -> HTML {
        let words = pen.words
        guard let phrase = DataLabels.phrase(consent: agreement.purpose) else { return .nothing }
        let stands = agreement.given != nil && agreement.withdrawn == nil
        let state: HTML =
            if let withdrawn = agreement.withdrawn {
                #"<p class="meta">\#(words(.consentEnded, ["when": pen.dates.moment(withdrawn)]))</p>"#
            } else if let given = agreement.given {
                #"<p class="meta">\#(since(given, in: pen))</p>"#
            } else {
                .nothing
            }
        let button = HTML.text(words(stands ? DataPhrase.consentWithdraw : DataPhrase.consentGive))
        return """
            <li class="stack tight"><p>\(words(phrase))</p>\(state)\
            <form method="post" action="\(stands ? Address.consentWithdrawal : Address.consent)">\(pen.hidden())\
            <button class="btn" name="purpose" value="\(agreement.purpose)">\(button)</button></form></li>
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
