import Flows
public import Journal
public import Notices
import People
import Places
import Store
public import Vocabulary

/// Turns what happened to matters into notices: the one place that sees both primitives and notices.
///
/// Primitives do not know that people are told, and notices do not know what a matter is.
public struct Telling: Sendable {
    let subscribers: [NoticeSubscriber]
    let policy: NoticePolicy

    /// What is older than this is not told any more: a follower that begins at an old journal does not flood anybody.
    ///
    /// Source: Decision 0013.
    static let ageMillisecondsMax: Int64 = 86_400_000

    /// Makes the mapping.
    ///
    /// - Parameter subscribers: Systems of organisations that are told through a webhook.
    public init(_ policy: NoticePolicy, subscribers: [NoticeSubscriber] = []) {
        self.subscribers = subscribers
        self.policy = policy
    }

    /// Follows the journal; ten entries a transaction, since one entry may tell a whole staff.
    public var follower: Follower {
        Follower("telling", batchMax: 10, .inside { entry, tx in try tell(entry.entry, in: tx) })
    }

    private func tell(_ entry: Entry, in tx: Transaction) throws {
        guard tx.now.milliseconds(since: entry.at) <= Self.ageMillisecondsMax else { return }
        let kind = entry.kind.description
        if let happening = MatterHappening(rawValue: kind) {
            try tell(happening, entry, in: tx)
        } else if let happening = PersonHappening(rawValue: kind) {
            try tell(happening, entry, in: tx)
        }
    }

    private func tell(_ happening: MatterHappening, _ entry: Entry, in tx: Transaction) throws {
        let matter = try Matters.known(ID(entry.subject), to: tx.actor, in: tx).matter
        for (kind, people) in try listeners(happening, matter, in: tx) {
            let draft = draft(kind, matter, entry)
            // Nobody is told what they did themselves.
            try tell(draft, to: Set(people).subtracting([entry.actor]), in: tx)
            for subscriber in subscribers where subscriber.wants(kind.topic, in: matter.community.raw) {
                try Notices.tell(draft, to: subscriber.id, through: [.webhook], under: policy, in: tx)
            }
        }
    }

    /// Tells those of the people who are still here.
    func tell(_ draft: NoticeDraft, to people: Set<Identifier>, in tx: Transaction) throws {
        for person in people.sorted() where try People.isReachable(ID(person), at: tx.now, in: tx) {
            try Notices.tell(draft, to: person, under: policy, in: tx)
        }
    }

    private func draft(_ kind: NoticeKind, _ matter: Matter, _ entry: Entry) -> NoticeDraft {
        let number = Payload.Code(matter.number.lowercased())
        return NoticeDraft(
            kind, about: matter.id.raw, community: matter.community.raw, cause: entry.id.raw,
            facts: Payload(number.map { [NoticeFact.number: .code($0)] } ?? [:]))
    }

    private func listeners(
        _ happening: MatterHappening, _ matter: Matter, in tx: Transaction
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
            let leads = try holders(of: Role.leads.subtracting([.streetOfficer]), for: matter.place, in: tx)
            return [(.matterOverdue, [matter.reporter]), (.matterLate, leads + holder)]
        }
    }

    /// Who takes matters at a place; those who lead where nobody else does.
    ///
    /// Where the grid of the place says who is on duty now, that one of the workers of grids hears of it.
    private func onDuty(at place: ID<Place>, in tx: Transaction) throws -> [Identifier] {
        let walking = try Grids.grids(around: place, in: tx)
            .compactMap { $0.onDuty(at: tx.now, zoneSeconds: policy.zoneSeconds) }
            .filter { person in
                try Reach.holds(
                    Actor(id: person, grants: try People.grants(of: ID(person), at: tx.now, in: tx)), Role.staff,
                    at: place, in: tx)
            }
        var roles: Set<Role> = [.butler, .propertyStaff, .gridWorker, .clerk]
        if !walking.isEmpty { roles.remove(.gridWorker) }
        let hands = try holders(of: roles, for: place, in: tx) + walking
        return hands.isEmpty ? try holders(of: Role.leads, for: place, in: tx) : hands
    }

    func holders(of roles: Set<Role>, for place: ID<Place>, in tx: Transaction) throws -> [Identifier] {
        try People.nearestHolders(of: roles, for: place, at: tx.now, for: tx.actor, in: tx).map(\.raw)
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
