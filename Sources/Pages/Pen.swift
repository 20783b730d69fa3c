import HTML
import Vocabulary

/// What a view draws with: the frame, its phrases, its dates, its icons. Made once for a page.
struct Pen {
    let frame: Frame
    let words: Words
    let dates: DateSentence
    /// Every chip, drawn once for the page.
    let chips: [HTML]
    /// The chip of a matter that waits for somebody else than the reader.
    let theirs: HTML

    init(_ frame: Frame) {
        self.frame = frame
        words = Words(frame.language, isElder: frame.isElder)
        dates = DateSentence(words: words, now: frame.now, secondsFromUTC: frame.secondsFromUTC)
        let words = words
        let draw = { (chip: Chip, phrase: Phrase) -> HTML in
            #"<span class="chip \#(chip.name)">\#(frame.assets.icon(chip.icon))\#(words(phrase))</span>"#
        }
        chips = Chip.allCases.map { draw($0, $0.phrase) }
        theirs = draw(.yours, .chipTheirs)
    }

    func icon(_ icon: Icon) -> HTML {
        frame.assets.icon(icon)
    }

    /// A name with its role, such as `居民 陈桂芳`; a published name says the role itself.
    func name(_ person: ShownPerson) -> String {
        let role = words(person.role)
        return role.isEmpty ? words(person.name) : words(.personNamed, ["name": words(person.name), "role": role])
    }

    /// What every form that changes something carries: the token, and the page to come back to where the form asks for it.
    func hidden(returns: Bool = false, once: String? = nil) -> HTML {
        """
        \(frame.formToken.map { #"<input type="hidden" name="token" value="\#($0)">"# as HTML })\
        \(once.map { #"<input type="hidden" name="once" value="\#($0)">"# as HTML })\
        \(if: returns, #"<input type="hidden" name="return" value="\#(frame.path.text)">"#)
        """
    }

    /// A form of one button.
    func button(_ action: Link, name: String, value: String, class look: String, _ inner: HTML, pressed: Bool? = nil)
        -> HTML
    {
        """
        <form method="post" action="\(action)">\(hidden(returns: true))<button class="\(look)" name="\(name)" \
        value="\(value)"\(attribute: "aria-pressed", pressed.map { $0 ? "true" : "false" })>\(inner)</button></form>
        """
    }

    /// What has just been done, said once.
    var saidView: HTML {
        guard let said = frame.said else { return .nothing }
        return #"<p class="notice good" role="status">\#(icon(.done))<span>\#(words(said.phrase))</span></p>"#
    }

    /// The empty state: a small lane grid, one sentence, one action.
    func empty(_ sentence: String, action: (link: Link, text: String)? = nil) -> HTML {
        """
        <div class="card empty"><svg class="lanes day" viewBox="0 0 144 46" aria-hidden="true">\
        <rect class="b" x="0" y="0" width="22" height="20" rx="2"/><rect class="b" x="28" y="0" width="14" height="20" rx="2"/>\
        <rect class="b" x="48" y="0" width="30" height="20" rx="2"/><rect class="b" x="84" y="0" width="22" height="20" rx="2"/>\
        <rect class="b" x="112" y="0" width="32" height="20" rx="2"/><rect class="b" x="0" y="26" width="22" height="20" rx="2"/>\
        <rect class="b" x="28" y="26" width="14" height="20" rx="2"/><rect class="b" x="48" y="26" width="30" height="20" rx="2"/>\
        <rect class="b" x="84" y="26" width="22" height="20" rx="2"/><rect class="b" x="112" y="26" width="32" height="20" rx="2"/></svg>\
        <p>\(sentence)</p>\(action.map { #"<a class="btn" href="\#($0.link)">\#($0.text)</a>"# as HTML })</div>
        """
    }

    /// Earlier and later pages of a list; nothing where one page holds all.
    func pager(page: Int, of pages: Int, link: (Int) -> Link) -> HTML {
        guard pages > 1 else { return .nothing }
        let at = words(.pagerAt, ["page": String(page), "pages": String(pages)])
        let previous: HTML? =
            page > 1 ? #"<a class="btn sm" rel="prev" href="\#(link(page - 1))">\#(words(.pagerPrevious))</a>"# : nil
        let next: HTML? =
            page < pages ? #"<a class="btn sm" rel="next" href="\#(link(page + 1))">\#(words(.pagerNext))</a>"# : nil
        return """
            <nav class="row between wrap" aria-label="\(words(.pagerLabel))"><span class="meta">\(at)</span>\
            <span class="row">\(previous)\(next)</span></nav>
            """
    }

    /// The mark, drawn in the colour of its surroundings.
    var mark: HTML {
        """
        <svg class="mark" viewBox="0 0 36 36" aria-hidden="true"><path class="w" d="M14 2H5a3 3 0 0 0-3 3v9M2 22v9a3 3 0 0 0 3 \
        3h9M22 34h9a3 3 0 0 0 3-3v-9M34 14V5a3 3 0 0 0-3-3h-9"/><rect class="b" x="8" y="8" width="8" height="8" rx="1"/>\
        <rect class="lit" x="20" y="8" width="8" height="8" rx="1"/><rect class="b" x="8" y="20" width="8" height="8" rx="1"/>\
        <rect class="b" x="20" y="20" width="8" height="8" rx="1"/></svg>
        """
    }

    /// A card that leads to the report form: the one lit window of a page.
    func reportButton(at id: String, _ title: Phrase, _ hint: Phrase, lifted: Bool) -> HTML {
        """
        <a class="report\(lifted ? " lift" : "")" href="\(Address.report(at: id))">\(icon(.report))<span class="grow">\
        <b>\(words(title))</b><span>\(words(hint))</span></span>\(icon(.onward))</a>
        """
    }
}
