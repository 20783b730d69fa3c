public import Notices

/// 怎么告诉我: through which channels for which topic, and when.
public struct NoticeChoicesPage: Sendable, Equatable {
    /// What stands now.
    public var choices: NoticeChoices
    /// Whether it was just kept.
    public var isSaidKept: Bool

    /// Puts a page together.
    public init(choices: NoticeChoices, isSaidKept: Bool = false) {
        self.choices = choices
        self.isSaidKept = isSaidKept
    }
}
