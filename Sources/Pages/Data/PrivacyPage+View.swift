public import HTML
import Store

extension PrivacyPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let body: HTML = """
            <p>\(words(.noticeIntro))</p>\(each: DataPurpose.allCases, { purposeView($0, in: pen) })\
            <p>\(words(.noticeRights))</p><p><a href="\(Address.data)">\(words(.noticeMine))</a> · \
            <a href="\(Address.consentTexts)">\(words(.consentTexts))</a></p>
            """
        return pen.page(words(.noticeTitle), .bar(title: words(.noticeTitle), back: Address.me), section: .me, body)
    }

    private func purposeView(_ purpose: DataPurpose, in pen: Pen) -> HTML {
        let words = pen.words
        let notes = tables.filter { $0.purpose == purpose }
        guard !notes.isEmpty else { return .nothing }
        let id = "for-" + purpose.rawValue
        return """
            <div class="stack tight"><h2 id="\(id)">\(words(DataLabels.phrase(purpose)))</h2>\
            <div class="panel"><div class="scroll" tabindex="0" role="region" aria-labelledby="\(id)"><table><thead><tr>\
            <th scope="col">\(words(.noticeWhat))</th><th scope="col">\(words(.noticeForm))</th>\
            <th scope="col">\(words(.noticeBasis))</th><th scope="col">\(words(.noticeKeeping))</th></tr></thead>\
            <tbody>\(each: notes, { rows(of: $0, words) })</tbody></table></div></div></div>
            """
    }

    private func rows(of table: TableNote, _ words: Words) -> HTML {
        let basis = words(DataLabels.phrase(table.basis))
        let keeping = DataLabels.text(table.keeping, words)
        let named = table.columns.filter { $0.level >= .personal }
        let rows: [HTML] = named.map { column in
            let name = DataLabels.phrase(table, column).map { words($0) } ?? "\(table.name).\(column.name)"
            return """
                <tr><th scope="row">\(name)</th><td>\(words(DataLabels.phrase(column.form)))</td><td>\(basis)</td>\
                <td>\(keeping)</td></tr>
                """
        }
        let rest: HTML = """
            <tr><th scope="row">\(words(.noticeRecords, ["table": table.name]))</th>\
            <td>\(words(DataLabels.phrase(.clear)))</td><td>\(basis)</td><td>\(keeping)</td></tr>
            """
        return "\(rows)\(rest)"
    }
}
