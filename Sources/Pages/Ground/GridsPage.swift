public import HTML
public import Places
public import Vocabulary

/// `/places/{id}/grids`: the grids of a community, and where they leave gaps or overlap.
public struct GridsPage: Sendable {
    /// One grid in the list.
    public struct Entry: Sendable {
        /// The identifier as it stands in addresses.
        public var id: String
        /// The name.
        public var name: LocalizedText
        /// The code.
        public var code: String
        /// How many places were put into it.
        public var memberCount: Int
        /// Who walks it; nil if nobody does, or no longer holds the role.
        public var worker: ShownPerson?

        /// Says a grid; see the properties.
        public init(id: String, name: LocalizedText, code: String, memberCount: Int, worker: ShownPerson?) {
            self.id = id
            self.name = name
            self.code = code
            self.memberCount = memberCount
            self.worker = worker
        }
    }

    /// The community.
    public var community: PlaceSummary
    /// Its grids, by code.
    public var grids: [Entry]
    /// Gaps and overlaps.
    public var coverage: GridCoverage
    /// What was wrong with the new grid, as the field is called; nil before.
    public var wrong: GroundPhrase?
    /// What was written for the new grid: code, Chinese and English name.
    public var draft: (code: String, name: LocalizedText) = ("", LocalizedText(zhHans: "", en: ""))

    /// Fills the model; see the properties.
    public init(community: PlaceSummary, grids: [Entry], coverage: GridCoverage) {
        self.community = community
        self.grids = grids
        self.coverage = coverage
    }

    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let title = words(.gridsTitle, ["place": words(community.name)])
        let list: HTML =
            grids.isEmpty
            ? pen.empty(words(.gridsNone))
            : #"<ul class="places">\#(each: grids, { entry($0, in: pen) })</ul>"#
        let wrongView: HTML? = wrong.map {
            """
            <p class="err" role="alert">\(pen.icon(.attention))<span>\(words(.keepWrong, ["field": words($0)]))</span></p>
            """
        }
        let body: HTML = """
            \(pen.saidView)\(list)\(if: !grids.isEmpty, coverageView(in: pen))<div class="keep">\
            <section class="card stack tight" aria-labelledby="add"><h2 class="lab" id="add">\(words(.gridsAdd))</h2>\(wrongView)\
            <form method="post" action="\(Address.grids(community.id))">\(pen.hidden())<div class="pair">\
            \(pen.labelled("code", .gridsCode, value: draft.code, max: 64))\
            \(pen.labelled("name_zh", .keepNameZh, value: draft.name.zhHans, max: 200))\
            \(pen.labelled("name_en", .keepNameEn, value: draft.name.en, max: 200))<button class="btn main">\(words(.gridsAddGo))</button></div></form>\
            </section></div>
            """
        return pen.page(title, .bar(title: title, back: Address.keep(community.id)), section: nil, body)
    }

    private func entry(_ grid: Entry, in pen: Pen) -> HTML {
        let who = grid.worker.map { pen.words($0.name) } ?? pen.words(.gridNobody)
        return """
            <li><a class="place" href="\(Address.grid(grid.id))">\(pen.icon(.grid))<span class="grow">\
            <span class="name">\(pen.words(grid.name))</span><span class="meta">\(grid.code) · \(who)</span></span>\
            <span class="count">\(pen.words(.gridsCount, ["count": String(grid.memberCount)]))</span>\(pen.icon(.onward))</a></li>
            """
    }

    private func coverageView(in pen: Pen) -> HTML {
        let words = pen.words
        guard coverage.gapCount > 0 || !coverage.overlaps.isEmpty else {
            return #"<p class="notice good">\#(pen.icon(.done))<span>\#(words(.gridsCovered))</span></p>"#
        }
        func places(_ title: String, _ places: [Place]) -> HTML {
            """
            <section class="card stack tight"><h2 class="lab">\(title)</h2><ul class="row wrap">\
            \(each: places, { #"<li><a href="\#(Address.place($0.id.description))">\#(words($0.name))</a></li>"# })</ul></section>
            """
        }
        return """
            \(if: coverage.gapCount > 0, places(words(.gridsGaps, ["count": String(coverage.gapCount)]), coverage.gaps))\
            \(if: !coverage.overlaps.isEmpty, places(words(.gridsOverlaps), coverage.overlaps.map(\.place)))
            """
    }
}
