import Pages
import People
import Places
import Vocabulary

extension Gallery {
    static let neighbours: [Exhibit] = [
        Exhibit(name: "people", path: Address.people("c1"), reader: Cast.shen) {
            PeoplePage(
                community: Cast.community, search: "陈",
                rows: [
                    .init(id: "p-1", name: "陈*芳", phone: "138****0001"),
                    .init(
                        id: "p-2", name: "程*路", phone: nil,
                        serviceName: LocalizedText(zhHans: "管家小程", en: "Butler Cheng")),
                    .init(id: "p-3", name: nil, phone: nil),
                ], count: 3, page: 1, pageCount: 2, told: .phoneUnfit
            ).view(in: $0)
        },
        Exhibit(name: "people-none", path: Address.people("c1"), reader: Cast.shen) {
            PeoplePage(community: Cast.community, search: "<月>", rows: [], count: 0, page: 1, pageCount: 1).view(in: $0)
        },
        Exhibit(name: "person", path: Address.person("p-1", at: "c1"), reader: Cast.shen) {
            PersonPage(
                community: Cast.community, person: .init(id: "p-1", name: "陈*芳", phone: "138****0001"),
                document: "**************002X", isProtected: false, opened: [(.peoplePhone, "13800000001")]
            ).view(in: $0)
        },
        Exhibit(name: "person-protected", path: Address.person("p-4", at: "c1"), reader: Cast.shen) {
            PersonPage(
                community: Cast.community, person: .init(id: "p-4", name: nil, phone: nil), document: nil,
                isProtected: true
            ).view(in: $0)
        },
        Exhibit(name: "my-home", path: Address.myHome, reader: Cast.lin) {
            MyHomePage(
                homes: [
                    .init(
                        place: Cast.place("h1", "201 室", "Flat 201", .home), kind: .owner, mayInvite: true,
                        members: [("林秀英", .owner), ("林*", .occupant)])
                ], code: "K7MQ-3XTD-8", told: .joined
            ).view(in: $0)
        },
        Exhibit(name: "my-home-none", path: Address.myHome, reader: Cast.daniel) {
            MyHomePage(homes: [], told: .codeMisread).view(in: $0)
        },
        Exhibit(name: "claims", path: Address.claims("c1"), reader: Cast.shen) {
            ClaimsPage(
                community: Cast.community,
                rows: [
                    .init(
                        id: "k-1", name: "周*", home: Cast.text("桂枝里小区 3 幢 2 单元 201 室", "Building 3, unit 2, flat 201"),
                        kind: .tenant, made: Cast.minutes(-90))
                ]
            ).view(in: $0)
        },
        Exhibit(name: "claims-none", path: Address.claims("c1"), reader: Cast.shen) {
            ClaimsPage(community: Cast.community, rows: [], told: .accepted).view(in: $0)
        },
        Exhibit(name: "roles", path: Address.roles("c1"), reader: Cast.shen) {
            RolesPage(
                place: Cast.community,
                rows: [
                    .init(
                        id: "g-1", name: "管家小程", role: .butler, place: Cast.compound.name, from: Cast.minutes(-9_000),
                        mayWithdraw: true),
                    .init(
                        id: "g-2", name: "何主任", role: .manager, place: Cast.community.name, from: Cast.minutes(-9_900),
                        mayWithdraw: false),
                ], givable: [.butler, .clerk]
            ).view(in: $0)
        },
        Exhibit(name: "person-open", path: Address.person("p-4", at: "c1"), reader: Cast.shen) {
            PersonPage(
                community: Cast.community, person: .init(id: "p-4", name: nil, phone: nil), document: nil,
                isProtected: true, mayProtect: true, openUntil: Cast.minutes(30)
            ).view(in: $0)
        },
        Exhibit(name: "person-carers", path: Address.person("p-1", at: "c1"), reader: Cast.shen) {
            PersonPage(
                community: Cast.community, person: .init(id: "p-1", name: "陈*芳", phone: "138****0001"), document: nil,
                isProtected: false, mayProtect: true,
                guardians: [.init(id: "g-1", person: "p-2", name: "陈*明", kind: .carer)], mayEnter: true
            ).view(in: $0)
        },
        Exhibit(name: "people-refused", path: Address.people("c1"), reader: Cast.shen) {
            var frame = $0
            frame.draft = FormDraft(["name": "张三", "phone": "12", "birth": "1950-01-02"], told: .phoneUnfit)
            return PeoplePage(community: Cast.community, search: "", rows: [], count: 0, page: 1, pageCount: 1)
                .view(in: frame)
        },
        Exhibit(name: "my-home-family", path: Address.myHome, reader: Cast.lin) {
            MyHomePage(
                homes: [],
                asked: [
                    .init(
                        id: "k-1", home: Cast.text("3 幢 2 单元 201 室", "Building 3, unit 2, flat 201"), kind: .tenant,
                        state: .waiting, refusal: nil, made: Cast.minutes(-90)),
                    .init(
                        id: "k-2", home: Cast.text("1 幢 1 单元 101 室", "Building 1, unit 1, flat 101"), kind: .owner,
                        state: .refused, refusal: .papersMissing, made: Cast.minutes(-9_000)),
                ], carers: [.init(id: "g-1", person: "p-2", name: "陈*明", kind: .carer)],
                wards: [.init(id: "g-2", person: "p-3", name: "陈小满", kind: .guardian)]
            ).view(in: $0)
        },
        Exhibit(name: "confirmations", path: Address.confirmations, reader: Cast.shen) {
            ConfirmationsPage(
                rows: [
                    .init(
                        id: "t-1", act: .protect, subject: "陈*芳", reason: .safety, proposer: "何主任",
                        at: Cast.minutes(-40), standing: .second),
                    .init(
                        id: "t-2", act: .grant, subject: "周*", role: .auditAdministrator, place: Cast.street.name,
                        reason: .office, proposer: nil, at: Cast.minutes(-30), standing: .first),
                    .init(
                        id: "t-3", act: .open, subject: "住户已保护", reason: .emergency, proposer: "何主任",
                        at: Cast.minutes(-20), standing: .concerned),
                ], openings: [.init(person: "p-4", until: Cast.minutes(20))], mayAsk: true,
                opened: [(.peoplePhone, "13800000001")]
            ).view(in: $0)
        },
        Exhibit(name: "confirmations-none", path: Address.confirmations, reader: Cast.shen) {
            ConfirmationsPage(rows: [], mayAsk: true, told: .openingAsked).view(in: $0)
        },
        Exhibit(name: "organisations", path: Address.organisations("c1"), reader: Cast.shen) {
            OrganisationsPage(
                place: Cast.community,
                rows: [
                    .init(id: "o-1", name: Cast.text("桂枝物业", "Guizhi Property"), kind: .propertyFirm),
                    .init(id: "o-2", name: Cast.text("阿福<面馆>", "Fu's noodles"), kind: .shop),
                ], mayKeep: true, told: .organisationMade
            ).view(in: $0)
        },
        Exhibit(name: "organisation", path: Address.organisation("o-1"), reader: Cast.shen) {
            OrganisationPage(
                organisation: .init(id: "o-1", name: Cast.text("桂枝物业", "Guizhi Property"), kind: .propertyFirm),
                place: Cast.compound,
                members: [
                    .init(id: "m-1", name: "管家小程", post: .head, mayEnd: true),
                    .init(id: "m-2", name: "顾*", post: .member, mayEnd: false),
                ], mayKeep: true
            ).view(in: $0)
        },
        Exhibit(name: "organisation-hidden", path: Address.organisation("o-2"), reader: Cast.lin) {
            OrganisationPage(
                organisation: .init(id: "o-2", name: Cast.text("阿福面馆", "Fu's noodles"), kind: .shop),
                place: Cast.compound, members: nil, mayKeep: false
            ).view(in: $0)
        },
        Exhibit(name: "rights", path: Address.rights, reader: Cast.lin) {
            RightsPage(rights: PeopleRight.declared).view(in: $0)
        },
    ]
}
