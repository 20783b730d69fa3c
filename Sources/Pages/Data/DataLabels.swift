import People
import Store
import Vocabulary

/// How columns, purposes, grounds and terms are called to people.
enum DataLabels {
    private static let columns: [String: DataPhrase] = [
        "person.name": .dataName, "person.latin": .dataLatin, "person.phone": .dataPhone,
        "person.phone_index": .dataPhoneIndex, "person.birth": .dataBirth, "person.language": .dataLanguage,
        "person.document": .dataDocument, "person.document_index": .dataDocumentIndex,
        "person.is_protected": .dataProtected, "belonging.place": .dataPlace, "household_member.kin": .dataKin,
        "tenure.home": .dataHome, "tenure.area_centi_square_metres": .dataArea, "claim.home": .dataClaimed,
        "claim.reason": .dataClaimReason, "invitation.home": .dataInvited, "two_persons.reason": .dataReason,
        "matter.words": .dataWords, "matter.folded": .dataWordsFolded, "matter_step.note": .dataNote,
        "name_token.token": .dataNameToken, "data_key.wrapped": .dataKey,
        "account.name_index": .dataSignInName, "account.password": .dataPassword, "account.totp_secret": .dataFactor,
        "recovery_code.digest": .dataRecovery, "account_invitation.digest": .dataInvitation,
        "session.device": .dataDevice, "session.digest": .dataSession, "phone_code.phone_index": .dataPhoneIndex,
        "phone_code.code_mark": .dataPhoneCode, "known_device.digest": .dataSession,
        "provider_link.subject_index": .dataProvider, "provider_ticket.subject_index": .dataProvider,
        "program_key.digest": .dataProgramKey, "file_chunk.content": .dataFile,
        "register_line.proof_index": .dataRegister, "contact_address.email": .dataEmail,
        "contact_address.wechat": .dataWechat,
    ]

    /// How a column is called; nil for one that has no name of its own, which is counted as a record of its purpose.
    static func phrase(_ table: TableNote, _ column: ColumnNote) -> DataPhrase? {
        columns["\(table.name).\(column.name)"]
    }

    /// A word of a closed list as people say it; other texts as they are.
    static func said(_ text: String, of column: ColumnNote, _ words: Words) -> String {
        switch column.name {
        case "kin": Kin(rawValue: text).map { words($0.phrase) } ?? text
        case "language": Language(rawValue: text).map { $0 == .zhHans ? "中文" : "English" } ?? text
        case "reason":
            Claim.Refusal(rawValue: text).map { words($0.phrase) }
                ?? TwoPersons.Reason(rawValue: text).map { words($0.phrase) } ?? text
        default: text
        }
    }

    static func phrase(_ purpose: DataPurpose) -> DataPhrase {
        switch purpose {
        case .identity: .forIdentity
        case .home: .forHome
        case .rights: .forRights
        case .signIn: .forSignIn
        case .matters: .forMatters
        case .notices: .forNotices
        case .files: .forFiles
        case .proof: .forProof
        case .consent: .forConsent
        case .places: .forPlaces
        case .running: .forRunning
        }
    }

    static func phrase(_ basis: DataBasis) -> DataPhrase {
        switch basis {
        case .nobody: .basisNobody
        case .consent: .basisConsent
        case .contract: .basisContract
        case .duty: .basisDuty
        }
    }

    static func text(_ keeping: DataKeeping, _ words: Words) -> String {
        switch keeping {
        case .whileThere: words(.keepWhile)
        case .untilErased: words(.keepUntil)
        case .days(let days, _): words(.keepDays, ["days": String(days)])
        case .forGood: words(.keepGood)
        }
    }

    static func phrase(_ form: DataForm) -> DataPhrase {
        switch form {
        case .clear: .formClear
        case .sealed: .formSealed
        case .hashed: .formHashed
        }
    }

    static func phrase(field: String) -> DataPhrase? {
        switch field {
        case "name": .dataName
        case "phone": .dataPhone
        case "document": .dataDocument
        case "birth": .dataBirth
        case "language": .dataLanguage
        default: nil
        }
    }

    static func phrase(reading purpose: String) -> DataPhrase {
        switch purpose {
        case "contact": .readContact
        case "identify": .readIdentify
        case "matter": .readMatter
        case "care": .readCare
        case "emergency": .readEmergency
        default: .readOther
        }
    }
}
