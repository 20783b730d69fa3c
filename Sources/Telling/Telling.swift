import Flows
public import Journal
public import Notices
public import Places
public import Store
public import Vocabulary

/// Turns what happened to matters into notices: the one place that sees both primitives and notices.
///
/// Primitives do not know that people are told, and notices do not know what a matter is.
public struct Telling: Sendable {
    /// People who hold one of some roles at a place or above it.
    public typealias Holders = @Sendable (_ roles: Set<Role>, _ place: ID<Place>, Snapshot) throws -> [Identifier]

    private let holders: Holders
    private let subscribers: [NoticeSubscriber]
    private let policy: NoticePolicy

    /// What is older than this is not told any more: a follower that begins at an old journal does not flood anybody.
    ///
    /// Source: Decision 0013.
    static let ageMillisecondsMax: Int64 = 86_400_000

    /// Makes the mapping.
    ///
    /// - Parameters:
    ///   - holders: Who holds roles at a place.
    ///   - subscribers: Systems of organisations that are told through a webhook.
    public init(_ policy: NoticePolicy, subscribers: [NoticeSubscriber] = [], holders: @escaping Holders) {
        self.holders = holders
        self.subscribers = subscribers
        self.policy = policy
    }

    /// Follows the journal; ten entries a transaction, since one entry may tell a whole staff.
    public var follower: Follower {
        Follower("telling", batchMax: 10, .inside { entry, tx in try tell(entry.entry, in: tx) })
    }

    private func tell(_ entry: Entry, in tx: Transaction) throws {
        guard tx.now.milliseconds(since: entry.at) <= Self.ageMillisecondsMax,
            let happening = MatterHappening(rawValue: entry.kind.description)
        else { return }
        let matter = try Matters.known(ID(entry.subject), to: tx.actor, in: tx).matter
        for (kind, people) in try listeners(happening, matter, entry, in: tx) {
            let draft = draft(kind, matter, entry)
            // Nobody is told what they did themselves.
            for person in Set(people).subtracting([entry.actor]).sorted() {
                try Notices.tell(draft, to: person, under: policy, in: tx)
            }
            for subscriber in subscribers where subscriber.wants(kind.topic, in: matter.community.raw) {
                try Notices.tell(draft, to: subscriber.id, through: [.webhook], under: policy, in: tx)
            }
        }
    }

    private func draft(_ kind: NoticeKind, _ matter: Matter, _ entry: Entry) -> NoticeDraft {
        let number = Payload.Code(matter.number.lowercased())
        return NoticeDraft(
            kind, about: matter.id.raw, community: matter.community.raw, cause: entry.id.raw,
            facts: Payload(number.map { [NoticeFact.number: .code($0)] } ?? [:]))
    }

    private func listeners(
        _ happening: MatterHappening, _ matter: Matter, _ entry: Entry, in tx: Transaction
    ) throws -> [(NoticeKind, [Identifier])] {
        let holder = matter.holder.map { [$0] } ?? []
        switch happening {
        case .opened: return [(.matterOpened, try onDuty(at: matter.place, in: tx))]
        case .taken: return [(.matterTaken, [matter.reporter])]
        case .finished: return [(.matterFinished, [matter.reporter])]
        case .returned: return [(.matterReturned, holder)]
        case .reopened: return [(.matterReopened, try onDuty(at: matter.place, in: tx))]
        case .closed: return [(.matterClosed, holder)]
        case .withdrawn: return [(.matterWithdrawn, holder)]
        case .fellDue:
            let leads = try holders(Role.leads.subtracting([.streetOfficer]), matter.place, tx)
            return [(.matterOverdue, [matter.reporter]), (.matterLate, leads + holder)]
        }
    }

    /// Who takes matters at a place; those who lead where nobody else does.
    private func onDuty(at place: ID<Place>, in tx: Transaction) throws -> [Identifier] {
        let hands = try holders([.butler, .propertyStaff, .gridWorker, .clerk], place, tx)
        return hands.isEmpty ? try holders(Role.leads, place, tx) : hands
    }
}

/// The entries about matters that somebody is told of.
enum MatterHappening: String, CaseIterable {
    case opened = "matter.opened"
    case taken = "matter.taken"
    case finished = "matter.finished"
    case returned = "matter.returned"
    case reopened = "matter.reopened"
    case closed = "matter.closed"
    case withdrawn = "matter.withdrawn"
    case fellDue = "matter.fallen-due"
}

/// A system of an organisation that is told through a webhook.
public struct NoticeSubscriber: Sendable, Hashable {
    /// Names it; stands where a person's id stands.
    public let id: Identifier
    /// The community whose matters it hears of.
    public let community: Identifier
    /// What it hears of.
    public let topics: Set<NoticeTopic>

    /// Says a subscriber.
    public init(id: Identifier, community: Identifier, topics: Set<NoticeTopic>) {
        self.id = id
        self.community = community
        self.topics = topics
    }

    func wants(_ topic: NoticeTopic, in community: Identifier) -> Bool {
        self.community == community && topics.contains(topic)
    }
}
