public import HTML
public import QRCodes
public import Vocabulary

/// `/places/{id}/sheet` and `/places/{id}/sheets`: what is printed and put on a wall.
public struct SheetPage: Sendable {
    /// One code as it is printed.
    public struct Sticker: Sendable {
        /// The place, in words.
        public var place: LocalizedText
        /// Where it lies, such as `桂花里 · 3 幢`; empty where the name says it.
        public var location: LocalizedText
        /// The spot; empty for the place as a whole.
        public var label: String
        /// The characters in two groups.
        public var code: String
        /// What the camera reads.
        public var drawn: QRCode

        /// Says a sticker; see the properties.
        public init(place: LocalizedText, location: LocalizedText, label: String, code: String, drawn: QRCode) {
            self.place = place
            self.location = location
            self.label = label
            self.code = code
            self.drawn = drawn
        }
    }

    /// The place whose sheet it is.
    public var place: PlaceSummary
    /// What is printed.
    public var stickers: [Sticker]
    /// Whether many are printed on A4, or one on A5.
    public var isMany: Bool
    /// The community's telephone; empty if there is none.
    public var telephone: String
    /// How many places of the chosen kind have no code.
    public var missingCount: Int
    /// The kinds that can be chosen, with what stands in the form, and whether each is chosen.
    public var kinds: [(value: String, phrase: Phrase, isChosen: Bool)]
    /// Whether the reader may make codes here.
    public var mayMake: Bool

    /// Fills the model; see the properties.
    public init(
        place: PlaceSummary, stickers: [Sticker], isMany: Bool, telephone: String, missingCount: Int = 0,
        kinds: [(value: String, phrase: Phrase, isChosen: Bool)] = [], mayMake: Bool = false
    ) {
        self.place = place
        self.stickers = stickers
        self.isMany = isMany
        self.telephone = telephone
        self.missingCount = missingCount
        self.kinds = kinds
        self.mayMake = mayMake
    }

    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let hint = words(isMany ? .sheetManyPrint : .sheetPrint)
        let body: HTML = """
            \(pen.saidView)\(chooser(in: pen))\(if: !stickers.isEmpty, "<p class=\"meta noprint\">\(hint)</p>")\
            \(if: stickers.isEmpty, pen.empty(words(.sheetNone)))\
            <div class="\(isMany ? "stickers" : "poster")">\(each: stickers, { $0.view(in: pen, telephone: telephone) })</div>
            """
        let title = words(isMany ? .sheetManyTitle : .sheetTitle)
        return pen.page(title, .bar(title: title, back: Address.keep(place.id)), section: nil, body)
    }

    private func chooser(in pen: Pen) -> HTML {
        guard isMany else { return .nothing }
        let words = pen.words
        let chosen = kinds.first { $0.isChosen }?.value ?? ""
        let make: HTML = """
            <form method="post" action="\(Address.sheets(place.id))">\(pen.hidden())<input type="hidden" name="kind" \
            value="\(chosen)"><p class="row wrap"><span>\(words(.sheetMissing, ["count": String(missingCount)]))</span>\
            <button class="btn">\(words(.sheetMakeAll))</button></p></form>
            """
        return """
            <form class="find noprint" action="\(Address.sheets(place.id))"><label class="hide" for="kind">\(words(.sheetKind))</label>\
            <select class="input" id="kind" name="kind">\(each: kinds, { choice in
                #"<option value="\#(choice.value)"\#(attribute: "selected", if: choice.isChosen)>\#(words(choice.phrase))</option>"#
            })</select><button class="btn">\(words(.sheetShow))</button></form>\
            \(if: missingCount > 0 && mayMake, "<div class=\"card noprint\">\(make)</div>")
            """
    }
}

extension SheetPage.Sticker {
    /// The sheet speaks Chinese and English, whatever the reader's own language is: it hangs for everybody.
    func view(in pen: Pen, telephone: String) -> HTML {
        let zhHans = Words(.zhHans)
        let en = Words(.en)
        let name = label.isEmpty ? place.zhHans : place.zhHans + " · " + label
        let english: HTML =
            place.en == place.zhHans ? .nothing : #"<span lang="en">\#(place.en)</span><br>"#
        let phone: HTML =
            telephone.isEmpty ? .nothing : #"<p class="tel">\#(zhHans(.sheetPhone, ["number": telephone]))</p>"#
        return """
            <section class="sticker" lang="zh-CN"><h2>\(name)</h2>\
            \(if: !location.zhHans.isEmpty, "<p class=\"at\">\(location.zhHans)</p>")\
            \(drawn.drawing(pen.words(.sheetLabel, ["place": pen.words(place)])))\
            <p class="code">\(code)</p><p class="say">\(zhHans(.sheetSentence))</p>\
            <p class="en">\(english)<span lang="en">\(en(.sheetSentence))</span></p>\(phone)</section>
            """
    }
}
