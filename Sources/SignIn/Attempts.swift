import Journal
import Store
import Vocabulary

/// What is written down of attempts to sign in: of accounts by identifier, of names that nobody has only how many.
enum Attempts {
    /// How somebody tried.
    enum Way: String {
        case phone, password, provider, demo
        case secondFactor = "second-factor"
    }

    static func made(by person: Identifier, _ way: Way, on device: String, in tx: Transaction) throws {
        tx.admit(Actor(id: person, grants: []))
        var facts = facts(way)
        if let code = Payload.Code(device) { facts["device"] = .code(code) }
        try Journal.append(
            EntryKind("sign-in.made"), about: person, at: nil, under: "sign-in", Payload(facts), in: tx)
        try count("made", in: tx)
    }

    static func refused(_ person: Identifier?, _ way: Way, in tx: Transaction) throws {
        try count(person == nil ? "unknown" : "refused", in: tx)
        guard let person else { return }
        try Journal.append(
            EntryKind("sign-in.refused"), about: person, at: nil, under: "sign-in", Payload(facts(way)), in: tx)
    }

    /// A provider vouched for somebody of the staff; the second factor is still to come.
    static func vouched(for person: Identifier, by provider: String, in tx: Transaction) throws {
        tx.admit(Actor(id: person, grants: []))
        try Journal.append(
            EntryKind("sign-in.vouched"), about: person, at: nil, under: "sign-in", ProviderLinks.facts(provider),
            in: tx)
        try count("vouched", in: tx)
    }

    static func proven(_ person: Identifier, in tx: Transaction) throws {
        try Journal.append(EntryKind("session.proven"), about: person, at: nil, under: "sign-in", in: tx)
        try count("proven", in: tx)
    }

    private static func facts(_ way: Way) -> [String: Payload.Fact] {
        Payload.Code(way.rawValue).map { ["way": .code($0)] } ?? [:]
    }

    private static func count(_ outcome: String, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO sign_in_count (day, outcome, attempts) VALUES (?, ?, 1) \
            ON CONFLICT (day, outcome) DO UPDATE SET attempts = sign_in_count.attempts + 1
            """, [.integer(LocalDay(tx.now, offsetSeconds: 0).daysSince1970), .text(outcome)])
    }
}
