import Store
public import Vocabulary

/// How a person may sign in: by the telephone alone, or also by name, password and second factor.
public struct Account: Sendable, Hashable {
    /// Whether it may be used.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// It may.
        case active
        /// It was closed by an administrator; nobody gets in, whatever they know.
        case disabled
    }

    /// The person.
    public let person: Identifier
    /// Whether it may be used.
    public let state: State
    /// Whether a password is set.
    public let hasPassword: Bool
    /// Whether a second factor is set up.
    public let hasSecondFactor: Bool
    /// When the password was set; nil without one.
    public let passwordSet: Instant?

    let password: PasswordHash?
    let sealedSecret: [UInt8]?
    /// The last step of the clock whose code was taken; -1 before the first.
    let usedStep: Int64

    static let columns = "a.person, a.state, a.password, a.password_set_ms, a.totp_secret, a.totp_step"

    init(_ row: any Row) throws {
        guard let state = State(rawValue: try row.text(1)) else { throw SignInError.unreadable }
        person = try row.identifier(0)
        self.state = state
        password = try row.optionalText(2).map { PasswordHash(phc: $0) }
        passwordSet = try row.optionalInstant(3)
        sealedSecret = row.isNull(4) ? nil : try row.bytes(4)
        usedStep = try row.integer(5)
        hasPassword = password != nil
        hasSecondFactor = sealedSecret != nil
    }

    /// Whether a word may be a user name: 3 to 32 letters, digits, dots, hyphens and underscores, one letter at least.
    ///
    /// A name with a letter is never a telephone number, so one field takes both.
    public static func isFit(userName: String) -> Bool {
        (3...32).contains(userName.unicodeScalars.count) && userName.contains(where: \.isLetter)
            && userName.allSatisfy { $0.isLetter || $0.isWholeNumber && $0.isASCII || "._-".contains($0) }
    }
}
