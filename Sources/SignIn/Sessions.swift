import Journal
public import Store
public import Vocabulary

/// All sessions: open one, find it by its secret, end it.
public enum Sessions {
    /// Opens a session.
    ///
    /// - Parameters:
    ///   - secret: New for this session; only its hash is kept.
    ///   - held: Every grant of the person at this moment.
    ///   - proven: When a second factor was shown; nil if none was.
    /// - Throws: `StoreError`.
    @discardableResult
    static func open(
        _ secret: Secret, for person: Identifier, as kind: Session.Kind, on device: String, holding held: [Grant],
        proven: Instant?, in tx: Transaction
    ) throws -> Session {
        let session = Session(
            id: tx.id(), person: person, kind: kind, device: device, made: tx.now, seen: tx.now,
            ends: tx.now.advanced(byMilliseconds: kind.lifeMilliseconds), proven: proven,
            standing: Session.standing(of: held))
        try tx.execute(
            """
            INSERT INTO session (digest, id, person, kind, device, made_ms, seen_ms, ends_ms, proven_ms, standing) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .bytes(secret.digest), .id(session.id), .identifier(person), .text(kind.rawValue), .text(device),
                .instant(session.made), .instant(session.seen), .instant(session.ends), .instant(proven),
                .bytes(session.standing),
            ])
        return session
    }

    /// The session of a secret, if it is alive and its account is not disabled.
    ///
    /// - Throws: `StoreError`, ``SignInError/unreadable``.
    public static func session(of secret: Secret, at now: Instant, in snapshot: Snapshot) throws -> Session? {
        let found = try snapshot.first(
            """
            SELECT \(Session.columns) FROM session s JOIN account a ON a.person = s.person \
            WHERE s.digest = ? AND a.state = 'active'
            """, [.bytes(secret.digest)]
        ) { try Session($0) }
        return found.flatMap { $0.isAlive(at: now) ? $0 : nil }
    }

    /// My sessions that are alive, the last used first.
    ///
    /// - Throws: `StoreError`, ``SignInError/unreadable``.
    public static func own(of actor: Actor, at now: Instant, in snapshot: Snapshot) throws -> [Session] {
        try snapshot.rows(
            "SELECT \(Session.columns) FROM session s WHERE s.person = ? AND s.kind <> 'half' ORDER BY s.seen_ms DESC, s.id",
            [.identifier(actor.id)]
        ) { try Session($0) }.filter { $0.isAlive(at: now) }
    }

    /// Ends one of my sessions; nothing happens to one that has ended.
    ///
    /// - Throws: `StoreError`.
    public static func end(_ id: ID<Session>, in tx: Transaction) throws {
        let count = try tx.execute(
            "DELETE FROM session WHERE id = ? AND person = ?", [.id(id), .identifier(tx.actor.id)])
        guard count > 0 else { return }
        try Journal.append(EntryKind("session.ended"), about: tx.actor.id, at: nil, under: "session.end-own", in: tx)
    }

    /// Ends the session of a secret: signing out. Nothing happens where there is none.
    ///
    /// - Throws: `StoreError`.
    public static func end(_ secret: Secret, in tx: Transaction) throws {
        let person = try tx.first("SELECT person FROM session WHERE digest = ?", [.bytes(secret.digest)]) {
            try $0.identifier(0)
        }
        guard let person else { return }
        try tx.execute("DELETE FROM session WHERE digest = ?", [.bytes(secret.digest)])
        tx.admit(Actor(id: person, grants: []))
        try Journal.append(EntryKind("session.ended"), about: person, at: nil, under: "session.end-own", in: tx)
    }

    /// Ends every session of mine but one.
    ///
    /// - Parameter kept: The session that asks; nil ends that one too.
    /// - Throws: `StoreError`.
    public static func endAll(except kept: ID<Session>?, in tx: Transaction) throws {
        try endAll(of: tx.actor.id, except: kept, in: tx)
        try Journal.append(
            EntryKind("session.all-ended"), about: tx.actor.id, at: nil, under: "session.end-own", in: tx)
    }

    static func endAll(of person: Identifier, except kept: ID<Session>? = nil, in tx: Transaction) throws {
        if let kept {
            try tx.execute("DELETE FROM session WHERE person = ? AND id <> ?", [.identifier(person), .id(kept)])
        } else {
            try tx.execute("DELETE FROM session WHERE person = ?", [.identifier(person)])
        }
    }

    /// Writes down when sessions were last used.
    ///
    /// - Parameter seen: Moments by session; an earlier one than stands changes nothing.
    /// - Throws: `StoreError`.
    static func note(_ seen: [ID<Session>: Instant], in tx: Transaction) throws {
        for (id, moment) in seen.sorted(by: { $0.key < $1.key }) {
            try tx.execute(
                "UPDATE session SET seen_ms = ? WHERE id = ? AND seen_ms < ?",
                [.instant(moment), .id(id), .instant(moment)])
        }
    }

    /// Forgets sessions that ended by their age.
    ///
    /// - Throws: `StoreError`.
    static func forgetOld(in tx: Transaction) throws {
        try tx.execute("DELETE FROM session WHERE ends_ms < ?", [.instant(tx.now)])
        for kind in Session.Kind.allCases {
            try tx.execute(
                "DELETE FROM session WHERE kind = ? AND seen_ms < ?",
                [.text(kind.rawValue), .instant(tx.now.advanced(byMilliseconds: -kind.idleMilliseconds))])
        }
    }
}
