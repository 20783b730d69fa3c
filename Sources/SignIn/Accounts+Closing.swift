import Journal
public import Keyring
public import People
import Places
public import Store
public import Vocabulary

extension Accounts {
    /// Roles that close accounts and open them again where they reach.
    static let keepers: Set<Role> = [.securityAdministrator]

    /// Whether somebody closes and opens accounts anywhere.
    public static func isKeeper(_ actor: Actor) -> Bool { actor.grants.contains { keepers.contains($0.role) } }

    /// Closes an account and ends its sessions at once.
    ///
    /// - Throws: ``SignInError/notAllowed`` unless the actor is a security administrator, and for the own account;
    ///   ``SignInError/proofNeeded`` without a second factor of the last minutes, ``SignInError/notFound`` for an account
    ///   that is not there or whose person holds a role out of reach, `StoreError`.
    public static func disable(_ person: Identifier, in tx: Transaction) throws {
        try set(.disabled, person, in: tx)
        try Sessions.endAll(of: person, in: tx)
    }

    /// Opens an account again that was closed.
    ///
    /// - Throws: As ``disable(_:in:)``; ``SignInError/notFound`` also for somebody who was erased.
    public static func enable(_ person: Identifier, in tx: Transaction) throws {
        guard try Keyring.erasure(of: person, in: tx) == nil else {
            try requireKeeper(of: person, in: tx)
            throw SignInError.notFound
        }
        try set(.active, person, in: tx)
    }

    /// The person who signs in with a number; nil where nobody does.
    ///
    /// - Throws: ``SignInError/notAllowed`` unless the actor is a security administrator, ``SignInError/proofNeeded``,
    ///   `StoreError`.
    public static func holder(
        of phone: PhoneNumber, with keyring: Keyring, in tx: Transaction
    ) throws -> Identifier? {
        try requireKeeper(in: tx)
        return try People.find(phone: phone, with: keyring, in: tx)?.raw
    }

    /// Accounts of those who hold roles where the actor looks after accounts, without the actor's own.
    ///
    /// - Parameter limit: 1 to 200.
    /// - Throws: ``SignInError/notAllowed`` unless the actor is a security administrator; `PeopleError`, `StoreError`.
    public static func kept(
        by actor: Actor, limit: Int, now: Instant, in snapshot: Snapshot
    ) throws -> [(account: Account, grant: RoleGrant)] {
        guard isKeeper(actor) else { throw SignInError.notAllowed }
        var seen: Set<Identifier> = [actor.id]
        var result: [(account: Account, grant: RoleGrant)] = []
        let places = Set(actor.grants.filter { keepers.contains($0.role) }.map(\.place)).sorted()
        for place in places {
            for grant in try People.rolesHeld(at: ID(place), limit: limit, for: actor, now: now, in: snapshot) {
                guard seen.insert(grant.person.raw).inserted,
                    let account = try account(of: grant.person.raw, in: snapshot)
                else { continue }
                result.append((account, grant))
            }
        }
        return Array(result.prefix(limit))
    }

    private static func set(_ state: Account.State, _ person: Identifier, in tx: Transaction) throws {
        try requireKeeper(of: person, in: tx)
        guard let account = try account(of: person, in: tx) else { throw SignInError.notFound }
        guard account.state != state else { return }
        try tx.execute(
            "UPDATE account SET state = ? WHERE person = ?", [.text(state.rawValue), .identifier(person)])
        try Journal.append(
            state == .disabled ? EntryKind("account.disabled") : EntryKind("account.enabled"), about: person, at: nil,
            under: "account.disable", in: tx)
    }

    private static func requireKeeper(in tx: Transaction) throws {
        guard !tx.actor.isSystem else { return }
        guard isKeeper(tx.actor) else { throw SignInError.notAllowed }
        guard tx.actor.isProven(at: tx.now) else { throw SignInError.proofNeeded }
    }

    private static func requireKeeper(of person: Identifier, in tx: Transaction) throws {
        try requireKeeper(in: tx)
        guard person != tx.actor.id else { throw SignInError.notAllowed }
        let held = try People.grants(of: ID(person), at: tx.now, in: tx).map { ID<Place>($0.place) }
        // Whoever holds no role belongs to those who look after everything.
        let places = held.isEmpty ? try Places.roots(in: tx).map(\.id) : held
        guard try places.allSatisfy({ try Reach.holds(tx.actor, keepers, at: $0, in: tx) }) else {
            throw SignInError.notFound
        }
    }
}
