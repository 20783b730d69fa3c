import Places
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
    /// The cast; the first is who a new visitor is.
    public let cast: [DemoIdentity]

    /// Makes a directory over at least one person.
    public init(_ cast: [DemoIdentity]) {
        precondition(!cast.isEmpty, "the demo cast has at least one person")
        self.cast = cast
    }

    /// Who a visitor has chosen to be.
    ///
    /// - Throws: ``Problem`` with ``Problem/Code/fields`` for a code that nobody of the cast has.
    public func identity(of visitor: Visitor) throws -> DemoIdentity {
        guard let code = visitor.identity else { return cast[0] }
        guard let found = cast.first(where: { $0.code == code }) else {
            throw Problem(.fields, fields: [Problem.Field("Lifang-Demo-Identity", .choice)])
        }
        return found
    }

    /// The person with an identifier; nil for parts of the system and for people who are not of the cast.
    public func identity(_ id: Identifier) -> DemoIdentity? { cast.first { $0.id == id } }

    /// Recognises the cast, each holding the role at every root of the tree.
    public var recognition: Admission.Recognition {
        { visitor, _, snapshot in
            let identity = try identity(of: visitor)
            let roots = try Places.roots(in: snapshot)
            return Actor(id: identity.id, grants: roots.map { Grant(role: identity.role, place: $0.id.raw) })
        }
    }
}
