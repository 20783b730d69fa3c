public import Store
import Vocabulary

/// What a check of everything sealed found.
public struct SealFindings: Sendable, Hashable {
    /// How many values opened.
    public internal(set) var openedCount = 0
    /// How many values belong to somebody who was erased.
    public internal(set) var erasedCount = 0
    /// What is wrong, in sentences without data; empty if nothing is.
    public internal(set) var problems: [String] = []
}

extension Keyring {
    /// Opens every sealed value of every column that the maps call sealed.
    ///
    /// - Returns: What opened, what belongs to erased owners, and columns with values that do neither.
    /// - Throws: ``KeyringError/unknownKey(number:)``; `StoreError`.
    public func verify(_ maps: [DataMap], in snapshot: Snapshot) throws -> SealFindings {
        var findings = SealFindings()
        for table in maps.flatMap(\.tables) {
            for column in table.columns {
                guard case .sealed(let owner, let row) = column.form else { continue }
                let place = SealedColumn(table: table.name, column: column.name, owner: owner, row: row)
                try verify(place, in: snapshot, into: &findings)
            }
        }
        return findings
    }

    private func verify(_ place: SealedColumn, in snapshot: Snapshot, into findings: inout SealFindings) throws {
        var brokenCount = 0
        var last: Identifier?
        while true {
            let cells = try place.cells(after: last, in: snapshot)
            guard let end = cells.last else { break }
            last = end.row
            let keys = try dataKeysAndBroken(of: Set(cells.map(\.owner)), in: snapshot)
            for cell in cells {
                if let key = keys.keys[cell.owner] {
                    let isOpen =
                        (try? SealedValue.open(cell.bytes, with: key, Bond(cell.owner, place.field, cell.row))) != nil
                    if isOpen { findings.openedCount += 1 } else { brokenCount += 1 }
                } else if try !keys.broken.contains(cell.owner) && isGone(cell.owner, in: snapshot) {
                    findings.erasedCount += 1
                } else {
                    brokenCount += 1
                }
            }
        }
        if brokenCount > 0 {
            findings.problems.append(
                "\(brokenCount) sealed values of \(place.field.table).\(place.field.column) do not open, and nobody erased them"
            )
        }
    }

    private func isGone(_ owner: Identifier, in snapshot: Snapshot) throws -> Bool {
        try cabinet.isErased(owner) || Self.erasure(of: owner, in: snapshot) != nil
    }

    /// As ``dataKeys(of:in:)``, but a wrapped key that was changed is told and not thrown.
    private func dataKeysAndBroken(
        of owners: Set<Identifier>, in snapshot: Snapshot
    ) throws -> (keys: [Identifier: DataKey], broken: Set<Identifier>) {
        do {
            return (try dataKeys(of: owners, in: snapshot).keys, [])
        } catch KeyringError.tampered {
            var keys: [Identifier: DataKey] = [:]
            var broken: Set<Identifier> = []
            for owner in owners {
                do {
                    keys[owner] = try dataKeys(of: [owner], in: snapshot).keys[owner]
                } catch KeyringError.tampered {
                    broken.insert(owner)
                }
            }
            return (keys, broken)
        }
    }
}

/// A column of sealed values as the data map describes it.
private struct SealedColumn {
    struct Cell {
        let row: Identifier
        let owner: Identifier
        let bytes: [UInt8]
    }

    let field: SealedField
    private let owner: String?
    private let row: String

    init(table: String, column: String, owner: String?, row: String) {
        field = SealedField(table: table, column: column, version: 1)
        self.owner = owner
        self.row = row
    }

    /// The next 500 values in the order of rows.
    func cells(after last: Identifier?, in snapshot: Snapshot) throws -> [Cell] {
        let after = last == nil ? "" : " AND \(row) > ?"
        return try snapshot.rows(
            """
            SELECT \(row), \(owner ?? row), \(field.column) FROM \(field.table) \
            WHERE \(field.column) IS NOT NULL\(after) ORDER BY \(row) LIMIT 500
            """, last.map { [.identifier($0)] } ?? []
        ) { cells in
            Cell(
                row: try cells.identifier(0), owner: owner == nil ? field.systemOwner : try cells.identifier(1),
                bytes: try cells.bytes(2))
        }
    }
}
