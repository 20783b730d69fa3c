import Files
import Flows
import Journal
import Keyring
import Notices
import People
import Places
import SignIn
import Store

extension Problem {
    /// What an error means to a caller: the one place where errors become answers.
    public init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as FlowError: self.init(flow: error)
        case let error as PlaceError: self.init(place: error)
        case let error as PeopleError: self.init(people: error)
        case let error as JournalError: self.init(journal: error)
        case let error as NoticeError: self.init(notice: error)
        case let error as KeyringError: self.init(keyring: error)
        case let error as ForgettingError: self.init(forgetting: error)
        case let error as StoreError: self.init(store: error)
        case let error as FileError: self.init(file: error)
        case let error as SignInError: self.init(signIn: error)
        // The client left, or the server stops before the rest of the request has come.
        case is CancellationError: self.init(.busy)
        default: self.init(.failure)
        }
    }

    private init(flow error: FlowError) {
        switch error {
        case .notFound: self.init(.notFound)
        case .notAllowed: self.init(.notAllowed)
        case .wrongState(let state, _): self.init(.state, state: state.rawValue)
        case .changedMeanwhile: self.init(.changed)
        case .wordsEmpty: self.init(.fields, fields: [Field("words", .missing)])
        case .wordsTooLong(let max): self.init(.fields, fields: [Field("words", .tooLarge, limit: String(max))])
        case .noteTooLong(let max): self.init(.fields, fields: [Field("note", .tooLarge, limit: String(max))])
        case .noCommunity: self.init(.noCommunity)
        case .characterUnfit: self.init(.fields, fields: [Field("words", .form)])
        case .unreadable: self.init(.failure)
        }
    }

    private init(place error: PlaceError) {
        switch error {
        case .notFound: self.init(.notFound)
        case .wrongLevel: self.init(.fields, fields: [Field("kind", .choice)])
        case .codeTaken: self.init(.fields, fields: [Field("code", .choice)])
        case .notAllowed: self.init(.notAllowed)
        case .nameUnfit, .unfit, .ended, .sameParent, .notUndoable: self.init(ground: error)
        case .unreadable: self.init(.failure)
        }
    }

    private init(journal error: JournalError) {
        switch error {
        case .keyReused: self.init(.keyReused)
        case .keyUnfit: self.init(.fields, fields: [Field("Idempotency-Key", .form)])
        case .unreadablePayload: self.init(.failure)
        }
    }

    private init(store error: StoreError) {
        switch error.code {
        // The store has tried a conflict often by itself: nobody's words are out of date, there is just a crowd.
        case .conflict, .timeLimit, .connectionLost, .closed: self.init(.busy)
        case .diskFull: self.init(.noSpace)
        default: self.init(.failure)
        }
    }
}
