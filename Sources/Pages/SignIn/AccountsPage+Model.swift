package import Vocabulary

/// `/accounts`: who of the staff has an account, and closing one.
package struct AccountsPage: Sendable {
    /// One account.
    package struct Row: Sendable {
        let person: String
        let name: String
        let role: Role
        let place: LocalizedText
        let isActive: Bool
        let hasSecondFactor: Bool

        package init(
            person: String, name: String, role: Role, place: LocalizedText, isActive: Bool, hasSecondFactor: Bool
        ) {
            self.person = person
            self.name = name
            self.role = role
            self.place = place
            self.isActive = isActive
            self.hasSecondFactor = hasSecondFactor
        }
    }

    /// What came of the form.
    package enum Told: String, Sendable {
        case closed, opened, nobody, own

        var phrase: SignInPhrase {
            switch self {
            case .closed: .accountsWasClosed
            case .opened: .accountsWasOpened
            case .nobody: .accountsNobody
            case .own: .accountsNotOwn
            }
        }
    }

    let rows: [Row]
    let told: Told?

    package init(rows: [Row], told: Told?) {
        self.rows = rows
        self.told = told
    }
}
