public import HTML
import Keyring
import People
import Store
import Vocabulary

extension DataPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        if let ward { return view(of: ward, in: pen) }
        let body: HTML = """
            \(pen.saidView)\(pen.view(of: told))<p>\(words(.dataIntro))</p>\(wardsView(in: pen))\
            \(each: DataPurpose.allCases, { purposeView($0, in: pen) })\(readersView(in: pen))\(consentsView(in: pen))\
            \(detailsView(in: pen))\(copyView(in: pen))\(leaveView(in: pen))<p><a href="\(Address.privacy)">\(words(.dataNotice))</a></p>
            """
        return pen.page(words(.dataTitle), .bar(title: words(.dataTitle), back: Address.me), section: .me, body)
    }

    /// What is held about somebody else, for whoever acts for them: nothing to copy or to erase here.
    private func view(of ward: Ward, in pen: Pen) -> HTML {
        let words = pen.words
        let body: HTML = """
            \(pen.view(of: told))<p>\(words(ward.kind == .guardian ? .wardIntroGuardian : .wardIntroCarer, ["name": ward.name]))</p>\
            \(each: DataPurpose.allCases, { purposeView($0, in: pen) })\(readersView(in: pen))\(consentsView(in: pen))\
            <p><a href="\(Address.privacy)">\(words(.dataNotice))</a></p>
            """
        let title = words(.wardTitle, ["name": ward.name])
        return pen.page(title, .bar(title: title, back: Address.data), section: .me, body)
    }

    private func wardsView(in pen: Pen) -> HTML {
        guard !wards.isEmpty else { return .nothing }
        return """
            <section class="stack tight" aria-labelledby="wards"><h2 class="lab" id="wards">\(pen.words(.wardsTitle))</h2>\
            <ul class="places">\(each: wards, { ward in """
                <li><a class="place" href="\(Address.wardData(ward.id))">\(pen.icon(.person))<span class="grow">\
                <span class="name">\(ward.name)</span><span class="meta">\(pen.words(ward.kind.wardPhrase))</span></span>\
                \(pen.icon(.onward))</a></li>
                """ })</ul></section>
            """
    }

    private func purposeView(_ purpose: DataPurpose, in pen: Pen) -> HTML {
        let words = pen.words
        let parts = holdings.parts.filter { $0.table.purpose == purpose }
        guard !parts.isEmpty else { return .nothing }
        let items = parts.flatMap { self.items(of: $0, in: pen) }
        let list: HTML = items.isEmpty ? .nothing : #"<dl class="facts">\#(items)</dl>"#
        let count = parts.reduce(0) { $0 + $1.rows.count }
        let id = "for-" + purpose.rawValue
        return """
            <section class="card stack tight" aria-labelledby="\(id)"><h2 id="\(id)">\(words(DataLabels.phrase(purpose)))</h2>\
            \(list)<p class="meta">\(words(.dataRecords, ["count": String(count)]))</p>\
            \(each: Set(parts.map { groundOf($0, words) }).sorted(), { #"<p class="meta">\#($0)</p>"# })</section>
            """
    }

    /// On which ground and how long.
    private func groundOf(_ part: Holdings.Part, _ words: Words) -> String {
        words(
            .dataGround,
            [
                "basis": words(DataLabels.phrase(part.table.basis)),
                "keeping": DataLabels.text(part.table.keeping, words),
            ])
    }

    private func items(of part: Holdings.Part, in pen: Pen) -> [HTML] {
        let words = pen.words
        var items: [HTML] = []
        for row in part.rows {
            for (column, value) in zip(part.columns, row) where column.level >= .personal {
                guard let phrase = DataLabels.phrase(part.table, column), column.form != .hashed,
                    let text = text(value, of: column, words)
                else { continue }
                items.append(#"<dt>\#(words(phrase))</dt><dd>\#(text)</dd>"#)
            }
        }
        return items
    }

    private func text(_ value: HeldValue, of column: ColumnNote, _ words: Words) -> String? {
        switch value {
        case .nothing: nil
        case .text(let text): DataLabels.said(text, of: column, words)
        case .integer(let integer): number(integer, of: column, words)
        case .number(let number): String(number)
        // Places have pages of their own; an identifier says nothing to a reader.
        case .identifier: words(.dataReference)
        case .secret: words(.dataSecret)
        case .erased: words(.dataErased)
        }
    }

    private func number(_ integer: Int64, of column: ColumnNote, _ words: Words) -> String {
        switch column.name {
        case "is_protected": words(integer == 1 ? DataPhrase.dataYes : DataPhrase.dataNo)
        case "area_centi_square_metres": "\(Double(integer) / 100) m²"
        default: String(integer)
        }
    }

    private func readersView(in pen: Pen) -> HTML {
        let words = pen.words
        let list: HTML =
            readers.isEmpty
            ? #"<p>\#(words(ward == nil ? .dataReadersNone : .wardReadersNone))</p>"#
            : #"<ul class="stack tight">\#(each: readers, { readerView($0, in: pen) })</ul>"#
        return """
            <section class="card stack tight" aria-labelledby="readers"><h2 id="readers">\(words(ward == nil ? .dataReaders : .wardReaders))</h2>\(list)</section>
            """
    }

    private func readerView(_ reader: Reader, in pen: Pen) -> HTML {
        let words = pen.words
        let fields = reader.fields.compactMap { DataLabels.phrase(field: $0) }.map { words($0) }
        let sentence = words(
            .dataReader,
            [
                "who": reader.name ?? words(.dataSomebody),
                "fields": fields.joined(separator: words(.dataComma)),
                "purpose": words(DataLabels.phrase(reading: reader.purpose)),
            ])
        return """
            <li><span>\(sentence)</span> <time class="meta" datetime="\(pen.dates.machine(reader.at))">\
            \(pen.dates.moment(reader.at))</time></li>
            """
    }

    private func copyView(in pen: Pen) -> HTML {
        let words = pen.words
        return """
            <section class="card stack tight" aria-labelledby="copy"><h2 id="copy">\(words(.dataCopy))</h2>\
            <p>\(words(.dataCopyHint))</p><p class="row"><a class="btn" href="\(Address.dataJSON)" download>\
            \(words(.dataCopyJson))</a><a class="btn" href="\(Address.dataCSV)" download>\(words(.dataCopyCsv))</a></p></section>
            """
    }

    private func leaveView(in pen: Pen) -> HTML {
        let words = pen.words
        let form: HTML = """
            <form method="post" action="\(Address.dataErasure)">\(pen.hidden())\
            <label class="row"><input type="checkbox" name="sure" value="yes" required>\(words(.leaveSure))</label>\
            \(if: !isProven, #"<p class="meta">\#(words(.leaveProof))</p>"#)\
            <button class="btn">\(words(.leaveGo))</button></form>
            """
        return """
            <section class="card stack tight" aria-labelledby="leave"><h2 id="leave">\(words(.leaveTitle))</h2>\
            <p>\(words(.leaveGone))</p><p>\(words(.leaveKept))</p>\
            \(holdsOffice ? #"<p>\#(words(.leaveOffice))</p>"# : form)</section>
            """
    }
}
