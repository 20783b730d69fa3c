public import Store
public import Vocabulary

/// Everything that is held about one person, as the data maps find it.
public struct Holdings: Sendable {
    /// The rows of one table that name the person in one column.
    public struct Part: Sendable {
        /// The table's notes.
        public let table: TableNote
        /// The column that names the person.
        public let person: String
        /// The columns of ``rows``.
        public let columns: [ColumnNote]
        /// Values in the order of ``columns``.
        public let rows: [[HeldValue]]
        /// Whether the rows are about the person; otherwise the person only had a hand in them, and what they tell about
        /// others is left out.
        public let isAboutThem: Bool

        /// Puts a part together; see the properties.
        public init(
            table: TableNote, person: String, columns: [ColumnNote], rows: [[HeldValue]], isAboutThem: Bool
        ) {
            self.table = table
            self.person = person
            self.columns = columns
            self.rows = rows
            self.isAboutThem = isAboutThem
        }
    }

    /// Whose it is.
    public let person: Identifier
    /// Parts with at least one row, in the order of the maps.
    public let parts: [Part]

    /// Puts parts together; see the properties.
    public init(person: Identifier, parts: [Part]) {
        self.person = person
        self.parts = parts
    }
}

/// One value that is held.
public enum HeldValue: Sendable, Hashable {
    /// Nothing.
    case nothing
    /// Text, opened if it was sealed.
    case text(String)
    /// A whole number; columns ending in `_ms` are moments.
    case integer(Int64)
    /// Another number.
    case number(Double)
    /// The identifier of something.
    case identifier(Identifier)
    /// It is held as a hash or as a secret, and is not told.
    case secret
    /// It was sealed for somebody whose key is destroyed.
    case erased
}

extension Keyring {
    /// Collects everything that the maps know about a person; whoever calls it has checked that the reader may.
    ///
    /// - Throws: ``KeyringError/tampered`` if something was changed by other hands; `StoreError`.
    public func holdings(of person: Identifier, _ maps: [DataMap], in snapshot: Snapshot) throws -> Holdings {
        var parts: [Holdings.Part] = []
        for table in maps.flatMap(\.tables) {
            for (index, column) in table.persons.enumerated() {
                let earlier = table.persons.prefix(index)
                let isAbout = index == 0
                let columns = table.columns.filter { isAbout || $0.level <= .inside }
                let conditions = ["\(column) = ?"] + earlier.map { "(\($0) IS NULL OR \($0) <> ?)" }
                let rows = try snapshot.rows(
                    """
                    SELECT \(columns.map(\.name).joined(separator: ", ")) FROM \(table.name) \
                    WHERE \(conditions.joined(separator: " AND "))
                    """, Array(repeating: .identifier(person), count: conditions.count)
                ) { row in try columns.indices.map { try RawCell(row, $0) } }
                guard !rows.isEmpty else { continue }
                parts.append(
                    Holdings.Part(
                        table: table, person: column, columns: columns,
                        rows: try rows.map { try values($0, of: table, columns, in: snapshot) }, isAboutThem: isAbout))
            }
        }
        return Holdings(person: person, parts: parts)
    }

    private func values(
        _ cells: [RawCell], of table: TableNote, _ columns: [ColumnNote], in snapshot: Snapshot
    ) throws -> [HeldValue] {
        func identifier(_ name: String) -> Identifier? {
            guard let index = columns.firstIndex(where: { $0.name == name }) else { return nil }
            if case .bytes(let bytes) = cells[index] { return Identifier(bytes: bytes) } else { return nil }
        }
        return try zip(columns, cells).map { column, cell in
            switch (column.form, cell) {
            case (_, .nothing): return .nothing
            case (.hashed, _), (.sealed(owner: nil, row: _), _): return .secret
            case (.sealed(owner: let owner?, row: let row), .bytes(let bytes)):
                guard let ownerID = identifier(owner), let rowID = identifier(row) else { return .secret }
                let field = SealedField(table: table.name, column: column.name, version: 1)
                do {
                    return .text(try open(bytes, of: ownerID, as: field, row: rowID, in: snapshot))
                } catch KeyringError.destroyed {
                    return .erased
                }
            case (_, .integer(let integer)): return .integer(integer)
            case (_, .number(let number)): return .number(number)
            case (_, .text(let text)): return .text(text)
            case (_, .bytes(let bytes)): return Identifier(bytes: bytes).map { .identifier($0) } ?? .secret
            }
        }
    }
}

/// A cell of which only the database knows the type.
private enum RawCell {
    case nothing
    case integer(Int64)
    case number(Double)
    case text(String)
    case bytes([UInt8])

    init(_ row: any Row, _ column: Int) throws {
        if row.isNull(column) {
            self = .nothing
        } else if let integer = try? row.integer(column) {
            self = .integer(integer)
        } else if let text = try? row.text(column) {
            self = .text(text)
        } else if let number = try? row.double(column) {
            self = .number(number)
        } else {
            self = .bytes(try row.bytes(column))
        }
    }
}
