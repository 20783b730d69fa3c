public import HTML

/// `/c` and `/c/{code}` where no report form can open: what is wrong with a code, and what to do.
public struct CodePage: Sendable {
    /// How it stands.
    public enum Kind: Sendable, CaseIterable {
        /// Nothing was typed yet.
        case typing
        /// The characters do not fit together.
        case misread
        /// No such code was ever given out here.
        case unknown
        /// The code was withdrawn.
        case withdrawn
    }

    /// How it stands.
    public var kind: Kind
    /// What was typed or scanned.
    public var typed: String
    /// The place of a withdrawn code; nil otherwise.
    public var place: PlaceSummary?

    /// Fills the model; see the properties.
    public init(_ kind: Kind, typed: String = "", place: PlaceSummary? = nil) {
        self.kind = kind
        self.typed = typed
        self.place = place
    }

    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let said: GroundPhrase =
            switch kind {
            case .typing: .wallTypeLead
            case .misread: .wallMisread
            case .unknown: .wallUnknown
            case .withdrawn: .wallWithdrawn
            }
        let notice: HTML =
            kind == .typing
            ? "<p>\(words(said))</p>"
            : #"<p class="notice" role="status">\#(pen.icon(.info))<span>\#(words(said))</span></p>"#
        let report: HTML? = place.map {
            """
            <p><strong>\(words($0.name))</strong></p>\
            <p><a class="btn main" href="\(Address.report(at: $0.id))">\(pen.icon(.report))\(words(.wallReport))</a></p>
            """
        }
        let body: HTML = """
            \(notice)\(report)<form class="card stack" action="\(Address.codes)"><div class="field">\
            <label for="code">\(words(.wallField))</label><span class="hint" id="code-hint">\(words(.wallHint))</span>\
            <input class="input code" id="code" name="code" value="\(typed)" maxlength="24" autocapitalize="characters" \
            autocomplete="off" spellcheck="false" aria-describedby="code-hint"></div>\
            <button class="btn\(report == nil ? " main" : "")">\(words(.wallGo))</button></form>\
            <p><a href="\(Address.places)">\(words(.wallSearch))</a></p>
            """
        return pen.page(
            words(.wallTitle), .bar(title: words(.wallTitle), back: Address.home), section: nil, body)
    }
}
