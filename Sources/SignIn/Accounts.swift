import Journal
import Keyring
public import Store
public import Vocabulary

/// All accounts: make one, set what it is proven by, close it.
public enum Accounts {
    static let nameField = SealedField("account", "name_index")
    static let passwordField = SealedField("account", "password")
    static let secretField = SealedField("account", "totp_secret")
    static let recoveryField = SealedField("recovery_code", "digest")

    /// How many recovery codes there are.
    ///
    /// Source: OWASP ASVS 5.0, 6.5.1 asks that each works once; ten are usual.
    public static let recoveryCodeCount = 10

    /// The account of a person; nil for somebody who never signed in.
    ///
    /// - Throws: `StoreError`, ``SignInError/unreadable``.
    public static func account(of person: Identifier, in snapshot: Snapshot) throws -> Account? {
        try snapshot.first("SELECT \(Account.columns) FROM account a WHERE a.person = ?", [.identifier(person)]) {
            try Account($0)
        }
    }

    static func account(
        named userName: String, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> Account? {
        try snapshot.first(
            "SELECT \(Account.columns) FROM account a WHERE a.name_index = ?", [.bytes(index(of: userName, keyring))]
        ) { try Account($0) }
    }

    /// Makes the account of a person if there is none.
    static func ensure(_ person: Identifier, in tx: Transaction) throws {
        let made = try tx.execute(
            "INSERT INTO account (person, state, totp_step, made_ms) VALUES (?, 'active', -1, ?) ON CONFLICT (person) DO NOTHING",
            [.identifier(person), .instant(tx.now)])
        guard made == 1 else { return }
        try Journal.append(EntryKind("account.made"), about: person, at: nil, under: "sign-in", in: tx)
    }

    static func setPassword(_ hash: PasswordHash, of person: Identifier, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE account SET password = ?, password_set_ms = ? WHERE person = ?",
            [.text(hash.phc), .instant(tx.now), .identifier(person)])
        try Journal.append(EntryKind("account.password-set"), about: person, at: nil, under: "account.own", in: tx)
    }

    static func setName(_ userName: String, of person: Identifier, with keyring: Keyring, in tx: Transaction) throws {
        let index = index(of: userName, keyring)
        let holder = try tx.first("SELECT person FROM account WHERE name_index = ?", [.bytes(index)]) {
            try $0.identifier(0)
        }
        guard holder == nil || holder == person else { throw SignInError.nameTaken }
        try tx.execute(
            "UPDATE account SET name_index = ? WHERE person = ?", [.bytes(index), .identifier(person)])
    }

    /// Keeps a second factor and recovery codes for it; what stood before counts no more.
    ///
    /// - Parameters:
    ///   - step: The step whose code was shown for it; it is used up.
    ///   - codes: New recovery codes, shown once.
    static func setSecondFactor(
        _ secret: [UInt8], step: Int64, codes: [String], of person: Identifier, with keyring: Keyring,
        in tx: Transaction
    ) throws {
        let sealed = try keyring.seal(secret, system: secretField, row: person, in: tx)
        try tx.execute(
            "UPDATE account SET totp_secret = ?, totp_step = ? WHERE person = ?",
            [.bytes(sealed), .integer(step), .identifier(person)])
        try tx.execute("DELETE FROM recovery_code WHERE person = ?", [.identifier(person)])
        for code in codes {
            try tx.execute(
                "INSERT INTO recovery_code (person, digest) VALUES (?, ?)",
                [.identifier(person), .bytes(recoveryMark(code, of: person, keyring))])
        }
        try Journal.append(
            EntryKind("account.second-factor-set"), about: person, at: nil, under: "account.own", in: tx)
    }

    /// Takes a code of the second factor or a recovery code; false for a wrong one and for one that was used.
    static func take(_ code: String, of account: Account, with keyring: Keyring, in tx: Transaction) throws -> Bool {
        let digits = code.filter { !$0.isWhitespace }
        if digits.utf8.count == TOTP.digitCount, let sealed = account.sealedSecret {
            let secret = try keyring.open(sealed, system: secretField, row: account.person, in: tx)
            guard let step = TOTP.step(of: digits, for: secret, at: tx.now, after: account.usedStep) else {
                return false
            }
            // Two who show the same code at once meet here: only one of them moves the step on.
            return try tx.execute(
                "UPDATE account SET totp_step = ? WHERE person = ? AND totp_step < ?",
                [.integer(step), .identifier(account.person), .integer(step)]) == 1
        }
        guard code.utf8.count <= 32 else { return false }
        return try tx.execute(
            "DELETE FROM recovery_code WHERE person = ? AND digest = ?",
            [.identifier(account.person), .bytes(recoveryMark(code, of: account.person, keyring))]) == 1
    }

    /// How many recovery codes of the actor are left.
    ///
    /// - Throws: `StoreError`.
    public static func recoveryCodesLeft(of actor: Actor, in snapshot: Snapshot) throws -> Int {
        Int(
            try snapshot.integer("SELECT count(*) FROM recovery_code WHERE person = ?", [.identifier(actor.id)]) ?? 0)
    }

    static func index(of userName: String, _ keyring: Keyring) -> [UInt8] {
        keyring.blindIndex(Password.normalised(userName).lowercased(), of: nameField)
    }

    static func peppered(_ password: String, _ keyring: Keyring) -> [UInt8] {
        keyring.blindIndex(Password.normalised(password), of: passwordField)
    }

    private static func recoveryMark(_ code: String, of person: Identifier, _ keyring: Keyring) -> [UInt8] {
        let plain = code.uppercased().filter { $0.isLetter || $0.isNumber }
        return keyring.blindIndex("\(person) \(plain)", of: recoveryField)
    }

    /// New recovery codes: ten letters and digits each, 50 bits.
    static func makeRecoveryCodes(by surroundings: Surroundings) -> [String] {
        (0..<recoveryCodeCount).map { _ in
            let word = TOTP.base32(Secret.bytes(7, by: surroundings)).prefix(10)
            return word.prefix(5) + "-" + word.suffix(5)
        }
    }
}
