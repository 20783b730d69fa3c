public import HTML
public import Vocabulary

/// 消息: what a person was told, the latest first.
public struct InboxPage: Sendable, Equatable {
    /// One notice, in the language of the page.
    public struct Row: Sendable, Equatable {
        /// Identifier, for addresses.
        public var id: String
        /// What it says.
        public var sentence: String
        /// What it is about.
        public var topic: String
        /// When it was told.
        public var at: Instant
        /// Whether it was read.
        public var isRead: Bool
        /// Whether it leads somewhere.
        public var isLinked: Bool

        /// Puts a row together.
        public init(id: String, sentence: String, topic: String, at: Instant, isRead: Bool, isLinked: Bool) {
            self.id = id
            self.sentence = sentence
            self.topic = topic
            self.at = at
            self.isRead = isRead
            self.isLinked = isLinked
        }
    }

    /// The notices of this page.
    public var rows: [Row]
    /// How many were not read, 0…100.
    public var unreadCount: Int
    /// Where earlier ones are; nil if there are none.
    public var older: Link?
    /// Whether something was just marked read.
    public var isSaidRead: Bool
    /// Whether the reader may see what could not be delivered.
    public var isStaff: Bool

    /// Puts a page together.
    public init(rows: [Row], unreadCount: Int, older: Link? = nil, isSaidRead: Bool = false, isStaff: Bool = false) {
        self.rows = rows
        self.unreadCount = unreadCount
        self.older = older
        self.isSaidRead = isSaidRead
        self.isStaff = isStaff
    }
}
