public import Store
public import Vocabulary

/// Whoever a cookie or a key turned out to be, at one moment.
public struct Recognised: Sendable, Hashable {
    /// Who acts; ``Actor/passerBy`` for nobody in particular.
    public let actor: Actor
    /// The session of a person; nil for programs and passers-by.
    public let session: Session?
    /// The key of a program; nil for people.
    public let key: ProgramKey?

    /// Says who it is.
    public init(_ actor: Actor, session: Session? = nil, key: ProgramKey? = nil) {
        self.actor = actor
        self.session = session
        self.key = key
    }

    /// Nobody in particular.
    public static let passerBy = Recognised(.passerBy)
}

extension Doorkeeper {
    /// Finds out who brings the secret of a session.
    ///
    /// - Returns: A passer-by for a session that has ended, is only half open, or belongs to a closed account.
    /// - Throws: `StoreError`, ``SignInError/unreadable``.
    public func recognise(session text: String, at now: Instant, in snapshot: Snapshot) throws -> Recognised {
        guard let secret = Secret(text), let session = try Sessions.session(of: secret, at: now, in: snapshot),
            session.kind != .half,
            let grants = session.grants(outOf: try holding(session.person, now, snapshot))
        else { return .passerBy }
        lastSeen.note(session, at: now)
        return Recognised(Actor(id: session.person, grants: grants, proven: session.proven), session: session)
    }

    /// Finds out which program brings a key.
    ///
    /// - Parameter isWriting: Whether it is about to change something; a key that only reads then holds no role.
    /// - Throws: ``SignInError/signInNeeded`` for a key that does not stand: a program must not go on as a passer-by;
    ///   `StoreError`, ``SignInError/unreadable``.
    public func recognise(
        key text: String, isWriting: Bool, at now: Instant, in snapshot: Snapshot
    ) throws -> Recognised {
        guard text.hasPrefix(ProgramKey.prefix), let secret = Secret(String(text.dropFirst(ProgramKey.prefix.count))),
            let key = try ProgramKeys.key(of: secret, at: now, in: snapshot)
        else { throw SignInError.signInNeeded }
        lastSeen.note(key, at: now)
        return Recognised(key.actor(isWriting: isWriting), key: key)
    }
}
