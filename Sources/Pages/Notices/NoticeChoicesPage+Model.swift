public import Notices
public import Vocabulary

/// 怎么告诉我: in which language, through which channels for which topic, and when.
public struct NoticeChoicesPage: Sendable, Equatable {
    /// How the reader wishes to be written to.
    public struct Wishes: Sendable, Equatable {
        /// The language of what is sent.
        public var language: Language
        /// The mail address as it was typed; empty for none.
        public var email: String

        /// Says wishes.
        public init(language: Language, email: String) {
            self.language = language
            self.email = email
        }
    }

    /// What stands now.
    public var choices: NoticeChoices
    /// In which language and by which mail address; nil for somebody who is no person here.
    public var wishes: Wishes?
    /// Whether it was just kept.
    public var isSaidKept: Bool
    /// What is wrong with the form.
    public var errors: [FieldError]

    /// Puts a page together.
    public init(
        choices: NoticeChoices, wishes: Wishes? = nil, isSaidKept: Bool = false, errors: [FieldError] = []
    ) {
        self.choices = choices
        self.wishes = wishes
        self.isSaidKept = isSaidKept
        self.errors = errors
    }
}
