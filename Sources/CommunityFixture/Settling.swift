public import Keyring
import People
import Places
public import Store
public import Vocabulary

extension CommunityFixture {
    /// Lets the cast move in: persons, homes, a family with a child, a carer, a property firm, and their roles as rows.
    ///
    /// Telephone numbers are of no real range of subscribers (`1380000` and the place in the cast).
    ///
    /// - Throws: `PeopleError`, `KeyringError`, `StoreError`.
    public func settle(in store: any Store, with keyring: Keyring) async throws {
        try await store.write(as: .operatorOfMachine, at: .maintenance) { tx in
            for person in Cast.allCases { try add(person, with: keyring, in: tx) }
            try moveIn(with: keyring, in: tx)
            try work(with: keyring, in: tx)
            for person in Cast.allCases {
                try People.give(person.role, to: person.person, at: place(of: person.role).id, in: tx)
            }
            try walkGrids(with: keyring, in: tx)
        }
    }

    /// 吴海燕 walks grids and signs in nowhere; the clerk stands in.
    private func walkGrids(with keyring: Keyring, in tx: Transaction) throws {
        guard let name = PersonName("吴海燕", latin: "Wu Haiyan") else { throw PeopleError.unreadable }
        let walker = try People.add(
            PersonDraft(
                PersonDetails(name: name), at: community.id.raw,
                serviceName: LocalizedText(zhHans: "网格员小吴", en: "Wu, grid worker")),
            id: ID(Cast.gridWorkerID), with: keyring, in: tx)
        for person in [walker, Cast.shen.person] {
            try People.give(.gridWorker, to: person, at: community.id, in: tx)
        }
    }

    private func add(_ person: Cast, with keyring: Keyring, in tx: Transaction) throws {
        let number = (Cast.allCases.firstIndex(of: person) ?? 0) + 1
        let isForeign = person == .anna
        guard let name = PersonName(isForeign ? person.name.en : person.name.zhHans, latin: person.name.en),
            let phone = PhoneNumber("138000000" + (number < 10 ? "0" : "") + String(number))
        else { throw PeopleError.unreadable }
        let details = PersonDetails(
            name: name, phone: phone, birth: person.birth, language: isForeign ? .en : .zhHans)
        try People.add(
            PersonDraft(
                details, at: place(of: person.role).id.raw, serviceName: person.serviceName, isAccountHolder: true),
            id: person.person, with: keyring, in: tx)
    }

    /// Where a role is held: administrators and the officer at the street, everybody else in the community.
    private func place(of role: Role) -> Place {
        switch role {
        case .streetOfficer, .systemAdministrator, .securityAdministrator, .auditAdministrator: street
        default: community
        }
    }

    private func moveIn(with keyring: Keyring, in tx: Transaction) throws {
        func enter(_ kind: Tenure.Kind, _ person: ID<Person>, _ home: Int, _ kin: Kin) throws {
            try People.enter(
                kind, of: person, at: homes[home].id, area: kind == .owner ? 8_932 : nil,
                share: kind == .owner ? Share(1, of: 1) : nil, kin: kin, with: keyring, in: tx)
        }
        try enter(.owner, Cast.chen.person, 22, .holder)
        try enter(.tenant, Cast.anna.person, 1, .holder)
        try enter(.owner, Cast.daming.person, 17, .holder)
        try enter(.occupant, Cast.zhou.person, 17, .spouse)
        guard let name = PersonName("陈小满", latin: "Chen Xiaoman") else { throw PeopleError.unreadable }
        let child = ID<Person>(Cast.childID)
        try People.add(
            PersonDraft(
                PersonDetails(name: name, birth: LocalDay(year: 2018, month: 5, day: 6)), at: community.id.raw),
            id: child, with: keyring, in: tx)
        try enter(.occupant, child, 17, .child)
        try People.appoint(.guardian, Cast.daming.person, of: child, with: keyring, in: tx)
        try People.appoint(.guardian, Cast.zhou.person, of: child, with: keyring, in: tx)
        try People.appoint(.carer, Cast.daming.person, of: Cast.chen.person, with: keyring, in: tx)
    }

    private func work(with keyring: Keyring, in tx: Transaction) throws {
        let firm = try People.addOrganisation(
            .propertyFirm, named: LocalizedText(zhHans: "桂枝物业", en: "Guizhi Property"), at: compound.id, in: tx)
        try People.join(firm.id, Cast.cheng.person, as: .head, with: keyring, in: tx)
        try People.join(firm.id, Cast.gu.person, as: .member, with: keyring, in: tx)
        let team = try People.addOrganisation(
            .volunteerTeam, named: LocalizedText(zhHans: "桂花里志愿队", en: "Osmanthus Court volunteers"),
            at: compound.id, in: tx)
        try People.join(team.id, Cast.zhou.person, as: .contact, with: keyring, in: tx)
    }
}

extension Cast {
    /// The person's identifier with its kind.
    var person: ID<Person> { ID(id) }

    fileprivate var birth: LocalDay? {
        switch self {
        case .chen: LocalDay(year: 1952, month: 3, day: 4)
        case .anna: LocalDay(year: 1991, month: 7, day: 19)
        case .daming: LocalDay(year: 1978, month: 9, day: 30)
        case .zhou: LocalDay(year: 1981, month: 1, day: 12)
        default: nil
        }
    }

    /// The name under which the staff serve; published.
    public var serviceName: LocalizedText? {
        switch self {
        case .cheng: LocalizedText(zhHans: "管家小程", en: "Butler Cheng")
        case .shen: LocalizedText(zhHans: "社工小沈", en: "Shen at the desk")
        case .gu: LocalizedText(zhHans: "维修小顾", en: "Gu, repairs")
        case .he: LocalizedText(zhHans: "何主任", en: "Manager He")
        case .lu: LocalizedText(zhHans: "街道老陆", en: "Officer Lu")
        default: nil
        }
    }
}
