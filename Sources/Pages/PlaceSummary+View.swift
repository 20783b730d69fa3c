import Flows
import HTML

extension PlaceSummary {
    /// One row of a list of places; the whole row is the link.
    func view(in pen: Pen) -> HTML {
        let words = pen.words
        let about = location.map { words(kind.phrase) + " · " + words($0) } ?? words(kind.phrase)
        return """
            <li><a class="place" href="\(Address.place(id))">\(pen.icon(kind.icon))<span class="grow">\
            <span class="name">\(words(name))</span><span class="meta">\(about)</span></span>\
            \(openView(in: pen))\(pen.icon(.onward))</a></li>
            """
    }

    private func openView(in pen: Pen) -> HTML {
        guard let openCount, openCount > 0 else { return .nothing }
        let text = openCount == 1 ? pen.words(.homeHereOne) : pen.words(.homeHereCount, ["count": String(openCount)])
        return #"<span class="count">\#(text)</span>"#
    }
}

extension [PlaceSummary] {
    func view(in pen: Pen) -> HTML {
        #"<ul class="places">\#(each: self, { $0.view(in: pen) })</ul>"#
    }
}
