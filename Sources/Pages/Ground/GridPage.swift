public import HTML
public import Places
import Vocabulary

/// `/grids/{id}`: the places of a grid, who is in charge and when.
public struct GridPage: Sendable {
    /// A place that the grid may have.
    public struct Choice: Sendable {
        /// The place.
        public var place: PlaceSummary
        /// Whether the grid has it.
        public var isMember: Bool

        /// Says a choice.
        public init(place: PlaceSummary, isMember: Bool) {
            self.place = place
            self.isMember = isMember
        }
    }

    /// The grid.
    public var grid: Grid
    /// The buildings, compounds and shared places of its community.
    public var choices: [Choice]
    /// Who can be put in charge, as far as the search found them.
    public var people: [ShownPerson]
    /// Whether there are so many that a field for searching helps.
    public var isSearched: Bool
    /// The words of the search; empty before.
    public var search: String
    /// The worker and the deputy; nil for nobody, and for somebody who no longer holds the role.
    public var worker, deputy: ShownPerson?
    /// Posts whose holder no longer holds the role.
    public var openPosts: Set<DutyHours.Holder>
    /// Who is on duty now; nil for nobody.
    public var onDuty: ShownPerson?
    /// What was wrong with the form that was sent: people or hours; nil before.
    public var wrong: GroundPhrase?

    /// Fills the model; see the properties.
    public init(
        grid: Grid, choices: [Choice], people: [ShownPerson], isSearched: Bool = false, search: String = "",
        worker: ShownPerson?, deputy: ShownPerson?, openPosts: Set<DutyHours.Holder> = [], onDuty: ShownPerson?,
        wrong: GroundPhrase? = nil
    ) {
        self.grid = grid
        self.choices = choices
        self.people = people
        self.isSearched = isSearched
        self.search = search
        self.worker = worker
        self.deputy = deputy
        self.openPosts = openPosts
        self.onDuty = onDuty
        self.wrong = wrong
    }

