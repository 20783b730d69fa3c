/// Everything in which the two engines differ and which a statement must know; each difference has a name.
public enum Dialect: String, Sendable, Hashable, CaseIterable {
    /// SQLite 3.40 or later.
    case sqlite
    /// PostgreSQL 15 or later.
    case postgres

    /// Turns the words `{integer}`, `{double}`, `{text}`, `{bytes}` and `{id}` of a definition into the engine's types.
    ///
    /// Text is ordered by bytes on both engines; an `{id}` is exactly 16 bytes.
    public func definition(_ template: String) -> String {
        var result = template
        for (word, type) in columnTypes { result = result.replacing("{\(word)}", with: type) }
        return result
    }

    private var columnTypes: [(String, String)] {
        switch self {
        case .sqlite:
            [("integer", "INTEGER"), ("double", "REAL"), ("text", "TEXT"), ("bytes", "BLOB"), ("id", "BLOB")]
        case .postgres:
            [
                ("integer", "bigint"), ("double", "double precision"), ("text", "text COLLATE \"C\""),
                ("bytes", "bytea"), ("id", "bytea"),
            ]
        }
    }

    /// The column that numbers rows in the order of insertion, for the beginning of a CREATE TABLE.
    ///
    /// On SQLite numbers are dense and in commit order; on PostgreSQL they have gaps and say nothing about commits.
    public var serialColumn: String {
        switch self {
        case .sqlite: "serial INTEGER PRIMARY KEY AUTOINCREMENT"
        case .postgres: "serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        }
    }

    /// What ends a CREATE TABLE: SQLite checks column types only in STRICT tables.
    public var tableSuffix: String {
        switch self {
        case .sqlite: " STRICT"
        case .postgres: ""
        }
    }

    /// An expression for the number of the running transaction, 0 where commits are serial anyway.
    public var transactionStamp: String {
        switch self {
        case .sqlite: "0"
        case .postgres: "pg_current_xact_id()::text::bigint"
        }
    }

    /// What ends a SELECT of rows that this transaction will change and others fight over.
    ///
    /// On SQLite there is one writer; nothing needs locking.
    public var forUpdate: String {
        switch self {
        case .sqlite: ""
        case .postgres: " FOR UPDATE"
        }
    }

    /// How many arguments one statement takes at most.
    ///
    /// Source: libpq's protocol counts parameters in 16 bits; SQLite's default limit since 3.32 is 32,766.
    public var argumentsMax: Int {
        switch self {
        case .sqlite: 32_766
        case .postgres: 65_535
        }
    }
}
