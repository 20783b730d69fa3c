import Journal
import People
public import Places
public import Store
public import Vocabulary

/// The keys of programs: make one, find it by its secret, withdraw it.
public enum ProgramKeys {
    /// Roles that may make and withdraw keys where they reach.
    static let keepers: Set<Role> = [.manager, .streetOfficer, .securityAdministrator]

    /// Whether somebody makes and withdraws keys anywhere.
    public static func isKeeper(_ actor: Actor) -> Bool { actor.grants.contains { keepers.contains($0.role) } }

    /// What a new key shall be.
    public struct Draft: Sendable {
        /// The organisation that it belongs to.
        public let organisation: Identifier
        /// The place below which it reaches.
        public let place: ID<Place>
        /// What it is for; blanks at the ends are taken off.
        public let label: String
        /// What it may do.
        public let scopes: Set<ProgramKey.Scope>
        /// Days until it ends, 1 to 366.
        public let days: Int64

        /// Says what a key shall be; see the properties.
        public init(
            organisation: Identifier, place: ID<Place>, label: String, scopes: Set<ProgramKey.Scope>, days: Int64
        ) {
            self.organisation = organisation
            self.place = place
            self.label = label
            self.scopes = scopes
            self.days = days
        }
    }

    /// Makes a key.
    ///
    /// - Parameter secret: New for this key; shown once, only its hash is kept.
    /// - Throws: ``SignInError/notAllowed`` unless a manager, a street officer or the security administrator reaches the
    ///   place, ``SignInError/proofNeeded`` without a second factor of the last minutes, ``SignInError/nameUnfit`` for a
    ///   label, days or scopes that cannot be, ``SignInError/notFound`` for an owner that is neither an organisation nor a
    ///   place within reach, `PlaceError.notFound`, `StoreError`.
    @discardableResult
    public static func make(_ draft: Draft, _ secret: Secret, in tx: Transaction) throws -> ProgramKey {
        let place = try Places.place(draft.place, in: tx)
        try requireKeeper(at: place.id, in: tx)
        try requireOwner(draft.organisation, in: tx)
        let label = draft.label.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard (1...ProgramKey.labelMax).contains(label.unicodeScalars.count), !label.utf8.contains(0),
            !draft.scopes.isEmpty, (1...ProgramKey.daysMax).contains(draft.days)
        else { throw SignInError.nameUnfit }
        let key = ProgramKey(
            id: tx.id(), organisation: draft.organisation, place: place.id.raw, label: label, scopes: draft.scopes,
            made: tx.now, ends: tx.now.advanced(byMilliseconds: draft.days * 86_400_000), withdrawn: nil, used: nil)
        try tx.execute(
            """
            INSERT INTO program_key (id, organisation, place, digest, label, rights, made_by, made_ms, ends_ms) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(key.id), .identifier(key.organisation), .identifier(key.place), .bytes(secret.digest),
                .text(key.label), .text(key.scopes.map(\.rawValue).sorted().joined(separator: " ")),
                .identifier(tx.actor.id), .instant(key.made), .instant(key.ends),
            ])
        try Journal.append(
            EntryKind("program-key.made"), about: key.id.raw,
            at: EntryPlace(place: place.id.raw, community: place.community?.raw), under: "program-key.keep",
            Payload(["organisation": .identifier(key.organisation), "scopes": .integer(Int64(key.scopes.count))]),
            in: tx)
        return key
    }

    /// Withdraws a key: the next request with it is refused.
    ///
    /// - Throws: ``SignInError/notFound`` for one that does not stand or lies out of reach,
    ///   ``SignInError/proofNeeded``, `StoreError`.
    public static func withdraw(_ id: ID<ProgramKey>, in tx: Transaction) throws {
        let found = try tx.first(
            "SELECT \(ProgramKey.columns) FROM \(ProgramKey.source) WHERE k.id = ?", [.id(id)]
        ) { try ProgramKey($0) }
        guard let key = found, key.withdrawn == nil,
            try Reach.holds(tx.actor, keepers, at: ID(key.place), in: tx)
        else { throw SignInError.notFound }
        try requireKeeper(at: ID(key.place), in: tx)
        try tx.execute("UPDATE program_key SET withdrawn_ms = ? WHERE id = ?", [.instant(tx.now), .id(id)])
        let place = try Places.place(ID(key.place), in: tx)
        try Journal.append(
            EntryKind("program-key.withdrawn"), about: id.raw,
            at: EntryPlace(place: place.id.raw, community: place.community?.raw), under: "program-key.keep", in: tx)
    }

    /// The keys that the actor keeps, newest first; empty for everybody else.
    ///
    /// - Throws: `StoreError`, ``SignInError/unreadable``.
    public static func kept(by actor: Actor, limit: Int, in snapshot: Snapshot) throws -> [ProgramKey] {
        let grants = actor.grants.filter { keepers.contains($0.role) }
        guard !grants.isEmpty else { return [] }
        let marks = repeatElement("?", count: grants.count).joined(separator: ", ")
        return try snapshot.rows(
            """
            SELECT \(ProgramKey.columns) FROM \(ProgramKey.source) WHERE k.place IN \
            (SELECT r.place FROM reach r WHERE r.ancestor IN (\(marks)) AND r.until_ms IS NULL) \
            ORDER BY k.made_ms DESC, k.id LIMIT ?
            """, grants.map { .identifier($0.place) } + [.integer(limit)]
        ) { try ProgramKey($0) }
    }

    /// The key of a secret, if it stands.
    ///
    /// - Throws: `StoreError`, ``SignInError/unreadable``.
    static func key(of secret: Secret, at now: Instant, in snapshot: Snapshot) throws -> ProgramKey? {
        let found = try snapshot.first(
            "SELECT \(ProgramKey.columns) FROM \(ProgramKey.source) WHERE k.digest = ?", [.bytes(secret.digest)]
        ) { try ProgramKey($0) }
        return found.flatMap { $0.isAlive(at: now) ? $0 : nil }
    }

    static func note(_ used: [ID<ProgramKey>: Instant], in tx: Transaction) throws {
        for (id, moment) in used.sorted(by: { $0.key < $1.key }) {
            try tx.execute(
                """
                INSERT INTO program_key_use (program_key, used_ms) VALUES (?, ?) \
                ON CONFLICT (program_key) DO UPDATE SET used_ms = excluded.used_ms
                """, [.id(id), .instant(moment)])
        }
    }

    /// To whom the actor may give keys: the places at which keys are kept, and the organisations that work there.
    ///
    /// - Throws: `PlaceError`, `StoreError`.
    public static func owners(for actor: Actor, in snapshot: Snapshot) throws -> [(id: Identifier, name: LocalizedText)]
    {
        var owners: [(id: Identifier, name: LocalizedText)] = []
        for id in Set(actor.grants.filter { keepers.contains($0.role) }.map(\.place)).sorted() {
            owners.append((id, try Places.place(ID(id), in: snapshot).name))
            let organisations = try People.organisations(at: ID(id), limit: 200, in: snapshot)
            owners += organisations.map { ($0.id.raw, $0.name) }
        }
        return owners
    }

    /// What the owner of a key is called; nil for one that is not there any more.
    ///
    /// - Throws: `StoreError`.
    public static func ownerName(of key: ProgramKey, in snapshot: Snapshot) throws -> LocalizedText? {
        do {
            return try People.organisation(ID(key.organisation), in: snapshot).name
        } catch PeopleError.notFound {
            do {
                return try Places.place(ID(key.organisation), in: snapshot).name
            } catch PlaceError.notFound {
                return nil
            }
        }
    }

    private static func requireOwner(_ owner: Identifier, in tx: Transaction) throws {
        do {
            let place = try People.organisation(ID(owner), in: tx).place
            guard try Reach.holds(tx.actor, keepers, at: place, in: tx) else { throw SignInError.notFound }
        } catch PeopleError.notFound {
            guard try Reach.holds(tx.actor, keepers, at: ID(owner), in: tx) else { throw SignInError.notFound }
        }
    }

    private static func requireKeeper(at place: ID<Place>, in tx: Transaction) throws {
        guard try Reach.holds(tx.actor, keepers, at: place, in: tx) else { throw SignInError.notAllowed }
        guard tx.actor.isProven(at: tx.now) else { throw SignInError.proofNeeded }
    }
}
