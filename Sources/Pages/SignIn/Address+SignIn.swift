public import HTML

/// The addresses at the door.
extension Address {
    /// Signing in with the telephone; also takes the form with the code.
    public static let signIn = Link.path("sign-in")
    /// Sends a code (POST `phone`, `return`).
    public static let signInCode = Link.path("sign-in", "code")
    /// Signing in of staff; also takes the form.
    public static let staffSignIn = Link.path("sign-in", "staff")
    /// The second factor; also takes the form.
    public static let secondFactor = Link.path("sign-in", "second-factor")
    /// Sets up the second factor (POST `secret`, `code`).
    public static let secondFactorSetUp = Link.path("sign-in", "second-factor", "set-up")
    /// Showing again who one is; also takes the form.
    public static let proof = Link.path("sign-in", "proof")
    /// Sends a code for a proof (POST).
    public static let proofCode = Link.path("sign-in", "proof", "code")
    /// Making an account of the staff by invitation; also takes the form.
    public static let invited = Link.path("sign-in", "invitation")
    /// Signs out (POST).
    public static let signOut = Link.path("sign-out")
    /// My sessions.
    public static let sessions = Link.path("me", "sessions")
    /// Ends every other session of mine (POST).
    public static let sessionsEnd = Link.path("me", "sessions", "end")
    /// My password; also takes the form.
    public static let password = Link.path("me", "password")
    /// The first use of a new house; also takes the form.
    public static let start = Link.path("start")
    /// The first manager; also takes the form.
    public static let startManager = Link.path("start", "manager")
    /// Keys of programs; also takes the form.
    public static let programKeys = Link.path("program-keys")
    /// Becomes somebody of the demo's cast (POST `person`, `return`).
    public static let demoSignIn = Link.path("demo", "sign-in")

    /// Connects an account elsewhere with mine; also takes the form.
    public static let connect = Link.path("me", "connect")
    /// Accounts of the staff; also takes the form that closes or opens one.
    public static let accounts = Link.path("accounts")

    /// Sends somebody to sign in at a provider.
    public static func signIn(with provider: String) -> Link { .path("sign-in", "with", provider) }
    /// Ends my connection with a provider (POST).
    public static func connectionEnd(_ provider: String) -> Link { .path("me", "connect", provider, "end") }
    /// Ends one session of mine (POST).
    public static func sessionEnd(_ id: String) -> Link { .path("me", "sessions", id, "end") }
    /// Withdraws a key (POST).
    public static func programKeyWithdrawal(_ id: String) -> Link { .path("program-keys", id, "withdrawal") }
}
