import Keyring
import People
import Store
import Vocabulary

extension Doorkeeper {
    /// The first step of staff: a name or a telephone number, and the password.
    ///
    /// Unknown names, wrong passwords and closed accounts take the same way and the same time.
    ///
    /// - Returns: The secret of a half-open session, for which the second factor is shown or set up next.
    /// - Throws: ``SignInError/wrong``, ``SignInError/tooOften(seconds:)``, ``SignInError/busy(seconds:)``,
    ///   `KeyringError`, `StoreError`.
    public func enter(name: String, password: String, from comer: Comer) async throws -> Secret {
        let name = String(name.prefix(64))
        let account = try await begin(name, from: comer)
        let stored = account?.password ?? .nobody
        let isRight = try await isRight(password, for: stored)
        guard isRight, let account, account.state == .active else {
            try await store.write(as: .passerBy) { tx in
                try Attempts.refused(account?.person, .password, in: tx)
            }
            throw SignInError.wrong
        }
        let renewed = stored.isOutdated ? try await hash(password) : nil
        let secret = makeSecret()
        try await store.write(as: .passerBy) { tx in
            let subject = Self.bytes(of: account.person)
            try Rates.clear(
                .attemptsAtAccount, of: KnownDevices.counted(subject, from: comer.known, in: tx), in: tx)
            if let renewed { try Accounts.setPassword(renewed, of: account.person, in: tx) }
            try Sessions.open(
                secret, for: account.person, as: .half, on: comer.device, holding: [], proven: nil, in: tx)
        }
        return secret
    }

    /// Counts the attempt before anything is compared, and finds the account.
    private func begin(_ name: String, from comer: Comer) async throws -> Account? {
        try await store.write(as: .passerBy) { [keyring] tx in
            let account = try Self.account(called: name, with: keyring, in: tx)
            let subject = account.map { Self.bytes(of: $0.person) } ?? Accounts.index(of: name, keyring)
            try Rates.take(.attemptsFromAddress, of: counted(comer.address), in: tx)
            try Rates.take(
                .attemptsAtAccount, of: KnownDevices.counted(subject, from: comer.known, in: tx), in: tx)
            return account
        }
    }

