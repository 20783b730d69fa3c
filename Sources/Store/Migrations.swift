/// Brings a database to this version's schema; engines call it inside one transaction.
public enum Migrations {
    /// Where the applied steps are recorded, with a fingerprint of each.
    static let record = Table(
        "schema_step", .derived,
        columns: """
            module {text} NOT NULL, number {integer} NOT NULL, fingerprint {text} NOT NULL, \
            applied_ms {integer} NOT NULL, PRIMARY KEY (module, number)
            """)

    /// Applies what is missing, in the order of modules.
    ///
    /// - Returns: How many steps were applied; 0 for an up-to-date database.
    /// - Throws: ``StoreError/Code/schemaMismatch`` if the database has a step that this version does not know or knows
    ///   otherwise; ``StoreError/Code/statement`` if a constraint would be checked only at the commit, where commands
    ///   of
    ///   one group could no longer be told apart; and whatever a statement throws.
    public static func apply(_ schema: Schema, on connection: any Connection, atMilliseconds now: Int64) throws -> Int {
        let dialect = connection.dialect
        if try !hasRecord(connection) { _ = try connection.run(record.definition(in: dialect), []) }
        var applied = try appliedSteps(connection)
        var count = 0
        for module in schema.modules {
            for (index, migration) in module.migrations.enumerated() {
                let statements = migration.statements(for: dialect)
                let mark = fingerprint(of: statements)
                let step = Step(module: module.name, number: index + 1)
                if let known = applied.removeValue(forKey: step) {
                    guard known == mark else {
                        throw StoreError(
                            .schemaMismatch, "step \(step.number) of \(step.module) was applied in another form")
                    }
                    continue
                }
                for statement in statements {
                    if statement.uppercased().contains("DEFERRABLE") {
                        throw StoreError(.statement, "step \(step.number) of \(step.module) defers a constraint")
                    }
                    _ = try connection.run(statement, [])
                }
                _ = try connection.run(
                    "INSERT INTO schema_step (module, number, fingerprint, applied_ms) VALUES (?, ?, ?, ?)",
                    [.text(step.module), .integer(step.number), .text(mark), .integer(now)])
                count += 1
            }
        }
        if let unknown = applied.keys.min() {
            throw StoreError(
                .schemaMismatch,
                "the database has step \(unknown.number) of \(unknown.module), which this version does not know")
        }
        return count
    }

    private static func hasRecord(_ connection: any Connection) throws -> Bool {
        let sql =
            switch connection.dialect {
            case .sqlite: "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_step'"
            case .postgres:
                "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_step'"
            }
        var found = false
        try connection.forEach(sql, []) { _ in
            found = true
            return false
        }
        return found
    }

    private static func appliedSteps(_ connection: any Connection) throws -> [Step: String] {
        var result: [Step: String] = [:]
        try connection.forEach("SELECT module, number, fingerprint FROM schema_step", []) { row in
            result[Step(module: try row.text(0), number: Int(try row.integer(1)))] = try row.text(2)
            return true
        }
        return result
    }

    /// FNV-1a of the statements' text: it finds an edited step, it need not withstand an attacker.
    private static func fingerprint(of statements: [String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in statements.joined(separator: ";\n").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }

    private struct Step: Hashable, Comparable {
        let module: String
        let number: Int

        static func < (left: Step, right: Step) -> Bool { (left.module, left.number) < (right.module, right.number) }
    }
}
