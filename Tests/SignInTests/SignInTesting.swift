import CommunityFixture
import Foundation
import Journal
import Keyring
import Logging
import People
import Places
import Store
import StoreContract
import Synchronization
import Testing
import Vocabulary

@testable import SignIn

/// A door over the fixture community, with a clock that tests move.
struct SignInHouse: Sendable {
    let store: any Store
    let community: CommunityFixture
    let keyring: Keyring
    let doorkeeper: Doorkeeper
    let messages: DemoMessages
    let clock: MovedClock

    static let schema = Schema([
        Journal.schema, Keyring.schema, Places.schema, People.schema, SignIn.schema,
    ])

    /// A clock that starts where the fixed one does and goes on only when it is told to.
    final class MovedClock: Sendable {
        private let now = Atomic<Int64>(1_790_000_000_000)

        func move(minutes: Int64) { now.add(minutes * 60_000, ordering: .relaxed) }
        func move(seconds: Int64) { now.add(seconds * 1_000, ordering: .relaxed) }
        var instant: Instant { Instant(millisecondsSince1970: now.load(ordering: .relaxed)) }
    }

    static func with(_ engine: Engine, _ body: (SignInHouse) async throws -> Void) async throws {
        let clock = MovedClock()
        let chance = Surroundings.fixed(seed: 11)
        let surroundings = Surroundings(clock: { clock.instant }, chance: { chance.chance() })
        let database = try TestDatabase(on: engine)
        defer { database.remove() }
        let store = try await database.open(schema, surroundings: surroundings)
        do {
            let community = try await CommunityFixture.make(in: store)
            let messages = DemoMessages()
            let keyring = Keyring.fixed(seed: 5)
            let doorkeeper = Doorkeeper(
                store, keyring: keyring, surroundings: surroundings, hashing: HashingPool(cores: 2),
                messages: messages.client,
                holding: { person, now, snapshot in try People.grants(of: ID(person), at: now, in: snapshot) })
            try await body(
                SignInHouse(
                    store: store, community: community, keyring: keyring, doorkeeper: doorkeeper,
                    messages: messages, clock: clock))
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    static let number = "+8613800001234"
    static let password = "correct horse battery staple"

    func comer(_ address: String = "192.0.2.1", known: Secret? = nil) -> Comer {
        Comer(address: address, userAgent: "Mozilla/5.0 (Linux; Android 14) Chrome/131", known: known)
    }

    /// Asks for a code and gives what the telephone shows.
    func code(_ number: String = number, from address: String = "192.0.2.1") async throws -> String {
        let phone = try await doorkeeper.sendCode(to: number, from: comer(address), in: .zhHans)
        return try #require(messages.client.shownCode(phone.international))
    }

    /// Signs somebody in by telephone.
    func resident(_ number: String = number, from address: String = "192.0.2.1") async throws -> SignedIn {
        let answer = try await doorkeeper.signIn(
            with: number, code: try await code(number, from: address), hasAgreed: true, in: .zhHans,
            from: comer(address))
        guard case .signedIn(let signedIn) = answer else { throw Refused() }
        return signedIn
    }

    struct Refused: Error {}

    /// Somebody of the staff with an account: half-open, with the shared secret of a second factor.
    struct Staff: Sendable {
        let person: ID<Person>
        let factor: [UInt8]
        let signedIn: SignedIn
        let recoveryCodes: [String]
    }

    func add(_ name: String, phone: String, as role: Role) async throws -> ID<Person> {
        try await store.write(as: .operatorOfMachine) { [keyring, community] tx in
            guard let name = PersonName(name) else { throw Refused() }
            let details = PersonDetails(name: name, phone: PhoneNumber(phone))
            let draft = PersonDraft(details, at: community.community.id.raw, isAccountHolder: true)
            let person = try People.add(draft, with: keyring, in: tx)
            try People.give(role, to: person, at: community.community.id, in: tx)
            return person
        }
    }

    func staff(
        _ userName: String = "shenmin", phone: String = "13900005678", as role: Role = .manager
    ) async throws -> Staff {
        let person = try await add("沈敏", phone: phone, as: role)
        let code = "ABCD-EFGH-IJKL-\(userName.uppercased().prefix(4))"
        try await store.write(as: .operatorOfMachine) { tx in try Invitations.invite(person, code: code, in: tx) }
        let half = try await doorkeeper.accept(code, userName: userName, password: Self.password, from: comer())
        let factor = [UInt8](repeating: 7, count: TOTP.secretBytes)
        let (signedIn, codes) = try await doorkeeper.setUp(
            factor, showing: TOTP.code(factor, step: TOTP.step(at: clock.instant)), for: half, from: comer())
        return Staff(person: person, factor: factor, signedIn: signedIn, recoveryCodes: codes)
    }

    func factorCode(_ staff: Staff) -> String { TOTP.code(staff.factor, step: TOTP.step(at: clock.instant)) }

    func recognised(_ secret: Secret) async throws -> Recognised {
        try await store.read { [doorkeeper, clock] in
            try doorkeeper.recognise(session: secret.text, at: clock.instant, in: $0)
        }
    }

    func count(_ sql: String) async throws -> Int64 { try await store.read { try $0.integer(sql) } ?? 0 }

    /// Everything that the journal holds, as text.
    func journal() async throws -> [String] {
        try await store.read {
            try $0.rows("SELECT kind, payload FROM journal_entry ORDER BY serial") {
                try $0.text(0) + " " + $0.text(1)
            }
        }
    }
}
