import CommunityFixture
import Journal
import Keyring
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary

/// A community with people, over an engine of its own.
struct PeopleHouse: Sendable {
    let store: any Store
    let community: CommunityFixture
    let keyring: Keyring

    static let schema = Schema([Journal.schema, Keyring.schema, Places.schema, People.schema])

    static func with(_ engine: Engine, _ body: (PeopleHouse) async throws -> Void) async throws {
        try await TestDatabase.with(engine, schema: schema) { store in
            let community = try await CommunityFixture.make(in: store)
            try await body(PeopleHouse(store: store, community: community, keyring: .fixed(seed: 3)))
        }
    }

    /// Adds somebody as the system does at set-up.
    func add(
        _ name: String, phone: String? = nil, document: String? = nil, birth: LocalDay? = nil, at place: Place? = nil,
        isAccount: Bool = false
    ) async throws -> ID<Person> {
        let draft = PersonDraft(
            PersonDetails(
                name: try #require(PersonName(name)), phone: try phone.map { try #require(PhoneNumber($0)) },
                document: try document.map { try #require(IdentityDocument(.citizen, $0)) }, birth: birth),
            at: (place ?? community.community).id.raw, isAccountHolder: isAccount)
        return try await store.write(as: .operatorOfMachine) { [keyring] tx in
            try People.add(draft, with: keyring, in: tx)
        }
    }

    /// Gives a role as the system does at set-up.
    @discardableResult
    func give(_ role: Role, to person: ID<Person>, at place: Place? = nil) async throws -> RoleGrant {
        let place = place ?? community.community
        return try await store.write(as: .operatorOfMachine) { tx in
            try People.give(role, to: person, at: place.id, in: tx)
        }
    }

    /// Somebody new with a role.
    func staff(_ name: String, _ role: Role, at place: Place? = nil) async throws -> ID<Person> {
        let id = try await add(name, at: place)
        try await give(role, to: id, at: place)
        return id
    }

    /// The person with the roles held at this moment.
    func actor(_ id: ID<Person>) async throws -> Actor {
        try await store.write(as: .clockwork) { tx in
            try People.recognise(id, at: tx.now, proven: nil, in: tx)
        }
    }

    /// Does something as a person, recognised in the same transaction.
    @discardableResult
    func write<Result: Sendable>(
        as id: ID<Person>, _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await store.write(as: .passerBy) { tx in
            tx.admit(try People.recognise(id, at: tx.now, proven: nil, in: tx))
            return try body(tx)
        }
    }
}
