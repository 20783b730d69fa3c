public import Notices

/// 没送到的消息: what staff look after.
public struct UndeliveredPage: Sendable, Equatable {
    /// One delivery.
    public struct Row: Sendable, Equatable {
        /// What became of it.
        public var delivery: Delivery
        /// Who was to be told, as the reader may know; nil where the reader may know nothing.
        public var name: String?

        /// Puts a row together.
        public init(delivery: Delivery, name: String?) {
            self.delivery = delivery
            self.name = name
        }
    }

    /// What was just done.
    public enum Done: String, Sendable, Equatable, CaseIterable {
        /// Being sent again.
        case retried
        /// Given up.
        case dropped
    }

    /// The deliveries, the latest first.
    public var rows: [Row]
    /// What was just done; nil for nothing.
    public var done: Done?

    /// Puts a page together.
    public init(rows: [Row], done: Done? = nil) {
        self.rows = rows
        self.done = done
    }
}
