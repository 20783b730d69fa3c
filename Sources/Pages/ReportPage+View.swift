import Flows
public import HTML

extension ReportPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let phrases = pen.words
        let header = Pen.Header.bar(title: phrases(.reportTitle), back: Address.place(place.id))
        guard !pen.frame.isGuest else {
            return pen.page(phrases(.reportTitle), header, section: nil, guestView(in: pen))
        }
        let body: HTML = """
            \(pen.summary(of: errors))<form class="stack" id="report" method="post" enctype="multipart/form-data" \
            action="\(Address.matters)">\
            \(pen.hidden(once: once))\(wordsView(in: pen))\(kindView(in: pen))\(picturesView(in: pen))\(placeView(in: pen))\
            <p class="meta">\(phrases(.reportPrivacy))</p>\
            <div class="dock"><div><button class="btn main full">\(pen.icon(.send))\(phrases(.reportSend))</button></div></div></form>
            """
        return pen.page(phrases(.reportTitle), header, section: nil, isForm: true, body)
    }

    /// A guest is told where this is and signs in before writing, so that nothing written is lost at the door.
    private func guestView(in pen: Pen) -> HTML {
        """
        <div class="card stack tight">\(spotView(in: pen))<p>\(pen.words(.outReport))</p>\
        <a class="btn main full" href="\(pen.signInLink)">\(pen.words(.outIn))</a></div>
        """
    }

    private func spotView(in pen: Pen) -> HTML {
        """
        <div class="row top">\(pen.icon(.pin))<div><p class="meta">\(pen.words(.reportPlace))</p>\
        <p><strong>\(pen.words(place.name))</strong></p>\
        \(spot.map { "<p>\(pen.words(.wallSpot, ["spot": $0]))</p>" as HTML })</div></div>
        """
    }

    private func error(for field: String) -> FieldError? {
        errors.first { $0.field == field }
    }

    private func wordsView(in pen: Pen) -> HTML {
        let phrases = pen.words
        let error = error(for: "words")
        let described = error == nil ? "words-hint" : "words-hint words-error"
        return """
            <div class="field"><label for="words">\(phrases(.reportWords))</label>\
            <span class="hint" id="words-hint">\(phrases(.reportWordsHint))</span>\
            <textarea class="input" id="words" name="words" rows="3" aria-describedby="\(described)" \
            data-limit="\(Self.wordsMax)" data-counter="words-left"\(attribute: "aria-invalid", error == nil ? nil : "true") \
            placeholder="\(phrases(.reportWordsExample))">\(words.isEmpty ? "" : "\n" + words)</textarea>\
            \(pen.error(error, id: "words-error"))<p class="meta" id="words-left" aria-live="polite" hidden \
            data-left="\(phrases(.reportWordsLeft))" data-over="\(phrases(.reportWordsOver))"></p></div>
            """
    }

    private func kindView(in pen: Pen) -> HTML {
        let error = error(for: "kind-lamp")
        return """
            <fieldset class="field"\(attribute: "aria-describedby", error == nil ? nil : "kind-error")>\
            <legend>\(pen.words(.reportKind))</legend><div class="ward">\(each: MatterKind.allCases, { tile($0, in: pen) })</div>\
            \(pen.error(error, id: "kind-error"))</fieldset>
            """
    }

    private func tile(_ each: MatterKind, in pen: Pen) -> HTML {
        """
        <label class="app"><input type="radio" id="kind-\(each.rawValue)" name="kind" value="\(each.rawValue)"\
        \(attribute: "checked", if: each == kind)>\(pen.icon(each.icon))<span>\(pen.words(each.phrase))</span></label>
        """
    }

    private func placeView(in pen: Pen) -> HTML {
        let phrases = pen.words
        let error = error(for: "place")
        let spot = spotView(in: pen)
        guard !parts.isEmpty else {
            return """
                <div class="card stack tight">\(spot)<input type="hidden" id="place" name="place" value="\(place.id)">\
                \(pen.error(error, id: "place-error"))</div>
                """
        }
        let whole = phrases(.reportPartWhole, ["place": phrases(place.name)])
        return """
            <div class="card stack tight">\(spot)<div class="field"><label for="place">\(phrases(.reportPart))</label>\
            <select class="input" id="place" name="place"\(attribute: "aria-invalid", error == nil ? nil : "true")\
            \(attribute: "aria-describedby", error == nil ? nil : "place-error")>\(option(place.id, whole))\
            \(each: parts, { option($0.id, phrases($0.name)) })</select>\(pen.error(error, id: "place-error"))</div></div>
            """
    }

    private func option(_ id: String, _ name: String) -> HTML {
        #"<option value="\#(id)"\#(attribute: "selected", if: id == chosenPlaceID)>\#(name)</option>"#
    }
}
