package import HTML
import SignIn

extension AccountsPage {
    package func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let told: HTML? = told.map {
            #"<p class="notice good" role="status">\#(pen.icon(.info))<span>\#(words($0.phrase))</span></p>"#
        }
        let body: HTML = """
            \(told)<p>\(words(.accountsLead))</p>\(if: rows.isEmpty, pen.empty(words(.accountsNone)))\
            \(each: rows, { view(of: $0, in: pen) })\(phoneForm(in: pen))
            """
        return pen.page(
            words(.accountsTitle), .bar(title: words(.accountsTitle), back: Address.me), section: .me, body)
    }

    private func view(of row: Row, in pen: Pen) -> HTML {
        let words = pen.words
        let state = words(row.isActive ? .accountsActive : .accountsClosed)
        let factor = words(row.hasSecondFactor ? .accountsFactor : .accountsNoFactor)
        let button = words(row.isActive ? .accountsClose : .accountsReopen)
        let label = words(row.isActive ? .accountsCloseOf : .accountsReopenOf, ["name": row.name])
        return """
            <section class="card stack tight"><h2>\(row.name)</h2><p class="small soft">\(words(row.role.phrase)) · \
            \(words(row.place)) · \(state) · \(factor)</p><form method="post" action="\(Address.accounts)">\(pen.hidden())\
            <input type="hidden" name="person" value="\(row.person)">\
            <button class="btn" name="state" value="\(row.isActive ? "disabled" : "active")" aria-label="\(label)">\
            \(button)</button></form></section>
            """
    }

    private func phoneForm(in pen: Pen) -> HTML {
        let words = pen.words
        return """
            <h2>\(words(.accountsPhoneTitle))</h2><form class="stack" method="post" action="\(Address.accounts)">\
            \(pen.hidden())<div class="field"><label for="phone">\(words(.accountsPhone))</label>\
            <input class="input" type="tel" id="phone" name="phone" inputmode="tel" autocomplete="off"></div>\
            <div class="choices"><button class="btn" name="state" value="disabled">\(words(.accountsClose))</button>\
            <button class="btn" name="state" value="active">\(words(.accountsReopen))</button></div></form>
            """
    }
}
