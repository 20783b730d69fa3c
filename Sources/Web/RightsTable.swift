import Flows
import People
public import Vocabulary

/// Who may do what: the rights of all modules by role, for the page and for `docs/rights.md`.
public enum RightsTable {
    /// Every right, in the order of modules.
    public static let rights: [DeclaredRight] = FlowRight.declared + PeopleRight.declared

    /// The table as Markdown: one row for each right, one column for each role.
    ///
    /// A dot says that the role has the right wherever it reaches; `own` that everybody has it in what is their own.
    public static var markdown: String {
        let roles = Role.allCases
        var lines = [
            "| right | own | " + roles.map(\.rawValue).joined(separator: " | ") + " |",
            "|---|---|" + String(repeating: "---|", count: roles.count),
        ]
        for right in rights {
            let cells = roles.map { right.roles.contains($0) ? "●" : " " }
            lines.append(
                "| \(right.name) | \(right.isOnesOwn ? "own" : " ") | " + cells.joined(separator: " | ") + " |")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
