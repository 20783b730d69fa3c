import Crypto
import Foundation
import Store
public import Vocabulary

/// Somebody who signed in, on one device, for a while.
public struct Session: Sendable, Hashable {
    /// How far somebody has shown who they are, and so how long it lasts.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// By a code to the telephone; gives the roles of neighbours only, whatever else the person is.
        case resident
        /// By password and second factor; gives every role held.
        case staff
        /// Password or invitation was right, the second factor is still to come; gives nothing.
        case half

        /// How long it lasts without being used.
        ///
        /// Source of these spans: field notes on trust, 5.4, after OWASP ASVS 5.0, 7.3.1 and 7.3.2.
        public var idleMilliseconds: Int64 {
            switch self {
            case .resident: 30 * 86_400_000
            case .staff: 30 * 60_000
            case .half: 10 * 60_000
            }
        }

        /// How long it lasts at most.
        public var lifeMilliseconds: Int64 {
            switch self {
            case .resident: 90 * 86_400_000
            case .staff: 12 * 3_600_000
            case .half: 10 * 60_000
            }
        }
    }

    /// Names the session in lists; says nothing about its secret.
    public let id: ID<Session>
    /// Whose it is; equal to the identifier of the actor.
    public let person: Identifier
    /// How far somebody has shown who they are.
    public let kind: Kind
    /// Words of ``Device``.
    public let device: String
    /// When it was opened.
    public let made: Instant
    /// When it was last used, at most about a minute late.
    public let seen: Instant
    /// When it ends in any case.
    public let ends: Instant
    /// When a second factor was last shown; nil if it was not.
    public let proven: Instant?
    /// A mark of the roles of staff that the person held when it was opened.
    let standing: [UInt8]

    /// Whether it counts at a moment.
    public func isAlive(at now: Instant) -> Bool {
        now < ends && now.milliseconds(since: seen) < kind.idleMilliseconds
    }

    /// The grants that count in this session; nil if the roles of staff have changed since, which ends it.
    ///
    /// Source: OWASP ASVS 5.0, 7.4.3; S-07 of the security list.
    func grants(outOf held: [Grant]) -> [Grant]? {
        switch kind {
        case .half: []
        case .resident: held.filter { Role.neighbours.contains($0.role) }
        case .staff: Self.standing(of: held) == standing ? held : nil
        }
    }

    static func standing(of held: [Grant]) -> [UInt8] {
        let words = Set(held.filter { !Role.neighbours.contains($0.role) }.map { "\($0.role.rawValue)@\($0.place)" })
        return Array(SHA256.hash(data: Data(words.sorted().joined(separator: " ").utf8)).prefix(16))
    }
}

extension Session {
    static let columns = "s.id, s.person, s.kind, s.device, s.made_ms, s.seen_ms, s.ends_ms, s.proven_ms, s.standing"

    init(_ row: any Row) throws {
        guard let kind = Kind(rawValue: try row.text(2)) else { throw SignInError.unreadable }
        self.init(
            id: try row.id(0), person: try row.identifier(1), kind: kind, device: try row.text(3),
            made: try row.instant(4), seen: try row.instant(5), ends: try row.instant(6),
            proven: try row.optionalInstant(7), standing: try row.bytes(8))
    }
}
