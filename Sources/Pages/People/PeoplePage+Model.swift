public import Vocabulary

/// `/desk/{id}/people`: the people of a community, masked, and the form that adds one.
public struct PeoplePage: Sendable {
    /// One person, masked.
    public struct Row: Sendable, Equatable {
        /// The identifier.
        public var id: String
        /// 陈*芳; nil for somebody whose data were erased.
        public var name: String?
        /// 138****1234.
        public var phone: String?
        /// The published name of staff.
        public var serviceName: LocalizedText?

        /// Says a row; see the properties.
        public init(id: String, name: String?, phone: String?, serviceName: LocalizedText? = nil) {
            self.id = id
            self.name = name
            self.phone = phone
            self.serviceName = serviceName
        }
    }

    /// The community.
    public var community: PlaceSummary
    /// What was looked for; empty for everybody.
    public var search: String
    /// The rows of this page.
    public var rows: [Row]
    /// How many people are found, protected ones not counted.
    public var count: Int
    /// The page, from 1.
    public var page: Int
    /// How many pages there are.
    public var pageCount: Int
    /// What came of a form.
    public var told: PeopleTold?

    /// Fills the model; see the properties.
    public init(
        community: PlaceSummary, search: String, rows: [Row], count: Int, page: Int, pageCount: Int,
        told: PeopleTold? = nil
    ) {
        self.community = community
        self.search = search
        self.rows = rows
        self.count = count
        self.page = page
        self.pageCount = pageCount
        self.told = told
    }
}
