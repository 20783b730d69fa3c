/// What the pages of notices say; the sentences of notices themselves stand in the module of notices.
enum NoticesPhrase: Int, RoomPhrase {
    case bellLabel, bellNone, inboxTitle, inboxEmpty, inboxEmptyGo, inboxHeading, inboxHeadingNone, inboxUnread
    case inboxOpen, inboxRead, inboxReadAll, inboxOlder, inboxChoices, inboxUndelivered, inboxSaidRead
    case choicesTitle, choicesAbout, choicesAlways, choicesQuiet, choicesQuietFrom, choicesQuietUntil
    case choicesQuietHint, choicesDigest, choicesDigestNone, choicesDigestDaily, choicesDigestWeekly
    case choicesDigestAt, choicesDigestOn, choicesDays, choicesKeep, choicesSaid, undeliveredTitle
    case undeliveredEmpty, undeliveredHint, undeliveredPerson, undeliveredNobody
    case undeliveredChannel, undeliveredWhy, undeliveredAttempts, undeliveredParked
    case undeliveredFailed, undeliveredWhen, undeliveredRetry, undeliveredDrop, undeliveredSaidRetry
    case undeliveredSaidDrop, undeliveredSystem
    case choicesLanguage, choicesLanguageHint, choicesEmail, choicesEmailHint, choicesErrorsEmail

    static let texts = RoomTexts(
        NoticesPhrase.self, zhHans: PackageResources.Notices_zh_Hans_json, en: PackageResources.Notices_en_json)
}

extension Words {
    /// Says a phrase of the pages of notices.
    func callAsFunction(_ phrase: NoticesPhrase) -> String { said(phrase) }

    /// Says a phrase of the pages of notices with its placeholders filled.
    func callAsFunction(_ phrase: NoticesPhrase, _ values: KeyValuePairs<String, String>) -> String {
        said(phrase, values)
    }
}
