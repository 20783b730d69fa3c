import HTML

extension ReportPage {
    /// Adds pictures: those that have arrived already stay with the form, whatever else is wrong with it.
    func picturesView(in pen: Pen) -> HTML {
        let words = pen.words
        let error = errors.first { $0.field == "picture" }
        let described = error == nil ? "picture-hint" : "picture-hint picture-error"
        let hint = words(
            .fileHint, ["count": String(Self.picturesMax), "size": String(Self.pictureMegabytesMax)])
        return """
            <div class="field"><label for="picture">\(words(.filePictures))</label>\
            <span class="hint" id="picture-hint">\(hint)</span>\(if: !pictures.isEmpty, keptView(in: pen))\
            <input class="input" type="file" id="picture" name="picture" multiple \
            accept="image/jpeg,image/png,image/webp,image/heic,application/pdf" aria-describedby="\(described)"\
            \(attribute: "aria-invalid", error == nil ? nil : "true")>\(pen.error(error, id: "picture-error"))</div>\(showsView(in: pen))
            """
    }

    private func showsView(in pen: Pen) -> HTML {
        let words = pen.words
        let error = errors.first { $0.field == "shows" }
        return """
            <div class="field"><label for="shows">\(words(.fileShows))</label>\
            <span class="hint" id="shows-hint">\(words(.fileShowsHint))</span>\
            <input class="input" id="shows" name="shows" maxlength="\(Self.showsMax)" value="\(shows)" autocomplete="off" \
            aria-describedby="\(error == nil ? "shows-hint" : "shows-hint shows-error")"\
            \(attribute: "aria-invalid", error == nil ? nil : "true")>\(pen.error(error, id: "shows-error"))</div>
            """
    }

    private func keptView(in pen: Pen) -> HTML {
        """
        <ul class="pictures" aria-label="\(pen.words(.fileKept))">\(each: Array(pictures.enumerated()), { index, file in """
            <li>\(pen.preview(file, alt: pen.words(.fileDraftAlt, ["number": String(index + 1)])))\
            <input type="hidden" name="picture" value="\(file.id)"></li>
            """ })</ul>
        """
    }
}

extension MatterPage {
    /// The pictures that came with the report, each with a text that stands for it.
    func picturesView(in pen: Pen) -> HTML {
        guard !pictures.isEmpty else { return .nothing }
        let words = pen.words
        return """
            <section class="card stack tight" aria-labelledby="pictures"><h2 id="pictures">\(words(.fileTitle))</h2>\
            <ul class="pictures">\(each: Array(pictures.enumerated()), { index, file in
                let phrase: FilePhrase = file.size == nil ? .fileDocument : .fileAlt
                let alt = words(
                    phrase,
                    ["number": String(index + 1), "count": String(pictures.count), "words": file.words ?? card.title])
                let target = file.size == nil ? Address.file(file.id) : Address.preview(file.id, 1_280)
                return #"<li><a href="\#(target)">\#(pen.preview(file, alt: alt))</a></li>"#
            })</ul></section>
            """
    }
}

extension Pen {
    func preview(_ file: ShownFile, alt: String) -> HTML {
        guard file.hasPreview else { return #"<span class="small">\#(alt)</span>"# }
        let size = file.size?.within(320)
        return """
            <img src="\(Address.preview(file.id, 320))" alt="\(alt)" loading="lazy"\
            \(attribute: "width", size.map { String($0.width) })\(attribute: "height", size.map { String($0.height) })>
            """
    }
}
