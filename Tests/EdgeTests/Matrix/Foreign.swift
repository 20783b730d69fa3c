import CommunityFixture
import Files
import Flows
import Foundation
import Journal
import Keyring
import Notices
import People
import Places
import SignIn
import Store
import Vocabulary
import Web

/// A community with something of everything that an address or a form can name.
struct Foreign: Sendable {
    /// A character of its people's names and its matters' words; nobody from elsewhere may meet it.
    static let canary = "鸢"
    /// A character of its places' and organisations' names, which stand in the public lists and nowhere else.
    static let placeCanary = "蘅"
    /// The character of its words that others search for; what is found would hold ``canary``.
    static let sought = "尾"

    let name: String
    /// What an address names, by the word of ``MatrixRequest``.
    var ids: [String: Identifier]
    /// The code on a wall.
    var code = "AAAA-AAAA"
    /// The code by which a place is chosen in forms.
    var placeCode = "nowhere"

    subscript(_ word: String) -> Identifier { ids[word] ?? Self.absentID }

    static let absentID = Identifier(high: 0x7fff, low: 0x8000_0000_0000_0000)
    static let absent = Foreign(name: "absent", ids: [:])

    /// Makes the community `c-NAME` with a resident, a butler's role and all the rest.
    static func make(
        _ name: String, below street: ID<Place>?, phone: String, _ house: EdgeHouse, _ keyring: Keyring
    ) async throws -> Foreign {
        var foreign = Foreign(name: name, ids: [:])
        foreign.placeCode = "c-\(name)"
        let secret = house.doorkeeper.makeSecret()
        let (ids, code) = try await house.store.write(as: .operatorOfMachine, at: .maintenance) { tx in
            var ids = try makePlaces(name, below: street, in: tx)
            let code = try DirectCodes.make(for: ID(ids["home"] ?? absentID), label: "蘅边", in: tx).code
            try settle(&ids, phone: phone, key: secret, with: keyring, in: tx)
            try tell(&ids, in: tx)
            return (ids, code)
        }
        foreign.ids = ids
        foreign.code = code.grouped
        let person = foreign["person"]
        _ = try await house.doorkeeper.openDemo(person, from: Comer(address: nil, userAgent: nil, known: nil))
        foreign.ids["session"] = try await house.store.read { snapshot in
            try snapshot.first("SELECT id FROM session WHERE person = ?", [.identifier(person)]) {
                try $0.identifier(0)
            }
        }
        return foreign
    }

    private static func makePlaces(
        _ name: String, below street: ID<Place>?, in tx: Transaction
    ) throws -> [String: Identifier] {
        let text = LocalizedText(zhHans: "蘅芜\(name)", en: "蘅 \(name)")
        let above = try street ?? Places.add(.street, code: "x-\(name)", name: text, below: nil, in: tx).id
        let community = try Places.add(.community, code: "c-\(name)", name: text, below: above, in: tx)
        let one = try Places.add(.building, code: "b1-\(name)", name: text, below: community.id, in: tx)
        let two = try Places.add(.building, code: "b2-\(name)", name: text, below: community.id, in: tx)
        let home = try Places.add(.home, code: "h-\(name)", name: text, below: one.id, in: tx)
        let moved = try Places.add(.home, code: "m-\(name)", name: text, below: one.id, in: tx)
        let move = try Places.move(moved.id, below: two.id, in: tx)
        let alias = try Places.addAlias("蘅尾巷\(name)", .popular, to: community.id, in: tx)
        let gridName = LocalizedText(zhHans: "鸢尾网格", en: "鸢 grid")
        let grid = try Grids.add(code: "g-\(name)", name: gridName, to: community.id, in: tx)
        try Grids.setMembers([one.id], of: grid.id, in: tx)
        return [
            "place": community.id.raw, "building": one.id.raw, "home": home.id.raw, "move": move.id.raw,
            "alias": alias.id.raw, "grid": grid.id.raw,
        ]
    }

    private static func settle(
        _ ids: inout [String: Identifier], phone: String, key secret: Secret, with keyring: Keyring, in tx: Transaction
    ) throws {
        let community = ID<Place>(ids["place"] ?? absentID)
        let home = ID<Place>(ids["home"] ?? absentID)
        guard let known = PersonName("鸢尾花"), let phone = PhoneNumber(phone) else { throw PeopleError.unreadable }
        let draft = PersonDraft(PersonDetails(name: known, phone: phone), at: community.raw, isAccountHolder: true)
        let person = try People.add(draft, with: keyring, in: tx)
        let grant = try People.give(.butler, to: person, at: community, in: tx)
        let firm = try People.addOrganisation(
            .propertyFirm, named: LocalizedText(zhHans: "蘅芜物业", en: "蘅 firm"), at: community, in: tx)
        let membership = try People.join(firm.id, person, as: .member, with: keyring, in: tx)
        tx.admit(
            Actor(
                id: person.raw,
                grants: [
                    Grant(role: .resident, place: community.raw), Grant(role: .manager, place: community.raw),
                ], proven: tx.now))
        let claim = try People.askForHome(home, as: .owner, for: person, with: keyring, in: tx)
        let matter = try Matters.open(
            MatterReport(place: home, kind: .lamp, words: "鸢尾花坏了"), zoneSeconds: 28_800, in: tx)
        let key = try ProgramKeys.make(
            ProgramKeys.Draft(organisation: firm.id.raw, place: community, label: "鸢尾", scopes: [.read], days: 30),
            secret, in: tx)
        tx.admit(.operatorOfMachine)
        ids.merge(
            [
                "person": person.raw, "grant": grant.id.raw, "organisation": firm.id.raw, "claim": claim.raw,
                "matter": matter.id.raw, "key": key.id.raw, "membership": membership.raw,
            ]
        ) { $1 }
    }

    /// A notice that could not be delivered.
    private static func tell(_ ids: inout [String: Identifier], in tx: Transaction) throws {
        let community = ids["place"] ?? absentID
        let notice = try Notices.tell(
            NoticeDraft(
                .matterTaken, about: ids["matter"] ?? absentID, community: community, cause: tx.identifier()),
            to: ids["person"] ?? absentID, through: [.webhook],
            under: NoticePolicy(zoneSeconds: 28_800, channels: [.webhook]), in: tx)
        ids["notice"] = notice?.raw
        try tx.execute("UPDATE notice_delivery SET state = 'parked' WHERE community = ?", [.identifier(community)])
        ids["delivery"] = try tx.first(
            "SELECT id FROM notice_delivery WHERE community = ?", [.identifier(community)]
        ) { try $0.identifier(0) }
    }
}
