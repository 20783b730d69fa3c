import Journal
public import People
import Places
public import Store
public import Vocabulary

/// What the first administrator of a new house says about oneself and the place.
public struct Beginning: Sendable {
    /// The code that the server printed.
    public let code: String
    /// What the person is called.
    public let name: PersonName
    /// The user name.
    public let userName: String
    /// The password.
    public let password: String
    /// The street and the community; nil where an import has brought the places.
    public let places: (street: LocalizedText, community: LocalizedText)?

    /// Says it; see the properties.
    public init(
        code: String, name: PersonName, userName: String, password: String,
        places: (street: LocalizedText, community: LocalizedText)?
    ) {
        self.code = code
        self.name = name
        self.userName = userName
        self.password = password
        self.places = places
    }
}

extension Doorkeeper {
    /// Makes the one-time code of a house that nobody runs yet; the one before counts no more.
    ///
    /// - Returns: The code, to be shown where the server was started; nil where somebody of the staff has an account.
    /// - Throws: `StoreError`.
    public func makeFirstCode() async throws -> String? {
        let code = Invitations.makeCode(by: surroundings)
        return try await store.write(as: .operatorOfMachine) { tx in
            guard try Self.isWithoutStaff(in: tx) else { return nil }
            try Invitations.keep(code, for: nil, milliseconds: Invitations.firstMilliseconds, in: tx)
            return code
        }
    }

    /// Whether this house waits for its first administrator, with a code that stands.
    ///
    /// - Throws: `StoreError`.
    public func isBeginning() async throws -> Bool {
        let now = surroundings.now()
        return try await store.read { snapshot in
            guard try Self.isWithoutStaff(in: snapshot) else { return false }
            return try snapshot.integer(
                "SELECT 1 FROM account_invitation WHERE person IS NULL AND ends_ms > ?", [.instant(now)]) != nil
        }
    }

    /// Whether nobody has an account of the staff yet.
    ///
    /// - Throws: `StoreError`.
    public static func isWithoutStaff(in snapshot: Snapshot) throws -> Bool {
        try snapshot.integer("SELECT 1 FROM account WHERE password IS NOT NULL LIMIT 1") == nil
    }

    /// Makes the security administrator of a new house, and its places where there are none.
    ///
    /// - Returns: The secret of a half-open session, for which the second factor is set up next.
    /// - Throws: ``SignInError/wrong`` for a code that does not stand, ``SignInError/tooOften(seconds:)``,
    ///   ``SignInError/nameUnfit``, ``SignInError/passwordUnfit(_:)``, ``SignInError/busy(seconds:)``,
    ///   `PlaceError`, `PeopleError`, `KeyringError`, `StoreError`.
    public func begin(_ beginning: Beginning, from comer: Comer) async throws -> Secret {
        try await requireInvitation(beginning.code, from: comer)
        try Self.check(beginning.userName, beginning.password)
        let hash = try await hash(beginning.password)
        let secret = makeSecret()
        try await store.write(as: .operatorOfMachine) { [keyring] tx in
            guard try Self.isWithoutStaff(in: tx),
                try Invitations.invited(by: beginning.code, at: tx.now, in: tx) == .first,
                try Invitations.use(beginning.code, in: tx)
            else { throw SignInError.wrong }
            let roots = try Self.roots(beginning.places, in: tx)
            let draft = PersonDraft(PersonDetails(name: beginning.name), at: nil)
            let person = try People.add(draft, with: keyring, in: tx)
            for root in roots { try People.give(.securityAdministrator, to: person, at: root, in: tx) }
            try Accounts.ensure(person.raw, in: tx)
            try Accounts.setName(beginning.userName, of: person.raw, with: keyring, in: tx)
            try Accounts.setPassword(hash, of: person.raw, in: tx)
            try Sessions.open(
                secret, for: person.raw, as: .half, on: comer.device, holding: [], proven: nil, in: tx)
        }
        return secret
    }

