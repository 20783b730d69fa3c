import Keyring

extension Problem {
    /// What the keyring's refusals mean to a caller: who was erased is not there any more, everything else is our fault.
    init(keyring error: KeyringError) {
        switch error {
        case .destroyed: self.init(.notFound)
        default: self.init(.failure)
        }
    }
}
