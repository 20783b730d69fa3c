import Places
public import Store
import Synchronization
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

/// Who may be chosen while there is no sign-in; every one of them holds the role at every root of the tree.
///
/// The demo cast is a stand-in for people who sign in: it exists so that the loop can be walked from all its sides.
public final class Identities: Sendable {
    /// The cast; the first is who a new visitor is.
    public let cast: [DemoIdentity]
    private let store: any Store
    private let surroundings: Surroundings
    private let roots = Mutex<(places: [Identifier], readMilliseconds: Int64)?>(nil)

    /// How long the roots are remembered; an import while the server runs is seen after this.
    static let rememberedMilliseconds: Int64 = 2_000

    /// Makes a directory over at least one person.
    public init(_ cast: [DemoIdentity], store: any Store, surroundings: Surroundings) {
        precondition(!cast.isEmpty, "the demo cast has at least one person")
        self.cast = cast
        self.store = store
        self.surroundings = surroundings
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

    /// The actor behind a visitor, with the roles held now.
    ///
    /// - Throws: As ``identity(of:)``, `StoreError`.
    public func actor(of visitor: Visitor) async throws -> Actor {
        let identity = try identity(of: visitor)
        return Actor(id: identity.id, grants: try await rootPlaces().map { Grant(role: identity.role, place: $0) })
    }

    /// The person with an identifier; nil for parts of the system and for people who are not of the cast.
    public func identity(_ id: Identifier) -> DemoIdentity? { cast.first { $0.id == id } }

    private func rootPlaces() async throws -> [Identifier] {
        let now = surroundings.now().millisecondsSince1970
        if let known = roots.withLock({ $0 }), now - known.readMilliseconds < Self.rememberedMilliseconds {
            return known.places
        }
        let places = try await store.read { try Places.roots(in: $0).map(\.id.raw) }
        roots.withLock { $0 = (places, now) }
        return places
    }
}
