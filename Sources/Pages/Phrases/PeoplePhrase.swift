/// The phrases of people, homes and roles; texts in `Strings/People.zh-Hans.json` and `Strings/People.en.json`.
public enum PeoplePhrase: Int, RoomPhrase {
    case deskPeople
    case peopleTitle
    case peopleSearch
    case peopleSearchHint
    case peopleSearchGo
    case peopleCount
    case peopleEmpty
    case peopleNotFound
    case peopleErased
    case peopleNoPhone
    case peopleAdd
    case peopleAddGo
    case peopleName
    case peoplePhone
    case peoplePhoneHint
    case peopleBirth
    case peopleOptional
    case peoplePrivacy
    case personTitle
    case personProtected
    case personDocument
    case personOpened
    case personRecorded
    case personRead
    case personReadGo
    case personPurpose
    case personFields
    case personReadingHint
    case purposeContact
    case purposeIdentify
    case purposeMatter
    case purposeCare
    case purposeEmergency
    case ownHomeTitle
    case ownHomeNone
    case ownHomeClaim
    case ownHomeCodeField
    case ownHomeCodeFieldHint
    case ownHomeClaimGo
    case ownHomeInvite
    case ownHomeWhich
    case ownHomeKin
    case ownHomeInviteGo
    case ownHomeCode
    case ownHomeCodeHint
    case ownHomeChild
    case ownHomeChildName
    case ownHomeChildHint
    case ownHomeChildGo
    case tenureOwner
    case tenureTenant
    case tenureOccupant
    case kinHolder
    case kinSpouse
    case kinChild
    case kinParent
    case kinRelative
    case kinCompanion
    case claimsTitle
    case claimsEmpty
    case claimsAccept
    case claimsReason
    case claimsRefuse
    case refusalPapersMissing
    case refusalRegisterDiffers
    case refusalWrongHome
    case refusalComeInPerson
    case rolesTitle
    case rolesTitleOf
    case rolesEmpty
    case rolesGive
    case rolesPhoneHint
    case rolesRole
    case rolesGiveGo
    case rolesWithdraw
    case rolesWithdrawOf
    case roleResident
    case roleVolunteer
    case roleCommitteeMember
    case roleButler
    case rolePropertyStaff
    case roleGridWorker
    case roleSocialWorker
    case roleClerk
    case roleManager
    case roleStreetOfficer
    case roleSystemAdministrator
    case roleSecurityAdministrator
    case roleAuditAdministrator
    case rightsTitle
    case rightsHint
    case rightsRight
    case rightsOwn
    case rightsYes
    case rightsNo
    case toldAdded
    case toldJoined
    case toldChildAdded
    case toldAccepted
    case toldRefused
    case toldGiven
    case toldWithdrawn
    case toldNameUnfit
    case toldPhoneUnfit
    case toldPhoneTaken
    case toldBirthUnfit
    case toldCodeMisread
    case toldNoMatch
    case toldTooOften
    case toldGuardianNeeded
    case toldAgeUnfit
    case toldNotAllowed
    case toldOwnHand
    case toldTwoPersonsNeeded
    case toldAdministratorsApart
    case toldOver
    case toldNobodyFound
    case toldAlreadyThere
    case actOf, meWork, ownHomeRegister, ownHomeRegisterHint, ownHomeRegisterGo, ownHomeAddress, ownHomeAddressHint
    case ownHomeLastFour, ownHomeLastFourHint, ownHomeAsk, ownHomeAskHint, ownHomeAs, ownHomeAskGo, ownHomeAsked
    case ownHomeWaiting, ownHomeRefused, ownHomeOver, ownHomeTakeBack, registerTitle, registerHint, registerName
    case registerArea, registerGo, carersTitle, carersNone, carersHint, carersGo, carersEnd, wardsTitle
    case wardsAsGuardian, wardsAsCarer, guardianTitle, guardianNone, guardianGuardian, guardianCarer, guardianKind
    case guardianGo, protectTitle, unprotectTitle, openTitle, confirmTitle, confirmEmpty, confirmNone, confirmCount
    case confirmSomebody, confirmGrant, confirmProtect, confirmUnprotect, confirmOpenWhom, confirmGrantHint
    case confirmProtectHint, confirmUnprotectHint, confirmOpenHint, confirmWhy, confirmReason, confirmPropose
    case confirmGo, confirmRefuse, confirmWaits, confirmTakeBack, confirmOwn, confirmOpen, confirmOpenUntil
    case confirmAsk, confirmAskHint, confirmPhoneHint, confirmAskGo, reasonOffice, reasonAsked, reasonSafety
    case reasonPolice, reasonEmergency, reasonEnded, rolesTwo, organisationsTitle, organisationsTitleOf
    case organisationsEmpty, organisationMake, organisationMakeGo, organisationKind, organisationName
    case organisationNameEn, organisationNameHint, organisationMembersHidden
    case organisationMembersNone, organisationJoin, organisationJoinGo, organisationPost, organisationLeave
    case kindAgency, kindPropertyFirm, kindOwnersCommittee, kindSocialOrganisation, kindShop, kindVolunteerTeam
    case postHead, postDeputy, postMember, postContact, toldClaimAsked, toldClaimWithdrawn, toldRegistered
    case toldProposed, toldConfirmed, toldProposalRefused, toldOpeningAsked, toldOrganisationMade, toldMemberJoined
    case toldMemberLeft, toldGuardianEntered, toldGuardianEnded, toldCarerNamed, toldCarerEnded, toldConsented
    case toldConsentWithdrawn, toldHomeNotFound, toldLastFourUnfit, toldRegisterNoMatch, toldAreaUnfit, toldShareUnfit,
        toldSharesTooLarge, registerShare, registerShareHint
    case toldFieldsMissing, toldSamePerson, toldOrganisationNameUnfit

    /// The texts of this room.
    public static let texts = RoomTexts(
        PeoplePhrase.self, zhHans: PackageResources.People_zh_Hans_json, en: PackageResources.People_en_json)
}

extension Words {
    func callAsFunction(_ phrase: PeoplePhrase) -> String { said(phrase) }

    func callAsFunction(_ phrase: PeoplePhrase, _ values: KeyValuePairs<String, String>) -> String {
        said(phrase, values)
    }
}
