public import Store
public import Vocabulary

/// One message to one person through one channel, on its way; its id is what the receiver knows repetitions by.
public struct Delivery: Sendable, Hashable {
    /// Names the delivery for ever, in every attempt.
    public let id: ID<Delivery>
    /// Through which channel.
    public let channel: NoticeChannel
    /// What it is about; of a digest, what its first notice is about.
    public let topic: NoticeTopic
    /// Who is to be reached.
    public let person: Identifier
    /// The community where it happened; nil for none.
    public let community: Identifier?
    /// Where it stands.
    public let state: State
    /// How often it was tried.
    public let attempts: Int
    /// When it is tried next.
    public let next: Instant
    /// Why the last attempt failed; nil if none did.
    public let reason: Reason?
    /// When it last changed.
    public let changed: Instant

    /// Puts a delivery together as it is stored.
    public init(
        id: ID<Delivery>, channel: NoticeChannel, topic: NoticeTopic, person: Identifier, community: Identifier?,
        state: State, attempts: Int, next: Instant, reason: Reason?, changed: Instant
    ) {
        self.id = id
        self.channel = channel
        self.topic = topic
        self.person = person
        self.community = community
        self.state = state
        self.attempts = attempts
        self.next = next
        self.reason = reason
        self.changed = changed
    }

    /// Where a delivery stands.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Not tried yet.
        case waiting
        /// A node has claimed it and is sending.
        case sending
        /// The other side took it.
        case sent
        /// Tried in vain; will be tried again.
        case failed
        /// Tried in vain for the last time; waits for staff.
        case parked
        /// Not wanted any more: read meanwhile, nowhere to send it, or dropped by staff.
        case dropped
    }

    /// Why an attempt failed or a delivery was dropped; a closed list, so that no text of another system is kept.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// No connection, or it broke.
        case unreachable
        /// No answer in time.
        case timeout
        /// The other side is too busy.
        case busy
        /// The other side does not accept our credentials.
        case credentials
        /// The other side refuses this message or this address for good.
        case refused
        /// The other side answered what no answer may be.
        case unreadable
        /// Our own guard of outgoing connections refuses the address.
        case guarded
        /// The address of a webhook is gone for good.
        case gone
        /// A node stopped while it was sending.
        case interrupted
        /// The person has no address for this channel.
        case noAddress = "no-address"
        /// The person has read it meanwhile.
        case alreadyRead = "already-read"
        /// Staff dropped it.
        case dropped

        /// Whether another attempt can help.
        public var isWorthRepeating: Bool {
            switch self {
            case .unreachable, .timeout, .busy, .credentials, .unreadable, .interrupted: true
            case .refused, .guarded, .gone, .noAddress, .alreadyRead, .dropped: false
            }
        }
    }
}

/// What a connector is given to send; it lives in memory only.
public struct OutgoingNotice: Sendable {
    /// The same in every attempt; receivers know repetitions by it.
    public let id: ID<Delivery>
    /// Telephone number, openid, e-mail address, or the name of a webhook.
    public let address: String
    /// The language of the person.
    public let language: Language
    /// What to say, the oldest first; more than one in a digest only.
    public let notices: [Notice]
    /// When the delivery was made.
    public let made: Instant

    /// Puts a message together.
    public init(id: ID<Delivery>, address: String, language: Language, notices: [Notice], made: Instant) {
        self.id = id
        self.address = address
        self.language = language
        self.notices = notices
        self.made = made
    }
}

/// Where people are reached and in which language: asked at the moment of sending, never stored with a delivery.
public struct AddressBook: Sendable {
    /// The address of somebody for a channel; nil if there is none.
    public let address: @Sendable (_ person: Identifier, _ channel: NoticeChannel, Snapshot) throws -> String?
    /// The language of somebody.
    public let language: @Sendable (_ person: Identifier, Snapshot) throws -> Language

    /// Puts a book together.
    public init(
        address: @escaping @Sendable (_ person: Identifier, _ channel: NoticeChannel, Snapshot) throws -> String?,
        language: @escaping @Sendable (_ person: Identifier, Snapshot) throws -> Language
    ) {
        self.address = address
        self.language = language
    }
}

/// How a connector says that something was not sent.
public struct SendingError: Error, Sendable, Hashable {
    /// Why.
    public let reason: Delivery.Reason
    /// How long the other side asks us to wait; nil if it did not say. At most a day counts.
    public let waitSeconds: Int?

    /// Says why.
    public init(_ reason: Delivery.Reason, waitSeconds: Int? = nil) {
        self.reason = reason
        self.waitSeconds = waitSeconds
    }
}
