/// Why signing in, or what goes with it, was refused.
public enum SignInError: Error, Sendable, Hashable {
    /// Name and password, code, or key do not fit; which of them is never told.
    case wrong
    /// What was begun lies too far back, or was finished already; begin again.
    case tooLate
    /// Too many attempts; the next one counts after so many seconds.
    case tooOften(seconds: Int)
    /// Too many people sign in at this moment; again after so many seconds.
    case busy(seconds: Int)
    /// Whoever comes for the first time has not yet agreed to how data is kept.
    case consentNeeded
    /// Nobody is signed in.
    case signInNeeded
    /// A second factor must be shown again.
    case proofNeeded
    /// The actor may not do this.
    case notAllowed
    /// There is no such session, key or account, or not for this actor.
    case notFound
    /// The number is no telephone number that a message can reach.
    case phoneUnfit
    /// The user name has other characters or another length than it may have.
    case nameUnfit
    /// The user name belongs to another account.
    case nameTaken
    /// The password breaks a rule.
    case passwordUnfit(PasswordFault)
    /// No way to send messages is set up.
    case noMessages
    /// The code was made, but nobody took it for sending.
    case notSent
    /// The other party's answer does not prove what it says.
    case providerRefused(ProviderFault)
    /// A stored value cannot be read; the database was changed by other hands.
    case unreadable
}

/// Which rule a password breaks.
public enum PasswordFault: String, Sendable, Hashable, CaseIterable {
    /// Fewer than 8 characters.
    case short
    /// More than 256 characters.
    case long
    /// One of those that everybody tries first.
    case common
    /// It holds the user name, the telephone number or the name of this house.
    case context
}

/// What was wrong with the answer of a sign-in provider.
public enum ProviderFault: String, Sendable, Hashable, CaseIterable {
    /// The token cannot be read.
    case form
    /// The token is signed in a way that is not allowed.
    case algorithm
    /// No key of the provider made the signature.
    case signature
    /// The token is from somebody else.
    case issuer
    /// The token is meant for somebody else.
    case audience
    /// The token is too old, or of tomorrow.
    case time
    /// The token belongs to another attempt.
    case nonce
    /// The provider did not answer as agreed.
    case answer
}
