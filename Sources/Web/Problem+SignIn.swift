import SignIn

extension Problem {
    /// What a refusal at the door means to a caller.
    init(signIn error: SignInError) {
        switch error {
        case .wrong, .signInNeeded, .tooLate: self.init(.signInNeeded)
        case .tooOften(let seconds): self.init(.tooOften, secondsToWait: seconds)
        case .busy(let seconds): self.init(.busy, secondsToWait: seconds)
        case .consentNeeded: self.init(.fields, fields: [Field("consent", .missing)])
        case .proofNeeded: self.init(.proofNeeded)
        case .notAllowed: self.init(.notAllowed)
        case .notFound: self.init(.notFound)
        case .phoneUnfit: self.init(.fields, fields: [Field("phone", .form)])
        case .nameUnfit: self.init(.fields, fields: [Field("name", .form)])
        case .nameTaken: self.init(.fields, fields: [Field("name", .choice)])
        case .passwordUnfit(.short): self.init(.fields, fields: [Field("password", .tooSmall, limit: "8")])
        case .passwordUnfit(.long): self.init(.fields, fields: [Field("password", .tooLarge, limit: "256")])
        case .passwordUnfit: self.init(.fields, fields: [Field("password", .choice)])
        case .noMessages, .notSent: self.init(.busy)
        case .providerRefused: self.init(.signInNeeded)
        case .unreadable: self.init(.failure)
        }
    }
}
