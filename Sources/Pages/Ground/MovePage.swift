public import HTML
public import Places
public import Vocabulary

/// `/places/{id}/move?to=`: what a move or a merger would change, before it happens.
public struct MovePage: Sendable {
    /// What moves.
    public var place: PlaceSummary
    /// Where it stands; nil for a root, which does not move.
    public var from: LocalizedText?
    /// Where it would stand.
    public var to: PlaceSummary
    /// The code of that place, as it stands in the form.
    public var toCode: String
    /// Whether a community would become part of another one.
    public var isMerge: Bool
    /// What would change.
    public var preview: MovePreview

    /// Fills the model; see the properties.
    public init(
        place: PlaceSummary, from: LocalizedText?, to: PlaceSummary, toCode: String, isMerge: Bool,
        preview: MovePreview
    ) {
        self.place = place
        self.from = from
        self.to = to
        self.toCode = toCode
        self.isMerge = isMerge
        self.preview = preview
    }

    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let name = words(place.name)
        let now: HTML? = from.map { "<p>\(words(.moveFrom, ["place": name, "parent": words($0)]))</p>" }
        let then =
            isMerge
            ? words(.moveMerge, ["place": name, "parent": words(to.name)])
            : words(.moveTo, ["parent": words(to.name)])
        let counts: [(GroundPhrase, Int64)] = [
            (.movePlaces, preview.places), (.moveCommunity, preview.changingCommunity),
            (.moveGrids, preview.endingMemberships), (.moveCodes, preview.codes),
        ]
        let body: HTML = """
            <section class="card stack">\(now)<p><strong>\(then)</strong></p>\
            <ul class="stack tight">\(each: counts, { "<li>\(words($0.0, ["count": String($0.1)]))</li>" })</ul>\
            <p class="meta">\(words(.moveKeep))</p><form method="post" action="\(Address.move(place.id))">\(pen.hidden())\
            <button class="btn main" name="to" value="\(toCode)">\(words(isMerge ? .moveMergeGo : .moveGo))</button></form></section>
            """
        return pen.page(
            words(.moveTitle), .bar(title: words(.moveTitle), back: Address.keep(place.id)), section: nil, body)
    }
}
