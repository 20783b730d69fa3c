import Flows
import Places
import Store
import Vocabulary

extension ReportPage {
    /// Parts of a place that the form offers at most.
    static let partsMax = 200

    /// Fills the form for a place.
    ///
    /// - Throws: `PlaceError.notFound`, `FlowError.noCommunity`, `StoreError`.
    static func query(
        _ id: ID<Place>, once: Identifier, _ cards: Cards, in snapshot: Snapshot
    ) throws -> ReportPage {
        let place = try Places.place(id, in: snapshot)
        guard place.community != nil else { throw FlowError.noCommunity }
        let parts = try Places.below(id, limit: partsMax, in: snapshot)
        return ReportPage(
            place: try cards.summary(place, isCounted: false),
            parts: try parts.map { try cards.summary($0, isCounted: false) }, once: once.description)
    }
}
