import Keyring
public import People
import Store
public import Vocabulary

extension Doorkeeper {
    /// What became of a code that somebody entered to sign in.
    public enum PhoneAnswer: Sendable, Hashable {
        /// The code was right.
        case signedIn(SignedIn)
        /// The code was wrong; so many tries are left.
        case wrong(triesLeft: Int)
        /// No code stands for this number: it was used, is too old, was tried too often, or was never sent.
        case none
        /// The code is right and stands, but whoever comes for the first time has to agree to how data is kept.
        case consentNeeded
    }

    /// Sends a code to a number, known or not: the answer, the way and the time are the same.
    ///
    /// - Returns: The number as it is kept.
    /// - Throws: ``SignInError/phoneUnfit``, ``SignInError/noMessages``, ``SignInError/tooOften(seconds:)``,
    ///   ``SignInError/notSent`` when nobody took the message, `StoreError`.
    @discardableResult
    public func sendCode(
        to text: String, for purpose: PhoneCodes.Purpose = .signIn, from comer: Comer, in language: Language
    ) async throws -> PhoneNumber {
        guard let messages else { throw SignInError.noMessages }
        guard let phone = PhoneNumber(text) else { throw SignInError.phoneUnfit }
        let (number, code) = (phone.international, PhoneCodes.make(by: surroundings))
        try await store.write(as: .passerBy) { [keyring] tx in
            let subject = keyring.blindIndex(number, of: PhoneCodes.phoneField)
            try Rates.take(.messagesFromAddress, of: counted(comer.address), in: tx)
            try Rates.take(
                .messagesToNumber, of: KnownDevices.counted(subject, from: comer.known, in: tx), in: tx)
            try PhoneCodes.keep(code, for: number, to: purpose, with: keyring, in: tx)
        }
        do {
            try await messages.sendCode(number, code, language)
        } catch {
            // The reason is of the way that messages take; whoever waits for the code can only try again.
            throw SignInError.notSent
        }
        return phone
    }

    /// Signs somebody in who read the code on the telephone; whoever is new becomes a person with that number.
    ///
    /// - Parameters:
    ///   - hasAgreed: Whether the text on how data is kept was agreed to; asked for at the first time only.
    ///   - name: What a newcomer wishes to be called; nil or unfit takes a name that says that somebody is new.
    /// - Throws: ``SignInError/phoneUnfit``, ``SignInError/wrong`` for a closed account,
    ///   ``SignInError/tooOften(seconds:)``, `KeyringError`, `StoreError`.
    public func signIn(
        with text: String, code: String, hasAgreed: Bool, name: String? = nil, in language: Language, from comer: Comer
    ) async throws -> PhoneAnswer {
        guard let phone = PhoneNumber(text) else { throw SignInError.phoneUnfit }
        let signedIn = SignedIn(session: makeSecret(), device: comer.known ?? makeSecret())
        let newcomer = Newcomer(phone: phone, hasAgreed: hasAgreed, name: name, language: language)
        return try await store.write(as: .passerBy) { tx in
            try answer(to: newcomer, code: code, giving: signedIn, from: comer, in: tx)
        }
    }

    private struct Newcomer {
        let phone: PhoneNumber
        let hasAgreed: Bool
        let name: String?
        let language: Language
    }

    private func answer(
        to newcomer: Newcomer, code: String, giving signedIn: SignedIn, from comer: Comer, in tx: Transaction
    ) throws -> PhoneAnswer {
        let number = newcomer.phone.international
        let subject = keyring.blindIndex(number, of: PhoneCodes.phoneField)
        let counted = try KnownDevices.counted(subject, from: comer.known, in: tx)
        try Rates.take(.attemptsFromAddress, of: self.counted(comer.address), in: tx)
        try Rates.take(.attemptsAtAccount, of: counted, in: tx)
        let found = try People.find(phone: newcomer.phone, with: keyring, in: tx)
        switch try PhoneCodes.check(code, for: number, to: .signIn, with: keyring, in: tx) {
        case .none:
            try Attempts.refused(found?.raw, .phone, in: tx)
            return .none
        case .wrong(let triesLeft):
            try Attempts.refused(found?.raw, .phone, in: tx)
            return triesLeft > 0 ? .wrong(triesLeft: triesLeft) : .none
        case .right: break
        }
        let hasWithdrawn = try found.map { try People.hasWithdrawn(.account, of: $0, in: tx) } ?? true
        guard !hasWithdrawn || newcomer.hasAgreed else { return .consentNeeded }
        guard try PhoneCodes.use(number, to: .signIn, with: keyring, in: tx) else { return .none }
        let person = try found?.raw ?? add(newcomer, in: tx)
        if newcomer.hasAgreed { try People.recordConsent(of: ID(person), to: .account, in: tx) }
        try Accounts.ensure(person, in: tx)
        guard try Accounts.account(of: person, in: tx)?.state == .active else {
            try Attempts.refused(person, .phone, in: tx)
            return .none
        }
        try Rates.clear(.attemptsAtAccount, of: counted, in: tx)
        try Attempts.made(by: person, .phone, on: comer.device, in: tx)
        try Sessions.open(
            signedIn.session, for: person, as: .resident, on: comer.device,
            holding: holding(person, tx.now, tx), proven: nil, in: tx)
        try KnownDevices.keep(signedIn.device, for: subject, of: person, in: tx)
        return .signedIn(signedIn)
    }

    private func add(_ newcomer: Newcomer, in tx: Transaction) throws -> Identifier {
        let nobody = newcomer.language == .zhHans ? "新邻居" : "New neighbour"
        guard let name = newcomer.name.flatMap({ PersonName($0) }) ?? PersonName(nobody) else {
            throw SignInError.unreadable
        }
        // Nobody stands behind a newcomer: the door itself adds the person.
        tx.admit(.clockwork)
        let details = PersonDetails(name: name, phone: newcomer.phone, language: newcomer.language)
        let id = try People.add(PersonDraft(details, at: nil, isAccountHolder: true), with: keyring, in: tx)
        return id.raw
    }
}
