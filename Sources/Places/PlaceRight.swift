public import Store
public import Vocabulary

/// What one may be allowed to do with places, and who is; the one table that pages and interface share.
public enum PlaceRight: String, Sendable, Hashable, CaseIterable {
    /// Add places below a place.
    case add = "place.add"
    /// Change names, aliases and codes of other systems.
    case rename = "place.rename"
    /// Make a code to scan.
    case code = "code.make"
    /// Withdraw a code.
    case withdrawCode = "code.withdraw"
    /// Make grids, say their places, workers and hours.
    case grid = "grid.keep"
    /// Move something within a community or between two that the role reaches.
    case move = "place.move"
    /// Move or merge communities and what lies above them, and undo it.
    case moveCommunity = "community.move"

    /// Roles that have the right wherever they reach.
    public var roles: Set<Role> {
        switch self {
        case .add, .rename, .withdrawCode, .grid, .move: Role.leads
        case .code: Role.leads.union([.butler, .propertyStaff, .gridWorker])
        case .moveCommunity: [.streetOfficer]
        }
    }

    /// Whether an actor has the right at a place.
    ///
    /// - Throws: `StoreError`.
    public func isHeld(by actor: Actor, at place: ID<Place>, in snapshot: Snapshot) throws -> Bool {
        try Reach.holds(actor, roles, at: place, in: snapshot)
    }

    func require(at place: ID<Place>, in tx: Transaction) throws {
        guard try isHeld(by: tx.actor, at: place, in: tx) else { throw PlaceError.notAllowed }
    }

    var text: StaticString {
        switch self {
        case .add: "place.add"
        case .rename: "place.rename"
        case .code: "code.make"
        case .withdrawCode: "code.withdraw"
        case .grid: "grid.keep"
        case .move: "place.move"
        case .moveCommunity: "community.move"
        }
    }
}
