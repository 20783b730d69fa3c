import Places
public import SignIn
import Store
public import Vocabulary

/// One named person of the demo cast.
public struct DemoIdentity: Sendable, Hashable {
    /// The word in cookie and header: `chen`.
    public let code: String
    /// Identifier of the person.
    public let id: Identifier
    /// The name.
    public let name: LocalizedText
    /// What the person is, in words: 管家.
    public let title: LocalizedText
    /// The role that the person holds.
    public let role: Role
    /// One sentence on who this is and what can be tried.
    public let about: LocalizedText

    /// Says a person of the cast.
    public init(
        code: String, id: Identifier, name: LocalizedText, title: LocalizedText, role: Role, about: LocalizedText
    ) {
        self.about = about
        self.code = code
        self.id = id
        self.name = name
        self.title = title
        self.role = role
    }
}

/// The people of the demo: who may be chosen, and under which name they are shown.
public struct Identities: Sendable {
    /// The cast in the order shown; empty outside the demo.
    public let cast: [DemoIdentity]

    /// Makes a directory; without a cast this is no demo, and the header and cookie of the demo mean nothing.
    public init(_ cast: [DemoIdentity]) { self.cast = cast }

    /// Whether people and matters are made up.
    public var isDemo: Bool { !cast.isEmpty }

    /// Who a visitor has chosen to be by header or cookie; nil for nobody, and outside the demo.
    ///
    /// - Throws: ``Problem`` with ``Problem/Code/fields`` for a code that nobody of the cast has.
    public func identity(of visitor: Visitor) throws -> DemoIdentity? {
        guard isDemo, let code = visitor.identity else { return nil }
        guard let found = cast.first(where: { $0.code == code }) else {
            throw Problem(.fields, fields: [Problem.Field("Lifang-Demo-Identity", .choice)])
        }
        return found
    }

    /// The person with an identifier; nil for parts of the system and for people who are not of the cast.
    public func identity(_ id: Identifier) -> DemoIdentity? { cast.first { $0.id == id } }

    /// Recognises keys, sessions and, in the demo, the cast.
    ///
    /// The cast counts as proven: in the demo there is nobody to prove anything to.
    public func recognition(_ doorkeeper: Doorkeeper) -> Admission.Recognition {
        { visitor, isWriting, now, snapshot in
            if let key = visitor.key {
                return try doorkeeper.recognise(key: key, isWriting: isWriting, at: now, in: snapshot)
            }
            if let secret = visitor.session {
                let recognised = try doorkeeper.recognise(session: secret, at: now, in: snapshot)
                if let session = recognised.session {
                    guard identity(session.person) != nil else { return recognised }
                    let actor = Actor(id: recognised.actor.id, grants: recognised.actor.grants, proven: now)
                    return Recognised(actor, session: session)
                }
            }
            guard let chosen = try identity(of: visitor) else { return .passerBy }
            return Recognised(
                Actor(id: chosen.id, grants: try doorkeeper.holding(chosen.id, now, snapshot), proven: now))
        }
    }

    /// The roles of the cast where nobody gave them any: each holds the own role at every root of the tree.
    public func holding(else other: @escaping Doorkeeper.Holding) -> Doorkeeper.Holding {
        { person, now, snapshot in
            let held = try other(person, now, snapshot)
            guard held.isEmpty, let identity = identity(person) else { return held }
            return try Places.roots(in: snapshot).map { Grant(role: identity.role, place: $0.id.raw) }
        }
    }
}
