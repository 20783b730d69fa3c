import Keyring
import Notices
import People
import Store
import Vocabulary
import Web

extension UndeliveredPage {
    /// How many deliveries the page shows.
    private static let rowsMax = 200

    /// Fills the page for its reader, who learns of each person only what the own roles let through.
    static func query(
        _ done: Done?, in language: Language, for actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> UndeliveredPage {
        let found = try Deliveries.undelivered(limit: rowsMax, for: actor, in: snapshot)
        var names: [Identifier: ShownName] = [:]
        for person in Set(found.filter { $0.channel != .webhook }.map(\.person)) {
            names[person] = try People.shownName(of: person, to: actor, with: keyring, in: snapshot)
        }
        return UndeliveredPage(
            rows: found.map { delivery in
                let name = names[delivery.person] ?? .nobody
                return Row(delivery: delivery, name: name == .nobody ? nil : name.text(language))
            }, done: done)
    }
}
