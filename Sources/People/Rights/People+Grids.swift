public import Keyring
public import Places
public import Store
public import Vocabulary

/// Somebody who can be put in charge of a grid.
public struct GridWorker: Sendable, Hashable {
    /// Who.
    public let id: ID<Person>
    /// The published name, otherwise the masked one.
    public let name: ShownName
}

extension People {
    /// Those who can be put in charge of a grid: whoever holds the role of grid worker where it reaches the grid.
    ///
    /// Protected and erased people are not among them.
    ///
    /// - Parameters:
    ///   - words: Part of a name as it is written or published; empty for everybody.
    ///   - limit: 1 to 200.
    /// - Throws: `PlaceError.notFound`, `PlaceError.notAllowed` unless `PlaceRight.grid` is held there, `KeyringError`,
    ///   `StoreError`.
    public static func gridWorkers(
        for grid: ID<Place>, holding words: String = "", limit: Int, at now: Instant, for actor: Actor,
        with keyring: Keyring, in snapshot: Snapshot
    ) throws -> [GridWorker] {
        guard try PlaceRight.grid.isHeld(by: actor, at: grid, in: snapshot) else { throw PlaceError.notAllowed }
        _ = try Grids.grid(grid, in: snapshot)
        let (holds, arguments) = holding(grid, at: now)
        let found = try snapshot.rows(
            "SELECT \(SealedPerson.columns) FROM person p WHERE \(holds) AND p.is_protected = 0 ORDER BY p.id LIMIT 200",
            arguments
        ) { try SealedPerson($0) }
        let opener = try Opener(keyring, for: found.map(\.person.id.raw), in: snapshot)
        let wanted = words.lowercased().filter { !$0.isWhitespace }
        return try found.compactMap { try $0.gridWorker(called: wanted, with: opener) }.prefix(limit).map { $0 }
    }

    /// Says who walks a grid and who stands in; nil for nobody.
    ///
    /// Who is in charge already may stay as long as the role is held.
    ///
    /// - Throws: `PlaceError.notFound`; `PlaceError.notAllowed` unless `PlaceRight.grid` is held there;
    ///   `PlaceError.unfit` with the worker or the deputy for somebody who does not hold the role of grid worker where it
    ///   reaches the grid, who is protected, or who is both; `StoreError`.
    public static func putInCharge(
        worker: ID<Person>?, deputy: ID<Person>?, of grid: ID<Place>, in tx: Transaction
    ) throws {
        guard try PlaceRight.grid.isHeld(by: tx.actor, at: grid, in: tx) else { throw PlaceError.notAllowed }
        let present = try Grids.grid(grid, in: tx)
        for (person, field) in [(worker, PlaceField.worker), (deputy, .deputy)] {
            guard let person else { continue }
            let isPresent = person.raw == present.worker || person.raw == present.deputy
            let (holds, arguments) = holding(grid, at: tx.now)
            let fits = try tx.integer(
                "SELECT 1 FROM person p WHERE p.id = ? AND \(holds)\(isPresent ? "" : " AND p.is_protected = 0")",
                [.id(person)] + arguments)
            guard fits != nil else { throw PlaceError.unfit(field) }
        }
        guard worker == nil || worker != deputy else { throw PlaceError.unfit(.deputy) }
        try Grids.setPeople(worker: worker?.raw, deputy: deputy?.raw, of: grid, in: tx)
    }

    /// A grid with only those in charge who hold the role at this moment; the post of somebody who left is open.
    ///
    /// - Throws: `StoreError`.
    public static func serving(_ grid: Grid, at now: Instant, in snapshot: Snapshot) throws -> Grid {
        let (holds, arguments) = holding(grid.id, at: now)
        return try grid.kept { person in
            try snapshot.integer(
                "SELECT 1 FROM person p WHERE p.id = ? AND \(holds)", [.identifier(person)] + arguments) != nil
        }
    }

    /// The condition on `p` that somebody holds the role of grid worker where it reaches a grid.
    private static func holding(_ grid: ID<Place>, at now: Instant) -> (sql: String, arguments: [Value]) {
        (
            """
            EXISTS (SELECT 1 FROM role_grant g JOIN reach r ON r.ancestor = g.place AND r.until_ms IS NULL \
            WHERE g.person = p.id AND r.place = ? AND g.role = 'grid-worker' AND g.withdrawn_ms IS NULL \
            AND g.from_ms <= ? AND (g.until_ms IS NULL OR g.until_ms > ?))
            """, [.id(grid), .instant(now), .instant(now)]
        )
    }
}

extension SealedPerson {
    /// The person in the list of those who can be put in charge; nil for erased people and where the words do not fit.
    fileprivate func gridWorker(called words: String, with opener: Opener) throws -> GridWorker? {
        do {
            let name = try openName(with: opener)
            let published = person.serviceName
            let names = [name.written, name.latin ?? "", published?.zhHans ?? "", published?.en ?? ""]
            guard
                words.isEmpty || names.contains(where: { $0.lowercased().filter { !$0.isWhitespace }.contains(words) })
            else { return nil }
            return GridWorker(id: person.id, name: published.map { .service($0) } ?? .masked(name.masked))
        } catch KeyringError.destroyed {
            return nil
        }
    }
}
