public import Store

extension Flows {
    /// What the tables of this module hold.
    public static let dataMap = DataMap(
        "Flows",
        [
            TableNote(
                "matter", about: "reporter holder", for: .matters, on: .contract, keep: .whileThere,
                inside: """
                    id number place community kind reporter opened_ms state holder due_ms overdue_told verdict changed_ms \
                    version
                    """, personal: "words folded"),
            TableNote(
                "matter_step", about: "actor", for: .matters, on: .contract, keep: .whileThere,
                inside: "matter version kind actor at_ms", personal: "note"),
            TableNote(
                "matter_count", for: .running, on: .nobody, keep: .whileThere, inside: "community state matters"),
        ])
}
