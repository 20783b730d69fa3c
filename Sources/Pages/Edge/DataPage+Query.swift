import Keyring
import People
import Store
import Vocabulary
import Web

extension DataPage {
    /// How many readings the page lists; the copy has all of them.
    private static let readersMax = 200

    /// Fills what is held about the reader.
    ///
    /// - Throws: `Problem` for somebody who has not signed in, `KeyringError`, `StoreError`.
    static func query(
        for actor: Actor, at now: Instant, in language: Language, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> DataPage {
        guard !actor.isPasserBy else { throw Problem(.signInNeeded) }
        let holdings = try keyring.holdings(of: actor.id, HeldData.maps, in: snapshot)
        let isPerson = holdings.parts.contains { $0.table.name == "person" }
        let own = ID<Person>(actor.id)
        return DataPage(
            holdings: holdings,
            readers: try isPerson ? readers(of: own, in: language, for: actor, with: keyring, in: snapshot) : [],
            agreements: try isPerson ? agreements(of: own, Consent.Purpose.forOneself, for: actor, in: snapshot) : [],
            details: try isPerson ? details(of: actor, with: keyring, in: snapshot) : nil,
            isProven: actor.isProven(at: now),
            holdsOffice: !actor.grants.allSatisfy { Role.neighbours.contains($0.role) },
            wards: try People.wards(of: actor, in: snapshot).map {
                try Ward($0, in: language, to: actor, with: keyring, in: snapshot)
            })
    }

    /// Fills what is held about somebody for whom the reader acts.
    ///
    /// A guardian sees everything of a minor; a carer sees who somebody is, the home and the consents, no document.
    ///
    /// - Throws: `PeopleError.notFound`, `KeyringError`, `StoreError`.
    static func query(
        ward id: ID<Person>, for actor: Actor, in language: Language, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> DataPage {
        let relation = try People.guardianship(of: id, for: actor, in: snapshot)
        let held = try keyring.holdings(of: id.raw, HeldData.maps, in: snapshot)
        return DataPage(
            holdings: relation.kind == .guardian ? held : held.forCarer,
            readers: try readers(of: id, in: language, for: actor, with: keyring, in: snapshot),
            agreements: try agreements(
                of: id, relation.kind == .guardian ? Consent.Purpose.forWards : Consent.Purpose.forOneself, for: actor,
                in: snapshot), details: nil,
            isProven: false, holdsOffice: false,
            ward: try Ward(relation, in: language, to: actor, with: keyring, in: snapshot))
    }

    private static func readers(
        of id: ID<Person>, in language: Language, for actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> [Reader] {
        try People.readings(of: id, limit: readersMax, for: actor, in: snapshot).map { reading in
            let name = try People.shownName(of: reading.reader, to: actor, with: keyring, in: snapshot)
            return Reader(
                name: name.shown?.name.text(language), fields: reading.fields.map(\.rawValue),
                purpose: reading.purpose.rawValue, at: reading.at)
        }
    }

    /// How each consent of a list stands: the one that stands, otherwise the latest that was taken back.
    private static func agreements(
        of id: ID<Person>, _ purposes: [Consent.Purpose], for actor: Actor, in snapshot: Snapshot
    ) throws -> [Agreement] {
        let given = try People.consents(of: id, for: actor, in: snapshot)
        return purposes.map { purpose in
            let ofPurpose = given.filter { $0.purpose == purpose }
            let latest = ofPurpose.first { $0.withdrawn == nil } ?? ofPurpose.first
            return Agreement(
                purpose: purpose, given: latest.map { ($0.given, $0.textVersion) }, withdrawn: latest?.withdrawn)
        }
    }

    private static func details(
        of actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> Details {
        let own = try People.own(of: actor, with: keyring, in: snapshot)
        return Details(
            name: own.name.written, latin: own.name.latin ?? "", birth: own.birth?.description ?? "",
            version: try People.person(ID(actor.id), in: snapshot).version)
    }
}

extension DataPage.Ward {
    init(
        _ relation: Guardianship, in language: Language, to actor: Actor, with keyring: Keyring,
        in snapshot: Snapshot
    ) throws {
        let name = try People.partnerName(of: relation, relation.ward, to: actor, with: keyring, in: snapshot)
        self.init(id: relation.ward.description, name: name.text(language), kind: relation.kind)
    }
}

extension Holdings {
    /// What a carer needs to know of somebody grown up.
    fileprivate var forCarer: Holdings {
        let shown: Set<DataPurpose> = [.identity, .home, .consent]
        return Holdings(
            person: person,
            parts: parts.filter { shown.contains($0.table.purpose) && $0.isAboutThem }.map { part in
                let kept = part.columns.indices.filter { part.columns[$0].level <= .personal }
                return Part(
                    table: part.table, person: part.person, columns: kept.map { part.columns[$0] },
                    rows: part.rows.map { row in kept.map { row[$0] } }, isAboutThem: true)
            })
    }
}