    /// Rows of hours that the form offers beyond those that are filled.
    static let emptyRows = 3

    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let title = words(grid.place.name)
        let duty = onDuty.map { words(.gridOnDuty, ["person": words($0.name)]) } ?? words(.gridOffDuty)
        let end: HTML = """
            <details><summary>\(words(.gridEnd))</summary><form method="post" action="\(form("end"))">\(pen.hidden())\
            <p>\(words(.gridEndAsk))</p><button class="btn">\(words(.gridEndGo))</button></form></details>
            """
        let body: HTML = """
            \(pen.saidView)<p class="row">\(pen.icon(.clock))<span>\(duty)</span></p><div class="keep">\
            \(membersView(in: pen))\(peopleView(in: pen))\(dutyView(in: pen))\(end)</div>
            """
        let back = grid.place.community.map { Address.grids($0.description) } ?? Address.places
        return pen.page(title, .bar(title: title, back: back), section: nil, body)
    }

    private func form(_ name: String) -> Link { Address.grid(grid.id.description, name) }

    private func membersView(in pen: Pen) -> HTML {
        let words = pen.words
        return """
            <form class="card stack tight" method="post" action="\(form("members"))">\(pen.hidden())<fieldset class="field">\
            <legend>\(words(.gridMembers))</legend><div class="ticks">\(each: choices, { choice in
                #"<label><input type="checkbox" name="place" value="\#(choice.place.id)"\#(attribute: "checked", if: choice.isMember)>\#(words(choice.place.name))</label>"#
            })</div></fieldset><button class="btn main">\(words(.gridMembersSave))</button></form>
            """
    }

    private func peopleView(in pen: Pen) -> HTML {
        let words = pen.words
        let posts: [(DutyHours.Holder, GroundPhrase, ShownPerson?)] = [
            (.worker, .gridWorker, worker), (.deputy, .gridDeputy, deputy),
        ]
        let open = posts.filter { openPosts.contains($0.0) }
        let isNobody = people.isEmpty && worker == nil && deputy == nil
        let none: HTML = #"<p class="soft">\#(words(search.isEmpty ? .gridNoWorkers : .gridNotFound))</p>"#
        let form: HTML = """
            <form method="post" action="\(form("people"))">\(pen.hidden())<div class="pair">\
            \(each: posts, { choice($0.0.rawValue, $0.1, $0.2, in: pen) })</div>\
            <button class="btn">\(words(.gridPeopleSave))</button></form>
            """
        return """
            <section class="card stack tight" aria-labelledby="people"><h2 class="lab" id="people">\(words(.gridPeople))</h2>\
            \(if: wrong == .gridPeople, wrongView(.gridPeople, in: pen))\
            \(each: open, { post in
                #"<p class="notice">\#(pen.icon(.attention))<span>\#(words(.gridPostOpen, ["post": words(post.1)]))</span></p>"#
            })\(if: isSearched, searchView(in: pen))\(if: people.isEmpty, none)\(if: !isNobody || !openPosts.isEmpty, form)</section>
            """
    }

    private func choice(_ name: String, _ label: GroundPhrase, _ chosen: ShownPerson?, in pen: Pen) -> HTML {
        let offered = people + [chosen].compactMap { $0 }.filter { one in !people.contains { $0.id == one.id } }
        return """
            <div class="field"><label for="\(name)">\(pen.words(label))</label><select class="input" id="\(name)" name="\(name)">\
            <option value="">\(pen.words(.gridNobody))</option>\(each: offered, { person in
                #"<option value="\#(person.id)"\#(attribute: "selected", if: person.id == chosen?.id)>\#(pen.words(person.name))</option>"#
            })</select></div>
            """
    }

    private func searchView(in pen: Pen) -> HTML {
        """
        <form action="\(Address.grid(grid.id.description))"><div class="pair">\
        \(pen.labelled("q", .gridSearch, value: search, max: 50))<button class="btn">\(pen.words(.gridSearchGo))</button></div></form>
        """
    }

    private func wrongView(_ field: GroundPhrase, in pen: Pen) -> HTML {
        """
        <p class="err" id="grid-error" role="alert">\(pen.icon(.attention))<span>\
        \(pen.words(.keepWrong, ["field": pen.words(field)]))</span></p>
        """
    }

    private func dutyView(in pen: Pen) -> HTML {
        let words = pen.words
        let rows = grid.duty.map { Optional($0) } + [DutyHours?](repeating: nil, count: Self.emptyRows)
        let isWrong = wrong == .gridDuty
        return """
            <form class="card stack tight" method="post" action="\(form("duty"))">\(pen.hidden())<fieldset class="field"\
            \(attribute: "aria-describedby", isWrong ? "grid-error" : nil)><legend>\(words(.gridDuty))</legend>\
            <span class="hint">\(words(.gridDutyHint))</span>\(if: isWrong, wrongView(.gridDuty, in: pen))\(each: rows, { row($0, in: pen) })</fieldset>\
            <button class="btn">\(words(.gridDutySave))</button></form>
            """
    }

    private func row(_ hours: DutyHours?, in pen: Pen) -> HTML {
        let words = pen.words
        let holders: [(DutyHours.Holder, GroundPhrase)] = [(.worker, .gridWorker), (.deputy, .gridDeputy)]
        let days = words.list(.dateWeekdays)
        return """
            <div class="pair"><select class="input" name="holder" aria-label="\(words(.gridHolder))">\(each: holders, { holder, phrase in
                #"<option value="\#(holder.rawValue)"\#(attribute: "selected", if: holder == hours?.holder)>\#(words(phrase))</option>"#
            })</select><select class="input" name="weekday" aria-label="\(words(.gridDay))">\(each: 1...7, { day in
                #"<option value="\#(day)"\#(attribute: "selected", if: day == hours?.weekday)>\#(days.indices.contains(day % 7) ? days[day % 7] : "")</option>"#
            })</select><input class="input" type="time" name="from" aria-label="\(words(.gridFrom))" value="\(hours.map { clock($0.fromMinute) } ?? "")">\
            <input class="input" type="time" name="until" aria-label="\(words(.gridUntil))" value="\(hours.map { clock($0.untilMinute) } ?? "")"></div>
            """
    }

    /// Browsers know no 24:00; the end of the day is said as 23:59 and read back as the end.
    private func clock(_ minute: Int) -> String {
        let shown = min(minute, 1_439)
        let (hour, rest) = (shown / 60, shown % 60)
        return (hour < 10 ? "0" : "") + String(hour) + ":" + (rest < 10 ? "0" : "") + String(rest)
    }
}
