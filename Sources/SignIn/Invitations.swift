import Journal
public import People
import Places
public import Store
public import Vocabulary

/// Codes with which somebody of the staff makes the own account, and the one with which a new house begins.
public enum Invitations {
    /// How long the first code of a new house stands.
    ///
    /// Source: S-03 of the security list: 30 minutes.
    public static let firstMilliseconds: Int64 = 30 * 60_000
    /// How long an invitation of staff stands.
    ///
    /// Source: Decision 0011.
    public static let milliseconds: Int64 = 7 * 86_400_000

    /// A new code: four groups of four letters and digits, 80 bits, none of them easily misread.
    static func makeCode(by surroundings: Surroundings) -> String {
        let letters = Array(TOTP.base32(Secret.bytes(10, by: surroundings)))
        return stride(from: 0, to: 16, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
    }

    /// Invites a person to make an account for the desk; an earlier invitation counts no more.
    ///
    /// - Parameter code: Of ``Doorkeeper/makeInvitationCode()``; given to the person by hand.
    /// - Throws: ``SignInError/notAllowed`` unless the actor is a part of the system, or a manager, a street officer or the
    ///   security administrator who reaches every place at which the person holds a role of staff, ``SignInError/proofNeeded``, `PeopleError.notFound`, `StoreError`.
    public static func invite(_ person: ID<Person>, code: String, in tx: Transaction) throws {
        _ = try People.person(person, in: tx)
        if !tx.actor.isSystem {
            let inviters: Set<Role> = [.manager, .streetOfficer, .securityAdministrator]
            // Who accepts an invitation acts with these roles: nobody invites beyond the own reach.
            let held = try People.grants(of: person, at: tx.now, in: tx).filter { !Role.neighbours.contains($0.role) }
            let isInReach = try held.allSatisfy {
                try Reach.holds(tx.actor, inviters, at: ID($0.place), in: tx)
            }
            guard !held.isEmpty, isInReach else { throw SignInError.notAllowed }
            guard tx.actor.isProven(at: tx.now) else { throw SignInError.proofNeeded }
        }
        guard try Accounts.account(of: person.raw, in: tx)?.hasPassword != true else { throw SignInError.notAllowed }
        try keep(code, for: person.raw, milliseconds: milliseconds, in: tx)
        try Journal.append(
            EntryKind("account.invited"), about: person.raw, at: nil, under: "account.invite", in: tx)
    }

    static func keep(_ code: String, for person: Identifier?, milliseconds: Int64, in tx: Transaction) throws {
        if let person {
            try tx.execute("DELETE FROM account_invitation WHERE person = ?", [.identifier(person)])
        } else {
            try tx.execute("DELETE FROM account_invitation WHERE person IS NULL")
        }
        try tx.execute(
            "INSERT INTO account_invitation (digest, person, ends_ms) VALUES (?, ?, ?)",
            [
                .bytes(digest(of: code)), person.map { .identifier($0) } ?? .null,
                .instant(tx.now.advanced(byMilliseconds: milliseconds)),
            ])
    }

    /// Whom a code invites: a person, or the first administrator of a new house; nil for a code that does not stand.
    static func invited(by code: String, at now: Instant, in snapshot: Snapshot) throws -> Invited? {
        try snapshot.first(
            "SELECT person FROM account_invitation WHERE digest = ? AND ends_ms > ?",
            [.bytes(digest(of: code)), .instant(now)]
        ) { $0.isNull(0) ? .first : .person(try $0.identifier(0)) }
    }

    static func use(_ code: String, in tx: Transaction) throws -> Bool {
        try tx.execute("DELETE FROM account_invitation WHERE digest = ?", [.bytes(digest(of: code))]) == 1
    }

    /// Whom a code invites.
    enum Invited: Sendable, Hashable {
        case first
        case person(Identifier)
    }

    static func forgetOld(in tx: Transaction) throws {
        try tx.execute("DELETE FROM account_invitation WHERE ends_ms < ?", [.instant(tx.now)])
    }

    private static func digest(of code: String) -> [UInt8] {
        let plain = code.uppercased().filter { $0.isLetter || $0.isNumber }
        return Secret.digest(of: "invitation " + plain)
    }
}
