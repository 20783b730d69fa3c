/// What the pages at the door can say: signing in, sessions, keys of programs, the first use.
public enum SignInPhrase: Int, RoomPhrase {
    case phoneTitle
    case phoneLead
    case phoneNumber
    case phoneNumberHint
    case phoneSend
    case phoneStaff
    case phoneNone
    case codeTitle
    case codeLead
    case codeField
    case codeName
    case codeNameHint
    case codeConsent
    case codeConsentHint
    case codeGo
    case codeAgain
    case codeOther
    case codeDemo
    case staffTitle
    case staffLead
    case staffName
    case staffPassword
    case staffGo
    case staffInvited
    case staffResident
    case factorTitle
    case factorLead
    case factorField
    case factorFieldHint
    case factorGo
    case setupTitle
    case setupLead
    case setupBy
    case setupPicture
    case setupGo
    case recoveryTitle
    case recoveryLead
    case recoveryOnce
    case recoveryGo
    case proofTitle
    case proofLead
    case proofLeadPhone
    case proofSend
    case proofGo
    case sessionsTitle
    case sessionsThis
    case sessionsSeen
    case sessionsEnd
    case sessionsEndAll
    case sessionsOpen
    case sessionsNone
    case outGo
    case outIn
    case outMine
    case outReport
    case passwordTitle
    case passwordLead
    case passwordOld
    case passwordNew
    case passwordHint
    case passwordGo
    case passwordOpen
    case invitedTitle
    case invitedLead
    case invitedCode
    case invitedName
    case invitedNameHint
    case invitedGo
    case startTitle
    case startLead
    case startCode
    case startPerson
    case startStreet
    case startCommunity
    case startGo
    case startOver
    case managerTitle
    case managerLead
    case managerName
    case managerPhone
    case managerGo
    case managerSkip
    case managerDone
    case managerDoneLead
    case keysTitle
    case keysLead
    case keysLabel
    case keysLabelHint
    case keysOrganisation
    case keysPlace
    case keysDays
    case keysRead
    case keysReport
    case keysHandle
    case keysGo
    case keysMade
    case keysOnce
    case keysUntil
    case keysUsed
    case keysNever
    case keysOver
    case keysWithdraw
    case keysNone
    case keysOpen
    case doorWrong
    case doorTries
    case doorNone
    case doorOften
    case doorBusy
    case doorPhone
    case doorConsent
    case doorLate
    case doorShort
    case doorLong
    case doorCommon
    case doorContext
    case doorName
    case doorTaken
    case doorPerson
    case doorPlace
    case doorMessage
    case doorMissing
    case doorOne
    case roleResident
    case roleStaff
    case roleAdministrator

    /// The texts of `SignIn.zh-Hans.json` and `SignIn.en.json`.
    public static let texts = RoomTexts(
        SignInPhrase.self, zhHans: PackageResources.SignIn_zh_Hans_json, en: PackageResources.SignIn_en_json)
}

extension Words {
    /// Says a phrase of the door.
    func callAsFunction(_ phrase: SignInPhrase) -> String { said(phrase) }

    /// Says a phrase of the door with its placeholders filled.
    func callAsFunction(_ phrase: SignInPhrase, _ values: KeyValuePairs<String, String>) -> String {
        said(phrase, values)
    }
}
