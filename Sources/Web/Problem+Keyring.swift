import Keyring
import People

extension Problem {
    /// What the keyring's refusals mean to a caller: who was erased is not there any more, everything else is our fault.
    init(keyring error: KeyringError) {
        switch error {
        case .destroyed: self.init(.notFound)
        default: self.init(.failure)
        }
    }

    init(forgetting error: ForgettingError) {
        switch error {
        case .proofNeeded: self.init(.proofNeeded)
        case .holdsOffice: self.init(.notAllowed)
        case .notFound: self.init(.notFound)
        }
    }
}
