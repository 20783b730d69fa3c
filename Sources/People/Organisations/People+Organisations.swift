import Journal
public import Keyring
public import Places
public import Store
public import Vocabulary

extension People {
    /// Adds an organisation at a place.
    ///
    /// - Parameter name: 1 to 100 characters in each language.
    /// - Throws: ``PeopleError/notAllowed(_:)`` unless the actor is the system or a role with
    ///   ``PeopleRight/keepOrganisations`` reaches the place, ``PeopleError/unfit(_:)`` for the name,
    ///   `PlaceError.notFound`, `StoreError`.
    @discardableResult
    public static func addOrganisation(
        _ kind: Organisation.Kind, named name: LocalizedText, at place: ID<Place>, in tx: Transaction
    ) throws -> Organisation {
        let site = try Places.place(place, in: tx)
        guard try Reach.holds(tx.actor, PeopleRight.keepOrganisations.roles, at: place, in: tx) else {
            throw PeopleError.notAllowed(.keepOrganisations)
        }
        for text in [name.zhHans, name.en] {
            guard (1...100).contains(text.unicodeScalars.count), text.contains(where: { !$0.isWhitespace }),
                !text.unicodeScalars.contains("\0")
            else { throw PeopleError.unfit(.name) }
        }
        let organisation = Organisation(id: tx.id(), kind: kind, name: name, place: place)
        try tx.execute(
            "INSERT INTO organisation (id, kind, name_zh, name_en, place, made_ms) VALUES (?, ?, ?, ?, ?, ?)",
            [
                .id(organisation.id), .text(kind.rawValue), .text(name.zhHans), .text(name.en), .id(place),
                .instant(tx.now),
            ])
        try Journal.append(
            EntryKind("organisation.added"), about: organisation.id.raw, at: site.entryPlace,
            under: "organisation.keep", Payload(["kind": .code(kind)]), in: tx)
        return organisation
    }

    /// Lets somebody belong to an organisation; the person is then found where it works.
    ///
    /// - Throws: ``PeopleError/notFound`` unless a role with ``PeopleRight/keepOrganisations`` reaches the organisation's
    ///   place and the person belongs where the actor's role reaches, ``PeopleError/ownHand`` for oneself,
    ///   ``PeopleError/alreadyThere``, `KeyringError`, `StoreError`.
    @discardableResult
    public static func join(
        _ id: ID<Organisation>, _ person: ID<Person>, as post: Membership.Post, with keyring: Keyring,
        in tx: Transaction
    ) throws -> ID<Membership> {
        let organisation = try organisation(id, in: tx)
        guard try Reach.holds(tx.actor, PeopleRight.keepOrganisations.roles, at: organisation.place, in: tx),
            try reaches(tx.actor, PeopleRight.keepOrganisations.roles, person, in: tx)
        else { throw PeopleError.notFound }
        let known = try self.person(person, in: tx)
        guard tx.actor.isSystem || !known.isProtected else { throw PeopleError.notFound }
        guard person.raw != tx.actor.id else { throw PeopleError.ownHand }
        let membership = tx.id(Membership.self)
        let added = try tx.execute(
            """
            INSERT INTO membership (id, organisation, person, post, from_ms) VALUES (?, ?, ?, ?, ?) \
            ON CONFLICT (organisation, person, post) WHERE until_ms IS NULL DO NOTHING
            """, [.id(membership), .id(id), .id(person), .text(post.rawValue), .instant(tx.now)])
        guard added == 1 else { throw PeopleError.alreadyThere }
        let place = try Places.place(organisation.place, in: tx)
        try belong(person, at: place, .work, cause: membership.raw, with: keyring, in: tx)
        try Journal.append(
            EntryKind("membership.begun"), about: person.raw, at: place.entryPlace, under: "organisation.keep",
            Payload(["organisation": .identifier(id.raw), "post": .code(post)]), in: tx)
        return membership
    }

