import Flows
import Keyring
import Pages
import People
import Places
import Store
import Vocabulary

extension Gallery {
    /// Pages about held data.
    static let data: [Exhibit] = [
        Exhibit(name: "data", path: Address.data, reader: Cast.lin) { held.view(in: $0) },
        Exhibit(name: "data-nothing", path: Address.data, reader: Cast.daniel) {
            DataPage(
                holdings: Holdings(person: Identifier(high: 1, low: 2), parts: []), readers: [], agreements: [],
                details: nil, isProven: false, holdsOffice: true
            ).view(in: $0)
        },
        Exhibit(name: "data-ward", path: Address.wardData("p-3"), reader: Cast.lin) {
            var page = held
            page.ward = DataPage.Ward(id: "p-3", name: "陈小满", kind: .guardian)
            page.told = .consentWithdrawn
            page.agreements = [
                DataPage.Agreement(
                    purpose: .childData, given: (Cast.now.advanced(byMilliseconds: -86_400_000), 1),
                    withdrawn: Cast.now.advanced(byMilliseconds: -3_600_000))
            ]
            return page.view(in: $0)
        },
        Exhibit(name: "consent-texts", path: Address.consentTexts, reader: Cast.lin) {
            ConsentTextsPage().view(in: $0)
        },
        Exhibit(name: "privacy", path: Address.privacy) { PrivacyPage([DataMap("People", [person])]).view(in: $0) },
    ]

    private static let person = TableNote(
        "person", about: "id", for: .identity, on: .contract, keep: .untilErased, inside: "id added_ms",
        personal: "name phone", sensitive: "document", sealed: Sealing("name phone document", owner: "id", row: "id"))

    private static let held = DataPage(
        holdings: Holdings(
            person: Identifier(high: 1, low: 1),
            parts: [
                Holdings.Part(
                    table: person, person: "id", columns: person.columns,
                    rows: [
                        [
                            .identifier(Identifier(high: 1, low: 1)), .integer(1_790_000_000_000), .text("林晓<梅>"),
                            .text("+8613800138000"), .nothing,
                        ]
                    ], isAboutThem: true)
            ]),
        readers: [
            DataPage.Reader(
                name: "管家小程", fields: ["name", "phone"], purpose: "contact",
                at: Cast.now.advanced(byMilliseconds: -3_600_000)),
            DataPage.Reader(
                name: nil, fields: ["birth"], purpose: "care", at: Cast.now.advanced(byMilliseconds: -90_000_000)),
        ],
        agreements: [
            DataPage.Agreement(
                purpose: .activity, given: (Cast.now.advanced(byMilliseconds: -86_400_000), 1), withdrawn: nil),
            DataPage.Agreement(purpose: .care, given: nil, withdrawn: nil),
        ],
        details: DataPage.Details(name: "林晓<梅>", latin: "", birth: "1990-05-01", version: 2), isProven: false,
        holdsOffice: false, wards: [DataPage.Ward(id: "p-3", name: "陈小满", kind: .guardian)])
}
