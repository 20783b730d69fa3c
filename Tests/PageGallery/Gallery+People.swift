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
        Exhibit(name: "rights", path: Address.rights, reader: Cast.lin) {
            RightsPage(rights: PeopleRight.declared).view(in: $0)
        },
    ]
}
