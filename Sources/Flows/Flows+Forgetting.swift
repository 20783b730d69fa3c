public import Journal
import Store
import Vocabulary

extension Flows {
    /// Takes the words out of what somebody reported whose key was destroyed; the matter itself goes on.
    public static let forgetting = Follower(
        "flows.forgetting",
        .inside { entry, tx in
            guard entry.entry.kind.description == "key.destroyed" else { return }
            let person = Value.identifier(entry.entry.subject)
            // Asked first: a statement that changes nothing would still want a journal entry.
            let reported = try tx.integer(
                "SELECT 1 FROM matter WHERE reporter = ? AND words <> '—' LIMIT 1", [person])
            guard reported != nil else { return }
            let cleared = try tx.execute(
                "UPDATE matter SET words = '—', folded = '' WHERE reporter = ? AND words <> '—'", [person])
            try tx.execute(
                """
                UPDATE matter_step SET note = NULL WHERE actor = ? AND note IS NOT NULL \
                AND matter IN (SELECT id FROM matter WHERE reporter = ?)
                """, [person, person])
            try Journal.append(
                EntryKind("reporter.forgotten"), about: entry.entry.subject, at: nil, under: "person.forget",
                Payload(["matters": .integer(Int64(cleared))]), in: tx)
        })
}
