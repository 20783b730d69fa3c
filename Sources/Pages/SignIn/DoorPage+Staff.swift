package import HTML
package import SignIn
import Vocabulary

/// The pages of staff: name and password, second factor, proof, password, invitation, first use.
extension DoorPage {
    package static func staff(return back: Link, name: String = "") -> DoorPage {
        var page = DoorPage(.staffTitle)
        page.lead = .staffLead
        page.action = Address.staffSignIn
        page.hidden = [("return", back.text)]
        page.fields = [
            Field(id: "name", kind: .text, label: .staffName, value: name, autocomplete: "username"),
            Field(id: "password", kind: .password, label: .staffPassword, autocomplete: "current-password"),
        ]
        page.button = .staffGo
        page.links = [
            (Address.signIn.query("return", back.text), .staffResident), (Address.invited, .staffInvited),
        ]
        return page
    }

    private static let factorField = Field(
        id: "code", kind: .digits, label: .factorField, hint: .factorFieldHint, autocomplete: "one-time-code")

    package static func factor(return back: Link) -> DoorPage {
        var page = DoorPage(.factorTitle)
        page.lead = .factorLead
        page.action = Address.secondFactor
        page.hidden = [("return", back.text)]
        page.fields = [factorField]
        page.button = .factorGo
        page.back = Address.staffSignIn
        return page
    }

    package static func setUp(_ secret: String, picture: HTML?, return back: Link) -> DoorPage {
        var page = DoorPage(.setupTitle)
        page.lead = .setupLead
        let groups = stride(from: 0, to: secret.count, by: 4).map { secret.dropFirst($0).prefix(4) }
        page.notes =
            (picture.map { [.picture($0)] } ?? []) + [.words(.setupBy, groups.joined(separator: " "))]
        page.action = Address.secondFactorSetUp
        page.hidden = [("secret", secret), ("return", back.text)]
        page.fields = [Field(id: "code", kind: .number, label: .factorField, autocomplete: "one-time-code")]
        page.button = .setupGo
        page.back = Address.staffSignIn
        return page
    }

    package static func recovery(_ codes: [String], next: Link) -> DoorPage {
        var page = DoorPage(.recoveryTitle)
        page.lead = .recoveryLead
        page.notes = [.codes(codes), .plain(.recoveryOnce)]
        page.links = [(next, .recoveryGo)]
        page.back = next
        return page
    }

    package static func proof(_ way: Doorkeeper.ProofWay, isSent: Bool, shownCode: String?, return back: Link)
        -> DoorPage
    {
        var page = DoorPage(.proofTitle)
        page.lead = .proofLead
        page.hidden = [("return", back.text)]
        page.back = back
        page.notes = shownCode.map { [.good(.codeDemo, [("code", $0)])] } ?? []
        if case .phone(let masked) = way, !isSent {
            page.lead = .proofLeadPhone
            page.leadValues = [("phone", masked)]
            page.action = Address.proofCode
            page.button = .proofSend
            return page
        }
        page.action = Address.proof
        page.fields = [
            way == .secondFactor
                ? factorField : Field(id: "code", kind: .number, label: .codeField, autocomplete: "one-time-code")
        ]
        page.button = .proofGo
        return page
    }

    package static func password() -> DoorPage {
        var page = DoorPage(.passwordTitle)
        page.lead = .passwordLead
        page.action = Address.password
        page.fields = [
            Field(id: "old", kind: .password, label: .passwordOld, autocomplete: "current-password"),
            newPassword(.passwordNew),
        ]
        page.button = .passwordGo
        page.back = Address.me
        return page
    }

    private static func newPassword(_ label: SignInPhrase) -> Field {
        Field(
            id: "password", kind: .newPassword, label: label, hint: .passwordHint, autocomplete: "new-password")
    }

    private static let userName = Field(
        id: "name", kind: .text, label: .invitedName, hint: .invitedNameHint, autocomplete: "username")

    package static func invited() -> DoorPage {
        var page = DoorPage(.invitedTitle)
        page.lead = .invitedLead
        page.action = Address.invited
        page.fields = [
            Field(id: "code", kind: .text, label: .invitedCode), userName, newPassword(.staffPassword),
        ]
        page.button = .invitedGo
        page.back = Address.staffSignIn
        return page
    }

    package static func start(hasPlaces: Bool) -> DoorPage {
        var page = DoorPage(.startTitle)
        page.lead = .startLead
        page.action = Address.start
        let places =
            hasPlaces
            ? []
            : [
                Field(id: "street", kind: .text, label: .startStreet),
                Field(id: "community", kind: .text, label: .startCommunity),
            ]
        page.fields =
            [
                Field(id: "code", kind: .text, label: .startCode),
                Field(id: "person", kind: .text, label: .startPerson, autocomplete: "name"), userName,
                newPassword(.staffPassword),
            ] + places
        page.button = .startGo
        return page
    }

    package static func startOver() -> DoorPage {
        var page = DoorPage(.startTitle)
        page.lead = .startOver
        page.links = [(Address.staffSignIn, .staffTitle)]
        return page
    }

    package static func manager() -> DoorPage {
        var page = DoorPage(.managerTitle)
        page.lead = .managerLead
        page.action = Address.startManager
        page.fields = [
            Field(id: "person", kind: .text, label: .managerName),
            Field(id: "phone", kind: .telephone, label: .managerPhone, hint: .phoneNumberHint),
        ]
        page.button = .managerGo
        page.links = [(Address.home, .managerSkip)]
        return page
    }

    package static func managerInvited(_ code: String) -> DoorPage {
        var page = DoorPage(.managerTitle)
        page.lead = .managerDoneLead
        page.notes = [.good(.managerDone, [("code", code)])]
        page.links = [(Address.home, .recoveryGo)]
        return page
    }
}
