import HTML
import SignIn
import Vocabulary

/// The pages of residents: number, code.
extension DoorPage {
    static func phone(return back: Link, providers: [(link: Link, phrase: SignInPhrase)] = []) -> DoorPage {
        var page = DoorPage(.phoneTitle)
        page.lead = .phoneLead
        page.action = Address.signInCode
        page.hidden = [("return", back.text)]
        page.fields = [
            Field(
                id: "phone", kind: .telephone, label: .phoneNumber, hint: .phoneNumberHint, autocomplete: "tel")
        ]
        page.button = .phoneSend
        page.links = [(Address.staffSignIn.query("return", back.text), .phoneStaff)] + providers
        return page
    }

    /// What the second page of residents shows.
    struct Sent {
        var phone: String
        var masked: String
        var shownCode: String?
    }

    static func code(_ sent: Sent, return back: Link) -> DoorPage {
        var page = DoorPage(.codeTitle)
        page.lead = .codeLead
        page.leadValues = [("phone", sent.masked)]
        page.notes = sent.shownCode.map { [.good(.codeDemo, [("code", $0)])] } ?? []
        page.action = Address.signIn
        page.hidden = [("phone", sent.phone), ("return", back.text)]
        page.fields = [
            Field(id: "code", kind: .number, label: .codeField, autocomplete: "one-time-code"),
            Field(id: "name", kind: .text, label: .codeName, hint: .codeNameHint, autocomplete: "name"),
            Field(id: "consent", kind: .check, label: .codeConsent, hint: .codeConsentHint),
        ]
        page.button = .codeGo
        page.furthers = [
            Further(
                action: Address.signInCode, hidden: [("phone", sent.phone), ("return", back.text)], phrase: .codeAgain)
        ]
        page.links = [(Address.signIn.query("return", back.text), .codeOther)]
        page.back = Address.signIn
        return page
    }
}
