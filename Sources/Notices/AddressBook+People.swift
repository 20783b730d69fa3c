public import Keyring
import People
import Store
public import Vocabulary

extension AddressBook {
    /// The book of a house: telephone, language and addresses stand with the persons, webhooks in the connectors file.
    ///
    /// Who was forgotten or is gone from every place has no address any more, also for what was told before.
    ///
    /// - Parameters:
    ///   - webhooks: Names of the webhooks that there are.
    ///   - clock: The moment at which something is sent.
    public static func ofPeople(
        with keyring: Keyring, webhooks: Set<Identifier>, clock: @escaping @Sendable () -> Instant
    ) -> AddressBook {
        AddressBook(
            address: { person, channel, snapshot in
                guard channel != .webhook else { return webhooks.contains(person) ? person.description : nil }
                return try known {
                    try address(of: ID(person), channel, at: clock(), with: keyring, in: snapshot)
                } ?? nil
            },
            language: { person, snapshot in
                guard !webhooks.contains(person) else { return .zhHans }
                return try known {
                    try People.contact(of: ID(person), for: .clockwork, with: keyring, in: snapshot).language
                } ?? .zhHans
            })
    }

    private static func address(
        of person: ID<Person>, _ channel: NoticeChannel, at now: Instant, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> String? {
        guard try People.isReachable(person, at: now, in: snapshot) else { return nil }
        switch channel {
        case .sms:
            let phone = try People.contact(of: person, for: .clockwork, with: keyring, in: snapshot).phone
            // A line in a wall takes no text messages.
            return phone.flatMap { $0.isMobile ? $0.international : nil }
        case .email:
            return try People.addresses(of: person, for: .clockwork, with: keyring, in: snapshot).email?.written
        case .wechat:
            return try People.addresses(of: person, for: .clockwork, with: keyring, in: snapshot).wechat?.written
        case .webhook: return nil
        }
    }

    /// What is known of somebody; nil once the person was forgotten.
    private static func known<Value>(_ work: () throws -> Value) throws -> Value? {
        do {
            return try work()
        } catch PeopleError.notFound, KeyringError.destroyed {
            return nil
        }
    }
}
