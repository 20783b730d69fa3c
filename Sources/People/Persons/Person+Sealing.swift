import Keyring
import Store
import Vocabulary

/// The sealed columns of `person` and the indexes by which they are found.
enum PersonSeal {
    static let name = SealedField("person", "name")
    static let latin = SealedField("person", "latin")
    static let phone = SealedField("person", "phone")
    static let document = SealedField("person", "document")
    static let birth = SealedField("person", "birth")
    static let language = SealedField("person", "language")
    static let nameToken = SealedField("name_token", "token")

    static func index(of phone: PhoneNumber, with keyring: Keyring) -> [UInt8] {
        keyring.blindIndex(phone.international, of: Self.phone)
    }

    static func index(of document: IdentityDocument, with keyring: Keyring) -> [UInt8] {
        keyring.blindIndex(document.sealed, of: Self.document)
    }

    /// Tokens differ from community to community, so that one place's frequencies tell nothing about another.
    static func token(_ word: String, at place: Identifier, with keyring: Keyring) -> [UInt8] {
        keyring.blindIndex(place.description + "|" + word, of: nameToken)
    }
}

/// Data keys of the people of one list, unwrapped by few statements.
struct Opener {
    let keyring: Keyring
    let keys: DataKeys

    init(_ keyring: Keyring, for people: some Collection<Identifier>, in snapshot: Snapshot) throws {
        self.keyring = keyring
        keys = try keyring.dataKeys(of: people, in: snapshot)
    }
}

extension PersonDetails {
    /// The values of the sealed columns in the order of ``columns``.
    func sealed(for person: Identifier, with keyring: Keyring, in tx: Transaction) throws -> [Value] {
        func seal(_ text: String?, _ field: SealedField) throws -> Value {
            guard let text else { return .null }
            return .bytes(try keyring.seal(text, of: person, as: field, row: person, in: tx))
        }
        return [
            try seal(name.written, PersonSeal.name), try seal(name.latin, PersonSeal.latin),
            try seal(phone?.international, PersonSeal.phone),
            phone.map { .bytes(PersonSeal.index(of: $0, with: keyring)) } ?? .null,
            try seal(document?.sealed, PersonSeal.document),
            document.map { .bytes(PersonSeal.index(of: $0, with: keyring)) } ?? .null,
            try seal(birth?.description, PersonSeal.birth), try seal(language.rawValue, PersonSeal.language),
        ]
    }

    static let columns = "name, latin, phone, phone_index, document, document_index, birth, language"
}

/// A row of `person` as it is stored; opens one field at a time.
struct SealedPerson {
    let person: Person
    private let name: [UInt8]
    private let latin: [UInt8]?
    private let phone: [UInt8]?
    private let document: [UInt8]?
    private let birth: [UInt8]?
    private let language: [UInt8]

    /// Columns in the order that ``init(_:)`` reads; `p` names the table.
    static let columns = """
        p.id, p.service_zh, p.service_en, p.is_account, p.is_protected, p.added_ms, p.version, \
        p.name, p.latin, p.phone, p.document, p.birth, p.language
        """

    init(_ row: any Row) throws {
        person = try Person(row)
        name = try row.bytes(7)
        latin = row.isNull(8) ? nil : try row.bytes(8)
        phone = row.isNull(9) ? nil : try row.bytes(9)
        document = row.isNull(10) ? nil : try row.bytes(10)
        birth = row.isNull(11) ? nil : try row.bytes(11)
        language = try row.bytes(12)
    }

    func details(with opener: Opener) throws -> PersonDetails {
        PersonDetails(
            name: try openName(with: opener), phone: try openPhone(with: opener),
            document: try openDocument(with: opener), birth: try openBirth(with: opener),
            language: try openLanguage(with: opener))
    }

    func openName(with opener: Opener) throws -> PersonName {
        let written = try open(name, PersonSeal.name, with: opener)
        let other = try latin.map { try open($0, PersonSeal.latin, with: opener) }
        guard let name = PersonName(written, latin: other) else { throw PeopleError.unreadable }
        return name
    }

    func openPhone(with opener: Opener) throws -> PhoneNumber? {
        guard let phone else { return nil }
        guard let number = PhoneNumber(try open(phone, PersonSeal.phone, with: opener)) else {
            throw PeopleError.unreadable
        }
        return number
    }

    func openDocument(with opener: Opener) throws -> IdentityDocument? {
        guard let document else { return nil }
        let text = try open(document, PersonSeal.document, with: opener)
        guard let document = IdentityDocument(sealed: text) else { throw PeopleError.unreadable }
        return document
    }

    func openBirth(with opener: Opener) throws -> LocalDay? {
        guard let birth else { return nil }
        guard let day = LocalDay(try open(birth, PersonSeal.birth, with: opener)) else {
            throw PeopleError.unreadable
        }
        return day
    }

    func openLanguage(with opener: Opener) throws -> Language {
        let text = try open(language, PersonSeal.language, with: opener)
        guard let language = Language(rawValue: text) else { throw PeopleError.unreadable }
        return language
    }

    /// What the staff see; of a protected person nothing but that, of an erased one nothing.
    func masked(with opener: Opener) throws -> MaskedPerson {
        do {
            return try known(with: opener)
        } catch KeyringError.destroyed {
            return MaskedPerson(
                id: person.id, name: nil, phone: nil, document: nil, serviceName: person.serviceName,
                isProtected: false)
        }
    }

    private func known(with opener: Opener) throws -> MaskedPerson {
        guard !person.isProtected else {
            return MaskedPerson(
                id: person.id, name: nil, phone: nil, document: nil, serviceName: person.serviceName, isProtected: true)
        }
        return MaskedPerson(
            id: person.id, name: try openName(with: opener).masked,
            phone: try openPhone(with: opener)?.masked,
            document: try openDocument(with: opener)?.masked, serviceName: person.serviceName,
            isProtected: false)
    }

    private func open(
        _ sealed: [UInt8], _ field: SealedField, with opener: Opener
    ) throws -> String {
        try opener.keyring.open(sealed, of: person.id.raw, as: field, row: person.id.raw, with: opener.keys)
    }
}

extension Person {
    /// Columns in the order that ``init(_:)`` reads; `p` names the table.
    static let columns = "p.id, p.service_zh, p.service_en, p.is_account, p.is_protected, p.added_ms, p.version"

    init(_ row: any Row) throws {
        var serviceName: LocalizedText?
        if let zhHans = try row.optionalText(1), let en = try row.optionalText(2) {
            serviceName = LocalizedText(zhHans: zhHans, en: en)
        }
        self.init(
            id: try row.id(0), serviceName: serviceName, isAccountHolder: try row.flag(3), isProtected: try row.flag(4),
            added: try row.instant(5), version: try row.integer(6))
    }
}
