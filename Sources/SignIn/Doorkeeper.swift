public import Keyring
public import Store
public import Vocabulary

/// 门卫: lets people in and out; holds what signing in needs beside the database.
///
/// Its use cases take several steps: the database says what is known, the pool hashes without holding a transaction, the
/// database keeps what came of it.
public struct Doorkeeper: Sendable {
    /// The grants that a person holds at the moment of a snapshot.
    public typealias Holding = @Sendable (_ person: Identifier, _ now: Instant, _ snapshot: Snapshot) throws -> [Grant]

    let store: any Store
    let keyring: Keyring
    let surroundings: Surroundings
    let hashing: HashingPool
    /// How codes are sent; nil where no way is set up, so that only staff sign in.
    public let messages: MessageClient?
    /// Other houses that vouch for people; empty where none is set up.
    public let providers: [SignInProvider]
    /// Notes of what is in use; somebody has to write them down now and then.
    public let lastSeen = LastSeen()
    /// Where grants come from.
    public let holding: Holding

    static let addressField = SealedField("sign_in_rate", "subject")

    /// Puts a doorkeeper before a store.
    ///
    /// - Parameters:
    ///   - hashing: The pool of this process; one for all.
    ///   - messages: How codes are sent; nil where no way is set up.
    ///   - providers: Other houses that vouch for people.
    ///   - holding: Where grants come from.
    public init(
        _ store: any Store, keyring: Keyring, surroundings: Surroundings, hashing: HashingPool,
        messages: MessageClient?, providers: [SignInProvider] = [], holding: @escaping Holding
    ) {
        self.store = store
        self.keyring = keyring
        self.surroundings = surroundings
        self.hashing = hashing
        self.messages = messages
        self.providers = providers
        self.holding = holding
    }

    /// A new secret, for a cookie that this house sets.
    public func makeSecret() -> Secret { Secret(by: surroundings) }

    func counted(_ address: String) -> [UInt8] { keyring.blindIndex(address, of: Self.addressField) }

    static func bytes(of person: Identifier) -> [UInt8] {
        withUnsafeBytes(of: (person.high.bigEndian, person.low.bigEndian)) { Array($0) }
    }

    /// Signs out: the session counts no more when this returns.
    ///
    /// - Throws: `StoreError`.
    public func signOut(_ text: String?) async throws {
        guard let secret = text.flatMap({ Secret($0) }) else { return }
        try await store.write(as: .passerBy) { tx in try Sessions.end(secret, in: tx) }
    }

    /// Forgets what has passed: codes, sessions, counters, invitations, devices.
    ///
    /// - Throws: `StoreError`.
    public static func forgetOld(in tx: Transaction) throws {
        try Sessions.forgetOld(in: tx)
        try PhoneCodes.forgetOld(in: tx)
        try Rates.forgetOld(in: tx)
        try KnownDevices.forgetOld(in: tx)
        try Invitations.forgetOld(in: tx)
        for table in ["provider_round", "provider_ticket"] {
            try tx.execute("DELETE FROM \(table) WHERE ends_ms < ?", [.instant(tx.now)])
        }
    }
}