    /// Makes the account of somebody of the staff who was invited.
    ///
    /// - Returns: The secret of a half-open session, for which the second factor is set up next.
    /// - Throws: ``SignInError/wrong`` for a code that does not stand, ``SignInError/nameTaken``, and as
    ///   ``begin(_:from:)``.
    public func accept(_ code: String, userName: String, password: String, from comer: Comer) async throws -> Secret {
        try await requireInvitation(code, from: comer)
        try Self.check(userName, password)
        let hash = try await hash(password)
        let secret = makeSecret()
        try await store.write(as: .passerBy) { [keyring] tx in
            guard case .person(let person) = try Invitations.invited(by: code, at: tx.now, in: tx),
                try Invitations.use(code, in: tx)
            else { throw SignInError.wrong }
            tx.admit(Actor(id: person, grants: []))
            try Accounts.ensure(person, in: tx)
            try Accounts.setName(userName, of: person, with: keyring, in: tx)
            try Accounts.setPassword(hash, of: person, in: tx)
            try Sessions.endAll(of: person, in: tx)
            try Sessions.open(secret, for: person, as: .half, on: comer.device, holding: [], proven: nil, in: tx)
        }
        return secret
    }

    /// Adds the first manager of the only community and invites them.
    ///
    /// - Returns: The invitation's code, shown once and given to the person by hand.
    /// - Throws: ``SignInError/notAllowed`` unless the actor is the security administrator,
    ///   ``SignInError/proofNeeded``, ``SignInError/notFound`` where there is not exactly one community, `PeopleError`,
    ///   `KeyringError`, `StoreError`.
    public func inviteManager(
        _ name: PersonName, _ phone: PhoneNumber, in session: String?
    ) async throws -> String {
        let code = Invitations.makeCode(by: surroundings)
        try await store.write(as: .passerBy) { [keyring] tx in
            let actor = try known(session, at: tx.now, in: tx).recognised.actor
            guard actor.grants.contains(where: { $0.role == .securityAdministrator }) else {
                throw SignInError.notAllowed
            }
            guard actor.isProven(at: tx.now) else { throw SignInError.proofNeeded }
            guard let community = try Places.onlyCommunity(in: tx) else { throw SignInError.notFound }
            // A security administrator adds nobody; the house does, for its first manager only.
            tx.admit(.operatorOfMachine)
            let draft = PersonDraft(
                PersonDetails(name: name, phone: phone), at: community.id.raw, isAccountHolder: true)
            let person = try People.add(draft, with: keyring, in: tx)
            tx.admit(actor)
            try People.give(.manager, to: person, at: community.id, in: tx)
            try Invitations.invite(person, code: code, in: tx)
        }
        return code
    }

    private func requireInvitation(_ code: String, from comer: Comer) async throws {
        let isKnown = try await store.write(as: .passerBy) { tx in
            try Rates.take(.attemptsFromAddress, of: counted(comer.address), in: tx)
            return try Invitations.invited(by: code, at: tx.now, in: tx) != nil
        }
        guard isKnown else { throw SignInError.wrong }
    }

    private static func check(_ userName: String, _ password: String) throws(SignInError) {
        guard Account.isFit(userName: userName) else { throw .nameUnfit }
        if let fault = Password.fault(in: password, context: [userName]) { throw .passwordUnfit(fault) }
    }

    private static func roots(
        _ names: (street: LocalizedText, community: LocalizedText)?, in tx: Transaction
    ) throws -> [ID<Place>] {
        let standing = try Places.roots(in: tx)
        guard standing.isEmpty else { return standing.map(\.id) }
        guard let names else { throw SignInError.nameUnfit }
        let street = try Places.add(.street, code: "street-1", name: names.street, below: nil, at: nil, in: tx)
        try Places.add(
            .community, code: "community-1", name: names.community, below: street.id, at: nil, in: tx)
        return [street.id]
    }
}
