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
        public var open: Int
        public var late: Int
        public var today: Int
        public var waiting: Int
        public var done: Int

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
        public var card: MatterCard
        /// Who has it; nil for nobody.
        public var handler: Person?

        public init(card: MatterCard, handler: Person?) {
            self.card = card
            self.handler = handler
        }
    }

    public var community: PlaceSummary
    public var view: View
    public var counts: Counts
    public var kind: MatterKind?
    public var search: String
    /// One page of the rows, urgent first.
    public var rows: [Row]
    /// How many rows fit view, kind and search.
    public var rowCount: Int
    /// The number of the first row shown, 1-based.
    public var firstRow: Int
    /// 1-based.
    public var page: Int
    public var pageCount: Int
    /// The matter at the side; nil for none.
    public var selected: MatterPage?

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
