package import HTML
package import SignIn
import Vocabulary

/// The pages of residents: number, code.
extension DoorPage {
    package static func phone(return back: Link) -> DoorPage {
        var page = DoorPage(.phoneTitle)
        page.lead = .phoneLead
        page.action = Address.signInCode
        page.hidden = [("return", back.text)]
        page.fields = [
            Field(
                id: "phone", kind: .telephone, label: .phoneNumber, hint: .phoneNumberHint, autocomplete: "tel")
        ]
        page.button = .phoneSend
        page.links = [(Address.staffSignIn.query("return", back.text), .phoneStaff)]
        return page
    }

    /// Connecting an account elsewhere: how to sign in first, or the question.
    package static func connect(_ provider: String, doors: Set<SignInProvider.Door>, isGuest: Bool) -> DoorPage {
        var page = DoorPage(.connectTitle)
        page.titleValues = [("provider", provider)]
        page.leadValues = [("provider", provider)]
        if isGuest {
            page.lead = .connectLead
            if doors.contains(.residents) {
                page.links += [(Address.signIn.query("return", Address.connect.text), .connectPhone)]
            }
            if doors.contains(.staff) {
                page.links += [(Address.staffSignIn.query("return", Address.connect.text), .connectStaff)]
            }
        } else {
            page.lead = .connectAsk
            page.action = Address.connect
            page.button = .connectGo
            page.links = [(Address.me, .connectNot)]
        }
        return page
    }

    /// What the second page of residents shows.
    package struct Sent {
        var phone: String
        var masked: String
        var shownCode: String?

        package init(phone: String, masked: String, shownCode: String?) {
            self.phone = phone
            self.masked = masked
            self.shownCode = shownCode
        }
    }

    package static func code(_ sent: Sent, return back: Link) -> DoorPage {
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
        page.links = [
            (Address.privacy, .codePrivacy), (Address.signIn.query("return", back.text), .codeOther),
        ]
        page.back = Address.signIn
        return page
    }
}
