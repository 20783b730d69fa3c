public import HTML

extension LicensesPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let libraryRows = libraries.map { row($0.name + " " + $0.version, words($0.use), $0.licence) }
        let sourceRows = sources.map { row($0.name, words($0.use), $0.licence) }
        let body: HTML = """
            <p>\(words(.licensesOwn))</p>\(table("libraries", .licensesLibraries, libraryRows, in: pen))\
            \(table("data", .licensesData, sourceRows, in: pen))<p class="meta">\(words(.licensesOsmCredit))</p>
            """
        let header = Pen.Header.bar(title: words(.licensesTitle), back: Address.me)
        return pen.page(words(.licensesTitle), header, section: .me, body)
    }

    private func table(_ id: String, _ title: Phrase, _ rows: [HTML], in pen: Pen) -> HTML {
        let words = pen.words
        return """
            <section class="stack tight" aria-labelledby="\(id)"><h2 id="\(id)">\(words(title))</h2><div class="panel"><div class="scroll">\
            <table><thead><tr><th scope="col">\(words(.licensesName))</th><th scope="col">\(words(.licensesUse))</th>\
            <th scope="col">\(words(.licensesLicence))</th></tr></thead><tbody>\(rows)</tbody></table></div></div></section>
            """
    }

    private func row(_ name: String, _ use: String, _ licence: String) -> HTML {
        #"<tr><th scope="row">\#(name)</th><td>\#(use)</td><td class="nb">\#(licence)</td></tr>"#
    }
}
