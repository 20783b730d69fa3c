import Journal
public import Keyring
public import Store
public import Vocabulary

/// Where somebody can be written to besides the telephone.
public struct ContactAddresses: Sendable, Hashable {
    /// Electronic mail; nil for none.
    public var email: EmailAddress?
    /// The name under which WeChat knows the person for our account there; nil for none.
    public var wechat: OpenID?

    /// Says addresses.
    public init(email: EmailAddress? = nil, wechat: OpenID? = nil) {
        self.email = email
        self.wechat = wechat
    }
}

/// The name under which WeChat knows somebody for one account of ours (openid).
public struct OpenID: Sendable, Hashable {
    /// 1 to 128 visible ASCII characters.
    public let written: String

    /// Reads a name; nil for another form.
    public init?(_ text: String) {
        guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        written = text
    }
}

extension People {
    private static let emailField = SealedField("contact_address", "email")
    private static let wechatField = SealedField("contact_address", "wechat")

    /// In which language and by which mail address the actor wishes to be written to.
    ///
    /// - Returns: nil for somebody who is no person here, like the key of a program.
    /// - Throws: `KeyringError`, `StoreError`.
    public static func wishes(
        of actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> (language: Language, email: EmailAddress?)? {
        let found = try snapshot.first(
            "SELECT \(SealedPerson.columns) FROM person p WHERE p.id = ?", [.identifier(actor.id)]
        ) { try SealedPerson($0) }
        guard let found else { return nil }
        let language = try found.openLanguage(with: Opener(keyring, for: [actor.id], in: snapshot))
        return (language, try addresses(of: ID(actor.id), with: keyring, in: snapshot).email)
    }

    /// Keeps in which language and by which mail address the actor wishes to be written to.
    ///
    /// - Parameter email: nil takes the address away.
    /// - Throws: ``PeopleError/notFound`` for somebody who is no person here, `KeyringError`, `StoreError`.
    public static func wish(
        _ language: Language, email: EmailAddress?, with keyring: Keyring, in tx: Transaction
    ) throws {
        let person = ID<Person>(tx.actor.id)
        guard let standing = try wishes(of: tx.actor, with: keyring, in: tx) else { throw PeopleError.notFound }
        guard standing.language != language || standing.email != email else { return }
        let sealed = try keyring.seal(
            language.rawValue, of: person.raw, as: PersonSeal.language, row: person.raw, in: tx)
        try tx.execute(
            "UPDATE person SET language = ?, version = version + 1 WHERE id = ?", [.bytes(sealed), .id(person)])
        var addresses = try addresses(of: person, with: keyring, in: tx)
        addresses.email = email
        try keep(addresses, of: person, with: keyring, in: tx)
        try Journal.append(EntryKind("person.wished"), about: person.raw, at: nil, under: "person.own", in: tx)
    }

    /// Keeps under which name WeChat knows a person, for the part of the system that connects accounts there.
    ///
    /// - Parameter openID: nil takes it away.
    /// - Throws: ``PeopleError/notAllowed(_:)`` unless the actor is a part of the system, ``PeopleError/notFound``,
    ///   `KeyringError`, `StoreError`.
    public static func connectWeChat(
        _ openID: OpenID?, of id: ID<Person>, with keyring: Keyring, in tx: Transaction
    ) throws {
        guard tx.actor.isSystem else { throw PeopleError.notAllowed(.unmask) }
        _ = try person(id, in: tx)
        var addresses = try addresses(of: id, with: keyring, in: tx)
        addresses.wechat = openID
        try keep(addresses, of: id, with: keyring, in: tx)
        try Journal.append(EntryKind("person.wished"), about: id.raw, at: nil, under: "person.own", in: tx)
    }

    /// The addresses of a person, for a part of the system that writes to them.
    ///
    /// - Throws: ``PeopleError/notAllowed(_:)`` unless the actor is a part of the system, `KeyringError`, `StoreError`.
    public static func addresses(
        of id: ID<Person>, for actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> ContactAddresses {
        guard actor.isSystem else { throw PeopleError.notAllowed(.unmask) }
        return try addresses(of: id, with: keyring, in: snapshot)
    }

    private static func addresses(
        of id: ID<Person>, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> ContactAddresses {
        let sealed = try snapshot.first("SELECT email, wechat FROM contact_address WHERE person = ?", [.id(id)]) {
            row in
            (email: row.isNull(0) ? nil : try row.bytes(0), wechat: row.isNull(1) ? nil : try row.bytes(1))
        }
        func open(_ bytes: [UInt8]?, _ field: SealedField) throws -> String? {
            try bytes.map { try keyring.open($0, of: id.raw, as: field, row: id.raw, in: snapshot) }
        }
        return ContactAddresses(
            email: try open(sealed?.email, emailField).flatMap { EmailAddress($0) },
            wechat: try open(sealed?.wechat, wechatField).flatMap { OpenID($0) })
    }

    private static func keep(
        _ addresses: ContactAddresses, of id: ID<Person>, with keyring: Keyring, in tx: Transaction
    ) throws {
        func seal(_ text: String?, _ field: SealedField) throws -> Value {
            guard let text else { return .null }
            return .bytes(try keyring.seal(text, of: id.raw, as: field, row: id.raw, in: tx))
        }
        try tx.execute(
            """
            INSERT INTO contact_address (person, email, wechat) VALUES (?, ?, ?) \
            ON CONFLICT (person) DO UPDATE SET email = excluded.email, wechat = excluded.wechat
            """,
            [
                .id(id), try seal(addresses.email?.written, emailField),
                try seal(addresses.wechat?.written, wechatField),
            ])
    }
}
