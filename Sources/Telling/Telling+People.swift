import Journal
import Notices
import People
import Places
import Store
import Vocabulary

/// The entries about people, homes and accounts that somebody is told of.
enum PersonHappening: String, CaseIterable {
    case claimMade = "claim.made"
    case claimSettled = "claim.settled"
    case grantGiven = "grant.given"
    case grantWithdrawn = "grant.withdrawn"
    case personOpened = "person.opened"
    case passwordSet = "account.password-set"
    case secondFactorSet = "account.second-factor-set"
    case providerConnected = "account.provider-connected"
}

extension Telling {
    func tell(_ happening: PersonHappening, _ entry: Entry, in tx: Transaction) throws {
        switch happening {
        case .claimMade: try tellStaff(ofClaim: ID(entry.subject), entry, in: tx)
        case .claimSettled: try tellClaimer(ID(entry.subject), entry, in: tx)
        case .grantGiven where entry.payload.flag("is-new") == false: return
        case .grantGiven: try tellRole(.rightsGiven, entry, in: tx)
        case .grantWithdrawn: try tellRole(.rightsWithdrawn, entry, in: tx)
        case .personOpened: try tell(draft(.dataRead, entry), to: [entry.subject], in: tx)
        // What protects an account is told also to whoever did it: it may have been somebody else at the keyboard.
        case .passwordSet, .secondFactorSet, .providerConnected:
            try tell(draft(.securityFactorChanged, entry), to: [entry.subject], in: tx)
        }
    }

    /// Those nearest to the home who check claims; not of protected people, who are in no list either.
    private func tellStaff(ofClaim id: ID<Claim>, _ entry: Entry, in tx: Transaction) throws {
        let claim = try People.claim(id, for: tx.actor, in: tx)
        guard claim.state == .waiting, try !People.person(claim.person, in: tx).isProtected else { return }
        let staff = try holders(of: PeopleRight.checkClaims.roles, for: claim.home, in: tx)
        try tell(draft(.homeClaimed, entry), to: Set(staff).subtracting([entry.actor, claim.person.raw]), in: tx)
    }

    /// The claimer, and whoever acts for the claimer.
    private func tellClaimer(_ id: ID<Claim>, _ entry: Entry, in tx: Transaction) throws {
        let claim = try People.claim(id, for: tx.actor, in: tx)
        guard claim.state == .accepted || claim.state == .refused else { return }
        let acting = try People.actingFor(claim.person, [.guardian, .carer], for: tx.actor, in: tx)
        try tell(
            draft(claim.state == .accepted ? .homeAccepted : .homeRefused, entry),
            to: Set(([claim.person] + acting).map(\.raw)).subtracting([entry.actor]), in: tx)
    }

    /// Roles that were given by hand; those that come with the setting up of a house are no news.
    private func tellRole(_ kind: NoticeKind, _ entry: Entry, in tx: Transaction) throws {
        guard ![Actor.clockwork, .operatorOfMachine].map(\.id).contains(entry.actor) else { return }
        let role = entry.payload.code("role").flatMap { Payload.Code($0) }
        let facts = Payload(role.map { [NoticeFact.role: .code($0)] } ?? [:])
        try tell(draft(kind, entry, facts), to: Set([entry.subject]).subtracting([entry.actor]), in: tx)
    }

    private func draft(_ kind: NoticeKind, _ entry: Entry, _ facts: Payload = Payload()) -> NoticeDraft {
        NoticeDraft(
            kind, about: entry.subject, community: entry.community, cause: entry.id.raw, facts: facts)
    }
}
