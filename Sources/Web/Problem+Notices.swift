import Notices

extension Problem {
    /// What a refusal of the module of notices means on the network.
    init(notice error: NoticeError) {
        switch error {
        case .notFound: self.init(.notFound)
        case .notSignedIn: self.init(.signInNeeded)
        case .notAllowed: self.init(.notAllowed)
        case .rhythmUnfit: self.init(.fields, fields: [Field("rhythm", .form)])
        case .wrongState: self.init(.changed)
        case .unreadable: self.init(.failure)
        }
    }
}
