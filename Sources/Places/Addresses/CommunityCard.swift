import Journal
public import Store
public import Vocabulary

/// What a community says about itself to those who write to it or call: how it says addresses, and its telephone.
public struct CommunityCard: Sendable, Hashable {
    /// What two numbers with a dash mean in its addresses.
    public let addressFormat: AddressFormat
    /// The number that answers, printed on sheets; digits, `+`, blanks and hyphens, at most 20; empty if there is none.
    public let telephone: String

    /// Says a card; see the properties.
    public init(addressFormat: AddressFormat = .buildingUnitRoom, telephone: String = "") {
        self.addressFormat = addressFormat
        self.telephone = telephone
    }
}

extension Places {
    /// The card of a community; the usual one if it never said any.
    ///
    /// - Throws: `StoreError`.
    public static func card(of community: ID<Place>, in snapshot: Snapshot) throws -> CommunityCard {
        let stored = try snapshot.first(
            "SELECT address_format, telephone FROM community_card WHERE community = ?", [.id(community)]
        ) { (try $0.text(0), try $0.text(1)) }
        guard let stored else { return CommunityCard() }
        return CommunityCard(
            addressFormat: AddressFormat(rawValue: stored.0) ?? .buildingUnitRoom, telephone: stored.1)
    }

    /// Says the card of a community.
    ///
    /// - Throws: ``PlaceError/notFound`` unless it is a community, ``PlaceError/notAllowed`` unless
    ///   ``PlaceRight/rename`` is held there, ``PlaceError/unfit(_:)`` with the telephone, `StoreError`.
    public static func setCard(_ card: CommunityCard, of community: ID<Place>, in tx: Transaction) throws {
        let place = try place(community, in: tx)
        guard place.kind == .community else { throw PlaceError.notFound }
        try PlaceRight.rename.require(at: community, in: tx)
        let allowed = Set("0123456789+- ".utf8)
        guard card.telephone.utf8.count <= 20, card.telephone.utf8.allSatisfy(allowed.contains) else {
            throw PlaceError.unfit(.telephone)
        }
        try tx.execute(
            """
            INSERT INTO community_card (community, address_format, telephone) VALUES (?, ?, ?) \
            ON CONFLICT (community) DO UPDATE SET address_format = excluded.address_format, telephone = excluded.telephone
            """, [.id(community), .text(card.addressFormat.rawValue), .text(card.telephone)])
        try Journal.append(
            EntryKind("community.described"), about: community.raw, at: place.entryPlace,
            under: PlaceRight.rename.text, in: tx)
    }
}
