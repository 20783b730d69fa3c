/// What the pages about held data can say.
public enum DataPhrase: Int, RoomPhrase {
    case dataTitle
    case dataIntro
    case dataRecords
    case dataGround
    case dataYes
    case dataNo
    case dataReference
    case dataSecret
    case dataErased
    case dataName
    case dataLatin
    case dataPhone
    case dataPhoneIndex
    case dataBirth
    case dataLanguage
    case dataDocument
    case dataDocumentIndex
    case dataProtected
    case dataPlace
    case dataKin
    case dataHome
    case dataArea
    case dataClaimed
    case dataClaimReason
    case dataInvited
    case dataReason
    case dataWords
    case dataWordsFolded
    case dataNote
    case dataNameToken
    case dataKey
    case dataSignInName
    case dataPassword
    case dataFactor
    case dataRecovery
    case dataInvitation
    case dataDevice
    case dataSession
    case dataPhoneCode
    case dataProvider
    case dataProgramKey
    case dataFile
    case dataRegister, dataEmail, dataWechat
    case dataReaders
    case dataReadersNone
    case dataReader
    case dataSomebody
    case dataComma
    case readContact
    case readIdentify
    case readMatter
    case readCare
    case readEmergency
    case readOther
    case dataCopy
    case dataCopyHint
    case dataCopyJson
    case dataCopyCsv
    case leaveTitle
    case leaveGone
    case leaveKept
    case leaveOffice
    case leaveSure
    case leaveProof
    case leaveGo
    case dataNotice
    case noticeTitle
    case noticeIntro
    case noticeWhat
    case noticeForm
    case noticeBasis
    case noticeKeeping
    case noticeRecords
    case noticeRights
    case noticeMine
    case forIdentity
    case forHome
    case forRights
    case forSignIn
    case forMatters
    case forNotices
    case forFiles
    case forProof
    case forConsent
    case forPlaces
    case forRunning
    case basisNobody
    case basisConsent
    case basisContract
    case basisDuty
    case keepWhile
    case keepUntil
    case keepDays
    case keepGood
    case formClear
    case formSealed
    case formHashed
    case consentTitle
    case consentNone
    case consentSince
    case consentEnded
    case consentWithdraw
    case consentGive
    case consentChildData
    case consentCare
    case consentProvision
    case consentActivity
    case detailsTitle
    case detailsSave
    case detailsHint
    case detailsBirthHint
    case consentNever, consentTexts, consentTextsIntro, consentVersion, consentAccountTitle, consentAccount
    case consentAccountMeaning, consentChildDataTitle, consentChildDataMeaning, consentCareTitle, consentCareMeaning
    case consentProvisionTitle, consentProvisionMeaning, consentActivityTitle, consentActivityMeaning, wardTitle
    case wardIntroGuardian, wardIntroCarer, wardReaders, wardReadersNone, wardConsents

    /// The texts of this room.
    public static let texts = RoomTexts(
        DataPhrase.self, zhHans: PackageResources.Data_zh_Hans_json, en: PackageResources.Data_en_json)
}

extension Words {
    /// Says a phrase about held data.
    public func callAsFunction(_ phrase: DataPhrase) -> String { said(phrase) }

    /// Says a phrase about held data with its placeholders filled.
    public func callAsFunction(_ phrase: DataPhrase, _ values: KeyValuePairs<String, String>) -> String {
        said(phrase, values)
    }
}
