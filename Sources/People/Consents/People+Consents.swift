import Journal
public import Store
public import Vocabulary

extension People {
    /// Records that the actor agrees, for oneself or for a child whose guardian the actor is; agreeing twice is once.
    ///
    /// A carer of an elder does not: who is grown up agrees alone.
    ///
    /// - Throws: ``PeopleError/notFound`` unless the actor is the person or a guardian, `StoreError`.
    ///
    /// Source: Personal Information Protection Law, articles 14 and 31.
    public static func consent(
        to purpose: Consent.Purpose, for person: ID<Person>, by channel: Consent.Channel, in tx: Transaction
    ) throws {
        guard try mayConsentFor(person, tx.actor, in: tx) else { throw PeopleError.notFound }
        guard try !hasConsent(of: person, to: purpose, in: tx) else { return }
        try insertConsent(of: person, to: purpose, by: channel, in: tx)
    }

    /// Records what somebody agreed to where a part of the system asked them: at the door, before they are anybody.
    ///
    /// - Throws: ``PeopleError/notFound`` unless a part of the system acts, or nobody yet; `StoreError`.
    public static func recordConsent(
        of person: ID<Person>, to purpose: Consent.Purpose, in tx: Transaction
    ) throws {
        guard tx.actor.isSystem || tx.actor.isPasserBy else { throw PeopleError.notFound }
        guard try !hasConsent(of: person, to: purpose, in: tx) else { return }
        try insertConsent(of: person, to: purpose, by: .page, givenBy: person.raw, in: tx)
    }

    /// Whether somebody took a consent back and has not given it again.
    ///
    /// - Throws: `StoreError`.
    public static func hasWithdrawn(
        _ purpose: Consent.Purpose, of person: ID<Person>, in snapshot: Snapshot
    ) throws -> Bool {
        let known: [Value] = [.id(person), .text(purpose.rawValue)]
        let withdrawn = try snapshot.integer(
            "SELECT 1 FROM consent WHERE person = ? AND purpose = ? AND withdrawn_ms IS NOT NULL LIMIT 1", known)
        let standing = try snapshot.integer(
            "SELECT 1 FROM consent WHERE person = ? AND purpose = ? AND withdrawn_ms IS NULL LIMIT 1", known)
        return withdrawn != nil && standing == nil
    }

    static func insertConsent(
        of person: ID<Person>, to purpose: Consent.Purpose, by channel: Consent.Channel, givenBy: Identifier? = nil,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO consent (id, person, purpose, text_version, channel, given_by, given_ms) \
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .identifier(tx.identifier()), .id(person), .text(purpose.rawValue), .integer(purpose.textVersion),
                .text(channel.rawValue), .identifier(givenBy ?? tx.actor.id), .instant(tx.now),
            ])
        try Journal.append(
            EntryKind("consent.given"), about: person.raw, at: nil, under: "person.own",
            Payload(["purpose": .code(purpose), "version": .integer(purpose.textVersion)]), in: tx)
    }

    /// Takes a consent back, as easily as it was given.
    ///
    /// - Throws: ``PeopleError/notFound`` unless the actor is the person or a guardian, ``PeopleError/over`` if none
    ///   stands, `StoreError`.
    public static func withdrawConsent(
        to purpose: Consent.Purpose, for person: ID<Person>, in tx: Transaction
    ) throws {
        guard try mayConsentFor(person, tx.actor, in: tx) else { throw PeopleError.notFound }
        let withdrawn = try tx.execute(
            "UPDATE consent SET withdrawn_ms = ? WHERE person = ? AND purpose = ? AND withdrawn_ms IS NULL",
            [.instant(tx.now), .id(person), .text(purpose.rawValue)])
        guard withdrawn > 0 else { throw PeopleError.over }
        try Journal.append(
            EntryKind("consent.withdrawn"), about: person.raw, at: nil, under: "person.own",
            Payload(["purpose": .code(purpose)]), in: tx)
    }

    /// Whether somebody agrees now to the text as it stands; asked by whatever processes data, each time.
    ///
    /// - Throws: `StoreError`.
    public static func hasConsent(
        of person: ID<Person>, to purpose: Consent.Purpose, in snapshot: Snapshot
    ) throws -> Bool {
        try snapshot.integer(
            "SELECT 1 FROM consent WHERE person = ? AND purpose = ? AND text_version = ? AND withdrawn_ms IS NULL LIMIT 1",
            [.id(person), .text(purpose.rawValue), .integer(purpose.textVersion)]) != nil
    }

    /// Every consent of somebody for whom the actor acts, the latest first.
    ///
    /// - Throws: ``PeopleError/notFound``, ``PeopleError/unreadable``, `StoreError`.
    public static func consents(of person: ID<Person>, for actor: Actor, in snapshot: Snapshot) throws -> [Consent] {
        guard try mayActFor(person, actor, in: snapshot) else { throw PeopleError.notFound }
        return try snapshot.rows(
            """
            SELECT id, purpose, text_version, given_ms, withdrawn_ms FROM consent WHERE person = ? \
            ORDER BY given_ms DESC, id DESC LIMIT 200
            """, [.id(person)]
        ) { row in
            guard let purpose = Consent.Purpose(rawValue: try row.text(1)) else { throw PeopleError.unreadable }
            return Consent(
                id: try row.id(0), purpose: purpose, textVersion: try row.integer(2), given: try row.instant(3),
                withdrawn: try row.optionalInstant(4))
        }
    }
}