    /// Ends a membership: by the member, or by those who keep organisations.
    ///
    /// - Throws: ``PeopleError/notFound`` for everybody else, ``PeopleError/over``, `StoreError`.
    public static func leave(_ id: ID<Membership>, in tx: Transaction) throws {
        let found = try tx.first("SELECT \(Membership.columns) FROM membership b WHERE b.id = ?", [.id(id)]) {
            try Membership($0)
        }
        guard let found else { throw PeopleError.notFound }
        let organisation = try organisation(found.organisation, in: tx)
        let isOwn = found.person.raw == tx.actor.id
        guard
            try isOwn || Reach.holds(tx.actor, PeopleRight.keepOrganisations.roles, at: organisation.place, in: tx)
        else { throw PeopleError.notFound }
        let ended = try tx.execute(
            "UPDATE membership SET until_ms = ? WHERE id = ? AND until_ms IS NULL", [.instant(tx.now), .id(id)])
        guard ended == 1 else { throw PeopleError.over }
        try endBelonging(of: found.person, cause: id.raw, in: tx)
        try Journal.append(
            EntryKind("membership.ended"), about: found.person.raw,
            at: try Places.place(organisation.place, in: tx).entryPlace, under: "organisation.keep",
            Payload(["organisation": .identifier(organisation.id.raw)]), in: tx)
    }

    /// The organisation with an identifier; organisations are no secret.
    ///
    /// - Throws: ``PeopleError/notFound``, `StoreError`.
    public static func organisation(_ id: ID<Organisation>, in snapshot: Snapshot) throws -> Organisation {
        let found = try snapshot.first(
            "SELECT \(Organisation.columns) FROM organisation o WHERE o.id = ? AND o.ended_ms IS NULL", [.id(id)]
        ) { try Organisation($0) }
        guard let found else { throw PeopleError.notFound }
        return found
    }

    /// Organisations that work at a place or below it, by kind and name.
    ///
    /// - Parameter limit: 1 to 200.
    /// - Throws: `StoreError`.
    public static func organisations(
        at place: ID<Place>, limit: Int, in snapshot: Snapshot
    ) throws -> [Organisation] {
        try snapshot.rows(
            """
            SELECT \(Organisation.columns) FROM organisation o JOIN reach r ON r.place = o.place \
            AND r.until_ms IS NULL WHERE r.ancestor = ? AND o.ended_ms IS NULL ORDER BY o.kind, o.name_zh, o.id LIMIT ?
            """, [.id(place), .integer(limit)]
        ) { try Organisation($0) }
    }

    /// Who belongs to an organisation now, for members and for staff; without protected people.
    ///
    /// - Throws: ``PeopleError/notFound`` for everybody else, `StoreError`.
    public static func members(
        of id: ID<Organisation>, for actor: Actor, in snapshot: Snapshot
    ) throws -> [Membership] {
        let organisation = try organisation(id, in: snapshot)
        let isMember = try snapshot.integer(
            "SELECT 1 FROM membership WHERE organisation = ? AND person = ? AND until_ms IS NULL LIMIT 1",
            [.id(id), .identifier(actor.id)])
        guard
            try isMember != nil
                || Reach.holds(actor, PeopleRight.seePersons.roles, at: organisation.place, in: snapshot)
        else { throw PeopleError.notFound }
        let (veto, arguments) = Scope.unprotected.condition(ScopeColumns(person: "b.person"))
        return try snapshot.rows(
            """
            SELECT \(Membership.columns) FROM membership b WHERE b.organisation = ? AND b.until_ms IS NULL AND \(veto) \
            ORDER BY b.post, b.from_ms, b.id LIMIT 200
            """, [.id(id)] + arguments
        ) { try Membership($0) }
    }
}

extension Organisation {
    /// Columns in the order that ``init(_:)`` reads; `o` names the table.
    static let columns = "o.id, o.kind, o.name_zh, o.name_en, o.place"

    init(_ row: any Row) throws {
        guard let kind = Kind(rawValue: try row.text(1)) else { throw PeopleError.unreadable }
        self.init(
            id: try row.id(0), kind: kind,
            name: LocalizedText(zhHans: try row.text(2), en: try row.text(3)), place: try row.id(4))
    }
}

extension Membership {
    /// Columns in the order that ``init(_:)`` reads; `b` names the table.
    static let columns = "b.id, b.organisation, b.person, b.post, b.from_ms"

    init(_ row: any Row) throws {
        guard let post = Post(rawValue: try row.text(3)) else { throw PeopleError.unreadable }
        self.init(
            id: try row.id(0), organisation: try row.id(1), person: try row.id(2), post: post,
            from: try row.instant(4))
    }
}
