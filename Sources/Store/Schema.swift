/// What a table is for, and therefore what a change of it asks for.
public enum TableKind: String, Sendable, Hashable {
    /// The present state of the domain: a change needs a journal entry in the same transaction.
    case domain
    /// What happened: the journal itself.
    case journal
    /// Figures, search, cursors: can be made again from the rest.
    case derived
    /// Sessions, drafts, keys against repetition, timers: may be lost without loss of truth.
    case ephemeral
}

/// One table with its columns and what it is for.
public struct Table: Sendable {
    /// Singular, `snake_case`.
    public let name: String
    /// What the table is for.
    public let kind: TableKind
    /// Columns and constraints, with the type words of ``Dialect/definition(_:)``.
    public let columns: String
    /// Whether the table begins with ``Dialect/serialColumn``.
    public let hasSerial: Bool

    /// Declares a table; see the properties.
    public init(_ name: String, _ kind: TableKind, hasSerial: Bool = false, columns: String) {
        self.name = name
        self.kind = kind
        self.columns = columns
        self.hasSerial = hasSerial
    }

    func definition(in dialect: Dialect) -> String {
        let serial = hasSerial ? dialect.serialColumn + ", " : ""
        return "CREATE TABLE \(name) (\(serial)\(dialect.definition(columns)))\(dialect.tableSuffix)"
    }
}

/// One step of a module's schema; never changed after it was released, only followed by another.
public struct Migration: Sendable {
    /// New tables, made in this order.
    public let tables: [Table]
    /// Further statements (indexes, changes), with the type words of ``Dialect/definition(_:)``.
    public let statements: [String]

    /// Declares a step: tables first, then statements.
    public init(tables: [Table] = [], statements: [String] = []) {
        self.tables = tables
        self.statements = statements
    }

    /// The statements for one engine, in order.
    public func statements(for dialect: Dialect) -> [String] {
        tables.map { $0.definition(in: dialect) } + statements.map { dialect.definition($0) }
    }
}

/// The tables of one module and how they came about, in order.
public struct SchemaModule: Sendable {
    /// The module's name, as of its target; part of the record of what was applied.
    public let name: String
    /// Steps in order; step numbers start at 1.
    public let migrations: [Migration]

    /// Declares a module's schema.
    public init(_ name: String, _ migrations: [Migration]) {
        self.name = name
        self.migrations = migrations
    }
}

/// All modules' tables together, in the order in which they may reference each other.
public struct Schema: Sendable {
    /// Modules, those referenced first.
    public let modules: [SchemaModule]
    private let kinds: [String: TableKind]

    /// Joins modules; a table named twice keeps its first kind.
    public init(_ modules: [SchemaModule]) {
        self.modules = modules
        let tables = modules.flatMap(\.migrations).flatMap(\.tables)
        kinds = Dictionary(tables.map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a table is for; nil for tables that no module declares.
    public func kind(of table: String) -> TableKind? { kinds[table] }
}
