public import People
import Store
public import Vocabulary

extension Doorkeeper {
    /// How somebody shows again who they are.
    public enum ProofWay: Sendable, Hashable {
        /// With a code of the second factor.
        case secondFactor
        /// With a code that is sent to the telephone; told is its mask.
        case phone(masked: String)
    }

    /// How the actor of a session shows again who they are.
    ///
    /// - Throws: ``SignInError/signInNeeded`` without a session; `KeyringError`, `StoreError`.
    public func proofWay(in session: String?) async throws -> ProofWay {
        let now = surroundings.now()
        return try await store.read { [keyring] snapshot in
            let (_, recognised, account) = try known(session, at: now, in: snapshot)
            if account.hasSecondFactor { return .secondFactor }
            let phone = try People.own(of: recognised.actor, with: keyring, in: snapshot).phone
            return .phone(masked: phone?.masked ?? "")
        }
    }

    /// Sends a code for a proof to the telephone of whoever is signed in.
    ///
    /// - Returns: The number to which it went.
    /// - Throws: ``SignInError/signInNeeded``, ``SignInError/phoneUnfit`` for somebody without a telephone, and as
    ///   ``sendCode(to:for:from:in:)``.
    @discardableResult
    public func sendProofCode(
        in session: String?, from comer: Comer, language: Language
    ) async throws -> PhoneNumber {
        let phone = try await ownPhone(in: session)
        return try await sendCode(to: phone.international, for: .proof, from: comer, in: language)
    }

    private func ownPhone(in session: String?) async throws -> PhoneNumber {
        let now = surroundings.now()
        return try await store.read { [keyring] snapshot in
            let recognised = try known(session, at: now, in: snapshot).recognised
            guard let phone = try People.own(of: recognised.actor, with: keyring, in: snapshot).phone else {
                throw SignInError.phoneUnfit
            }
            return phone
        }
    }

    /// Shows again who one is: the session gets a new secret, and for five minutes what asks for a proof may be done.
    ///
    /// - Returns: The new secret; the old one counts no more.
    /// - Throws: ``SignInError/signInNeeded``, ``SignInError/wrong``, ``SignInError/tooOften(seconds:)``,
    ///   `KeyringError`, `StoreError`.
    public func prove(_ code: String, in session: String?) async throws -> Secret {
        let renewed = makeSecret()
        let isRight = try await store.write(as: .passerBy) { tx in
            let (old, recognised, account) = try known(session, at: tx.now, in: tx)
            let subject = Self.bytes(of: account.person)
            try Rates.take(.proofsOfAccount, of: subject, in: tx)
            tx.admit(recognised.actor)
            guard try isProof(code, of: account, recognised.actor, in: tx) else {
                try Attempts.refused(account.person, .secondFactor, in: tx)
                return false
            }
            try Rates.clear(.proofsOfAccount, of: subject, in: tx)
            try tx.execute(
                "UPDATE session SET digest = ?, proven_ms = ?, seen_ms = ? WHERE digest = ?",
                [.bytes(renewed.digest), .instant(tx.now), .instant(tx.now), .bytes(old.digest)])
            try Attempts.proven(account.person, in: tx)
            return true
        }
        guard isRight else { throw SignInError.wrong }
        return renewed
    }

    private func isProof(_ code: String, of account: Account, _ actor: Actor, in tx: Transaction) throws -> Bool {
        if account.hasSecondFactor { return try Accounts.take(code, of: account, with: keyring, in: tx) }
        guard let phone = try People.own(of: actor, with: keyring, in: tx).phone else { return false }
        let number = phone.international
        return try PhoneCodes.check(code, for: number, to: .proof, with: keyring, in: tx) == .right
            && PhoneCodes.use(number, to: .proof, with: keyring, in: tx)
    }

    func known(
        _ text: String?, at now: Instant, in snapshot: Snapshot
    ) throws -> (secret: Secret, recognised: Recognised, account: Account) {
        guard let text, let secret = Secret(text) else { throw SignInError.signInNeeded }
        let recognised = try recognise(session: text, at: now, in: snapshot)
        guard recognised.session != nil, let account = try Accounts.account(of: recognised.actor.id, in: snapshot)
        else { throw SignInError.signInNeeded }
        return (secret, recognised, account)
    }

    /// Changes the own password; every other session of the person ends.
    ///
    /// - Throws: ``SignInError/signInNeeded``, ``SignInError/proofNeeded`` without a second factor of the last minutes,
    ///   ``SignInError/wrong`` for the present password, ``SignInError/passwordUnfit(_:)``,
    ///   ``SignInError/tooOften(seconds:)``, ``SignInError/busy(seconds:)``, ``SignInError/notFound`` for an account
    ///   without a password; `StoreError`.
    public func changePassword(from old: String, to new: String, in session: String?) async throws {
        let now = surroundings.now()
        let (account, context) = try await store.read { [keyring] snapshot in
            let (_, recognised, account) = try known(session, at: now, in: snapshot)
            guard recognised.actor.isProven(at: now) else { throw SignInError.proofNeeded }
            let phone = try People.own(of: recognised.actor, with: keyring, in: snapshot).phone
            return (account, phone.map { [String($0.international.suffix(8))] } ?? [])
        }
        guard let stored = account.password else { throw SignInError.notFound }
        if let fault = Password.fault(in: new, context: context) { throw SignInError.passwordUnfit(fault) }
        try await store.write(as: .passerBy) { tx in
            try Rates.take(.attemptsAtAccount, of: Self.bytes(of: account.person), in: tx)
        }
        guard try await isRight(old, for: stored) else { throw SignInError.wrong }
        let hash = try await hash(new)
        try await store.write(as: .passerBy) { tx in
            let (_, recognised, account) = try known(session, at: tx.now, in: tx)
            tx.admit(recognised.actor)
            try Rates.clear(.attemptsAtAccount, of: Self.bytes(of: account.person), in: tx)
            try Accounts.setPassword(hash, of: account.person, in: tx)
            try Sessions.endAll(of: account.person, except: recognised.session?.id, in: tx)
        }
    }
}
