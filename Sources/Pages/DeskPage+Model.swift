public import Flows

/// `/desk/{communityID}`: everything reported in a community, urgent first, with the selected matter beside it.
///
/// The address is the filter: `view`, `kind`, `q`, `page`, `matter`.
public struct DeskPage: Sendable {
    /// The saved views; the raw value stands in the query item `view`.
    public enum View: String, CaseIterable, Sendable {
        case open, late, today, waiting, done

        var phrase: Phrase {
            switch self {
            case .open: .deskOpen
            case .late: .deskLate
            case .today: .deskToday
            case .waiting: .deskWaiting
            case .done: .deskDone
            }
        }
    }

    /// How many matters each view holds, without search and kind.
    public struct Counts: Sendable {
        /// Somebody still has something to do.
        public var open: Int
        /// The deadline has passed.
        public var late: Int
        /// The deadline is today.
        public var today: Int
        /// The reporter has to answer.
        public var waiting: Int
        /// Over.
        public var done: Int

        /// Fills the model; see the properties.
        public init(open: Int, late: Int, today: Int, waiting: Int, done: Int) {
            self.open = open
            self.late = late
            self.today = today
            self.waiting = waiting
            self.done = done
        }

        subscript(view: View) -> Int {
            switch view {
            case .open: open
            case .late: late
            case .today: today
            case .waiting: waiting
            case .done: done
            }
        }
    }

    /// One row of the table.
    public struct Row: Sendable {
        /// The matter itself.
        public var card: MatterCard
        /// Who has it; nil for nobody.
        public var handler: ShownPerson?

        /// Fills the model; see the properties.
        public init(card: MatterCard, handler: ShownPerson?) {
            self.card = card
            self.handler = handler
        }
    }

    /// Whose desk it is.
    public var community: PlaceSummary
    /// Which view is shown.
    public var view: View
    /// How many matters each view holds.
    public var counts: Counts
    /// Only one kind; nil for all.
    public var kind: MatterKind?
    /// What was searched for; empty for nothing.
    public var search: String
    /// One page of the rows, urgent first.
    public var rows: [Row]
    /// How many rows fit view, kind and search.
    public var rowCount: Int
    /// The number of the first row shown, 1-based.
    public var firstRow: Int
    /// 1-based.
    public var page: Int
    /// How many pages there are; at least 1.
    public var pageCount: Int
    /// The matter at the side; nil for none.
    public var selected: MatterPage?

    /// Fills the model; see the properties.
    public init(
        community: PlaceSummary, view: View, counts: Counts, kind: MatterKind? = nil, search: String = "", rows: [Row],
        rowCount: Int, firstRow: Int = 1, page: Int = 1, pageCount: Int = 1, selected: MatterPage? = nil
    ) {
        self.community = community
        self.view = view
        self.counts = counts
        self.kind = kind
        self.search = search
        self.rows = rows
        self.rowCount = rowCount
        self.firstRow = firstRow
        self.page = page
        self.pageCount = pageCount
        self.selected = selected
    }
}