    private static func account(
        called name: String, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> Account? {
        if let phone = PhoneNumber(name) {
            return try People.find(phone: phone, with: keyring, in: snapshot).flatMap {
                try Accounts.account(of: $0.raw, in: snapshot)
            }
        }
        return try Accounts.account(named: name, with: keyring, in: snapshot)
    }

    func isRight(_ password: String, for stored: PasswordHash) async throws -> Bool {
        let peppered = Accounts.peppered(String(password.prefix(4 * Password.characterMax)), keyring)
        return try await hashing.run { stored.isOf(peppered) }
    }

    func hash(_ password: String) async throws -> PasswordHash {
        let peppered = Accounts.peppered(password, keyring)
        let salt = Secret.bytes(16, by: surroundings)
        return try await hashing.run { try PasswordHash(hashing: peppered, salt: salt) }
    }

    /// What a half-open session still asks for.
    public enum HalfStep: Sendable, Hashable {
        /// The second factor is set up: show it.
        case show
        /// There is none yet: set it up.
        case setUp
    }

    /// What comes next for a half-open session.
    ///
    /// - Throws: ``SignInError/tooLate`` if there is none any more; `StoreError`.
    public func nextStep(of half: Secret) async throws -> HalfStep {
        let now = surroundings.now()
        return try await store.read { snapshot in
            try Self.half(half, at: now, in: snapshot).hasSecondFactor ? .show : .setUp
        }
    }

    static func half(_ secret: Secret, at now: Instant, in snapshot: Snapshot) throws -> Account {
        guard let session = try Sessions.session(of: secret, at: now, in: snapshot), session.kind == .half,
            let account = try Accounts.account(of: session.person, in: snapshot)
        else { throw SignInError.tooLate }
        return account
    }

    /// The second step of staff: a code of the second factor, or a recovery code.
    ///
    /// - Returns: The secret of the session, and that by which this device is known from now on.
    /// - Throws: ``SignInError/wrong`` also for a code that was used, ``SignInError/tooLate``,
    ///   ``SignInError/tooOften(seconds:)``, `KeyringError`, `StoreError`.
    public func show(_ code: String, for half: Secret, from comer: Comer) async throws -> SignedIn {
        let signedIn = SignedIn(session: makeSecret(), device: comer.known ?? makeSecret())
        let isRight = try await store.write(as: .passerBy) { [keyring, holding] tx in
            let account = try Self.half(half, at: tx.now, in: tx)
            guard account.hasSecondFactor else { throw SignInError.tooLate }
            let subject = Self.bytes(of: account.person)
            try Rates.take(.proofsOfAccount, of: subject, in: tx)
            guard try Accounts.take(code, of: account, with: keyring, in: tx) else {
                try Attempts.refused(account.person, .secondFactor, in: tx)
                return false
            }
            try Rates.clear(.proofsOfAccount, of: subject, in: tx)
            try tx.execute("DELETE FROM session WHERE digest = ?", [.bytes(half.digest)])
            try Sessions.open(
                signedIn.session, for: account.person, as: .staff, on: comer.device,
                holding: holding(account.person, tx.now, tx), proven: tx.now, in: tx)
            try KnownDevices.keep(signedIn.device, for: subject, in: tx)
            try Attempts.made(by: account.person, .password, on: comer.device, in: tx)
            return true
        }
        guard isRight else { throw SignInError.wrong }
        return signedIn
    }

    /// Sets up the second factor: who can show a code of it has it.
    ///
    /// - Parameters:
    ///   - factor: The secret that the page showed, as bytes.
    ///   - code: A code that the device made of it.
    ///   - half: The half-open session.
    /// - Returns: The session, and recovery codes to be shown once.
    /// - Throws: ``SignInError/wrong``, ``SignInError/tooLate``, ``SignInError/tooOften(seconds:)``, `KeyringError`,
    ///   `StoreError`.
    public func setUp(
        _ factor: [UInt8], showing code: String, for half: Secret, from comer: Comer
    ) async throws -> (signedIn: SignedIn, recoveryCodes: [String]) {
        let signedIn = SignedIn(session: makeSecret(), device: comer.known ?? makeSecret())
        let codes = Accounts.makeRecoveryCodes(by: surroundings)
        let isRight = try await store.write(as: .passerBy) { [keyring, holding] tx in
            let account = try Self.half(half, at: tx.now, in: tx)
            guard !account.hasSecondFactor else { throw SignInError.tooLate }
            let digits = code.filter { !$0.isWhitespace }
            try Rates.take(.proofsOfAccount, of: Self.bytes(of: account.person), in: tx)
            guard factor.count == TOTP.secretBytes,
                let step = TOTP.step(of: digits, for: factor, at: tx.now, after: -1)
            else { return false }
            tx.admit(Actor(id: account.person, grants: []))
            try Accounts.setSecondFactor(
                factor, step: step, codes: codes, of: account.person, with: keyring, in: tx)
            try tx.execute("DELETE FROM session WHERE digest = ?", [.bytes(half.digest)])
            try Sessions.open(
                signedIn.session, for: account.person, as: .staff, on: comer.device,
                holding: holding(account.person, tx.now, tx), proven: tx.now, in: tx)
            try KnownDevices.keep(signedIn.device, for: Self.bytes(of: account.person), in: tx)
            try Attempts.made(by: account.person, .password, on: comer.device, in: tx)
            return true
        }
        guard isRight else { throw SignInError.wrong }
        return (signedIn, codes)
    }
}

/// What a browser keeps after signing in: the secret of the session, and the mark of a known device.
public struct SignedIn: Sendable, Hashable {
    /// Goes into the cookie of the session.
    public let session: Secret
    /// Goes into the cookie of known devices.
    public let device: Secret
}
