import Flows
public import HTML

extension ErrorPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let phrases = kind.phrases
        let identity = Address.identity.query("return", frame.path.text)
        let seeNow: HTML? = now.map { #"<a class="btn main" href="\#($0)">\#(words(.errorSeeNow))</a>"# }
        let change: HTML = #"<a class="btn main" href="\#(identity)">\#(words(.meChange))</a>"#
        let number: HTML? = reference.map { #"<p class="meta">\#(words(.errorReference, ["reference": $0]))</p>"# }
        let body: HTML = """
            <section class="card stack lift"><p>\(words(phrases.hint))</p>\(number)<p class="row wrap">\(seeNow)\
            \(if: kind == .forbidden && frame.isDemo, change)<a class="btn" href="\(Address.home)">\(words(.errorHome))</a></p>\
            </section>
            """
        return pen.page(words(phrases.title), .band(title: words(phrases.title), below: .nothing), section: nil, body)
    }
}
