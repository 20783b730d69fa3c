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
    /// Who can be put in charge.
    public var people: [ShownPerson]
    /// The worker and the deputy as they stand in ``people``; nil for nobody.
    public var worker, deputy: ShownPerson?
    /// Who is on duty now; nil for nobody.
    public var onDuty: ShownPerson?
    /// Whether the hours that were sent could not be understood.
    public var isDutyWrong: Bool

    /// Fills the model; see the properties.
    public init(
        grid: Grid, choices: [Choice], people: [ShownPerson], worker: ShownPerson?, deputy: ShownPerson?,
        onDuty: ShownPerson?, isDutyWrong: Bool = false
    ) {
        self.grid = grid
        self.choices = choices
        self.people = people
        self.worker = worker
        self.deputy = deputy
        self.onDuty = onDuty
        self.isDutyWrong = isDutyWrong
    }

    /// Rows of hours that the form offers beyond those that are filled.
    static let emptyRows = 3

    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let title = words(grid.place.name)
        let duty = onDuty.map { words(.gridOnDuty, ["person": pen.name($0)]) } ?? words(.gridOffDuty)
        let end: HTML = """
            <form method="post" action="\(form("end"))">\(pen.hidden())<button class="btn plain">\(words(.gridEnd))</button></form>
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
        func choice(_ name: String, _ label: GroundPhrase, _ chosen: ShownPerson?) -> HTML {
            """
            <div class="field"><label for="\(name)">\(words(label))</label><select class="input" id="\(name)" name="\(name)">\
            <option value="">\(words(.gridNobody))</option>\(each: people, { person in
                #"<option value="\#(person.id)"\#(attribute: "selected", if: person.id == chosen?.id)>\#(pen.name(person))</option>"#
            })</select></div>
            """
        }
        return """
            <form class="card stack tight" method="post" action="\(form("people"))">\(pen.hidden())<h2 class="lab">\(words(.gridPeople))</h2>\
            <div class="pair">\(choice("worker", .gridWorker, worker))\(choice("deputy", .gridDeputy, deputy))</div>\
            <button class="btn">\(words(.gridPeopleSave))</button></form>
            """
    }

    private func dutyView(in pen: Pen) -> HTML {
        let words = pen.words
        let rows = grid.duty.map { Optional($0) } + [DutyHours?](repeating: nil, count: Self.emptyRows)
        let wrong: HTML = """
            <p class="err" id="duty-error">\(pen.icon(.attention))<span>\(words(.keepWrong, ["field": words(.gridDuty)]))</span></p>
            """
        return """
            <form class="card stack tight" method="post" action="\(form("duty"))">\(pen.hidden())<fieldset class="field"\
            \(attribute: "aria-describedby", isDutyWrong ? "duty-error" : nil)><legend>\(words(.gridDuty))</legend>\
            <span class="hint">\(words(.gridDutyHint))</span>\(if: isDutyWrong, wrong)\(each: rows, { row($0, in: pen) })</fieldset>\
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

    /// Browsers know no 24:00; the end of the day is said as 23:59 and read back as such.
    private func clock(_ minute: Int) -> String {
        let shown = min(minute, 1_439)
        let (hour, rest) = (shown / 60, shown % 60)
        return (hour < 10 ? "0" : "") + String(hour) + ":" + (rest < 10 ? "0" : "") + String(rest)
    }
}
