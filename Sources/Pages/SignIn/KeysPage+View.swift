package import HTML
import SignIn

extension KeysPage {
    package func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let made: HTML? = made.map {
            """
            <div class="notice good" role="status">\(pen.icon(.info))<div><p>\(words(.keysOnce))</p>\
            <p><code class="secret">\(words(.keysMade, ["key": $0]))</code></p></div></div>
            """
        }
        let body: HTML = """
            \(pen.saidView)\(made)<p>\(words(.keysLead))</p>\(if: keys.isEmpty, "<p class=\"soft\">\(words(.keysNone))</p>")\
            \(each: keys, { view(of: $0, in: pen) })\(form.formView(in: pen))
            """
        return pen.page(words(.keysTitle), .bar(title: words(.keysTitle), back: Address.me), section: .me, body)
    }

    private func view(of row: Row, in pen: Pen) -> HTML {
        let words = pen.words
        let used = row.used.map { words(.keysUsed, ["when": pen.dates.moment($0)]) } ?? words(.keysNever)
        let scopes = row.scopes.map { words($0.phrase) }.joined(separator: " · ")
        let until = row.isAlive ? words(.keysUntil, ["day": pen.dates.moment(row.ends)]) : words(.keysOver)
        let withdrawal: HTML = """
            <form method="post" action="\(Address.programKeyWithdrawal(row.id))">\(pen.hidden())\
            <button class="btn">\(words(.keysWithdraw))</button></form>
            """
        let owner: HTML? = row.owner.map { "\(words($0)) · " }
        return """
            <section class="card stack tight"><h2>\(row.label)</h2><p class="small soft">\(owner)\(words(row.place)) · \(scopes)</p>\
            <p class="small soft">\(until) · \(used)</p>\(if: row.isAlive, withdrawal)</section>
            """
    }
}
