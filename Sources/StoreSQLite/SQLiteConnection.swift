import CSQLite
import Store

/// One connection to a database file, used by one thread at a time.
final class SQLiteConnection: Connection {
    /// What the C library's hooks see of a connection; lives as long as it.
    struct Watch {
        /// Nanoseconds of the monotonic clock; 0 for no limit.
        var deadline: UInt64 = 0
        /// Whether the statements come from a closure, which may not begin, end or reconfigure anything.
        var isGuarded = false
        /// Pages in the write-ahead log after the last commit.
        var logPages = 0
    }

    enum Role { case writer, reader, tool }

    let dialect = Dialect.sqlite
    let handle: OpaquePointer
    let watch: UnsafeMutablePointer<Watch>
    private let statementsKept: Int
    private let counters: Counters?
    private var cache: [String: SQLiteStatement] = [:]
    /// The last statement found for texts at an address: literals never move, and finding one by address needs no hash.
    private var recent = [SQLiteStatement?](repeating: nil, count: 128)
    private var uses: UInt64 = 0

    /// Opens a connection.
    ///
    /// - Throws: ``StoreError/Code/inputOutput``, ``StoreError/Code/corrupt``, ``StoreError/Code/unfit``.
    init(
        path: String, as role: Role, mayCreate: Bool = false, cacheKiB: Int = 2_048, statementsKept: Int = 64,
        counters: Counters? = nil
    ) throws {
        var opened: OpaquePointer?
        let access =
            role == .writer ? SQLITE_OPEN_READWRITE | (mayCreate ? SQLITE_OPEN_CREATE : 0) : SQLITE_OPEN_READONLY
        let code = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let opened else {
            let error = SQLiteFailure.error(code, on: opened, statement: nil)
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        self.statementsKept = statementsKept
        self.counters = counters
        watch = .allocate(capacity: 1)
        watch.initialize(to: Watch())
        try configure(as: role, cacheKiB: cacheKiB)
    }

    deinit {
        cache = [:]
        recent = []
        sqlite3_close_v2(handle)
        watch.deallocate()
    }

    // MARK: Statements

    func run(_ sql: String, _ arguments: [Value]) throws -> Int {
        try checkTime()
        let statement = try borrow(sql)
        defer { giveBack(statement) }
        try statement.bind(arguments)
        while true {
            let code = sqlite3_step(statement.handle)
            if code == SQLITE_ROW { continue }
            guard code == SQLITE_DONE else { throw SQLiteFailure.error(code, on: handle, statement: sql) }
            return statement.changesRows ? Int(sqlite3_changes64(handle)) : 0
        }
    }

    func forEach(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Bool) throws {
        try checkTime()
        let statement = try borrow(sql)
        defer { giveBack(statement) }
        try statement.bind(arguments)
        var isWanted = true
        while true {
            let code = sqlite3_step(statement.handle)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw SQLiteFailure.error(code, on: handle, statement: sql) }
            if isWanted { isWanted = try body(statement) }
            // A change must come to its end, where its foreign keys are checked, even if its rows are not wanted.
            if !isWanted && !statement.changesRows { return }
        }
    }

    /// Runs one of the engine's own statements, which closures may not.
    func control(_ sql: String) throws {
        let guarded = watch.pointee.isGuarded
        watch.pointee.isGuarded = false
        defer { watch.pointee.isGuarded = guarded }
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLiteFailure.error(code, on: handle, statement: sql) }
    }

    /// Prepares one of the engine's own statements, to be stepped by ``step(_:)``.
    func prepareControl(_ sql: String) throws -> SQLiteStatement { try prepare(sql) }

    /// Steps one of the engine's own prepared statements to its end.
    func step(_ control: SQLiteStatement) throws {
        let code = sqlite3_step(control.handle)
        let error = code == SQLITE_DONE ? nil : SQLiteFailure.error(code, on: handle, statement: nil)
        control.reset()
        if let error { throw error }
    }

    /// The first column of the first row, for the engine's own questions.
    func number(_ sql: String) throws -> Int64? {
        let guarded = watch.pointee.isGuarded
        watch.pointee.isGuarded = false
        defer { watch.pointee.isGuarded = guarded }
        let statement = try prepare(sql)
        return sqlite3_step(statement.handle) == SQLITE_ROW ? sqlite3_column_int64(statement.handle, 0) : nil
    }

    /// Whether a transaction is open.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    private func borrow(_ sql: String) throws -> SQLiteStatement {
        uses += 1
        let slot = Self.slot(of: sql)
        // Two texts at one address compare without a look at their letters; others are told apart here.
        if let kept = recent[slot], !kept.isInUse, kept.sql == sql {
            kept.isInUse = true
            kept.lastUse = uses
            return kept
        }
        if let kept = cache[sql], !kept.isInUse {
            kept.isInUse = true
            kept.lastUse = uses
            recent[slot] = kept
            return kept
        }
        let statement = try prepare(sql)
        statement.isInUse = true
        statement.lastUse = uses
        if cache[sql] == nil {
            if cache.count >= statementsKept { forgetOldest() }
            cache[sql] = statement
            recent[slot] = statement
        }
        return statement
    }

    private static func slot(of sql: String) -> Int {
        let address = sql.utf8.withContiguousStorageIfAvailable { UInt(bitPattern: $0.baseAddress) } ?? 0
        return Int((address >> 4) & 127)
    }

    private func giveBack(_ statement: SQLiteStatement) {
        statement.reset()
        statement.isInUse = false
    }

    private func forgetOldest() {
        let oldest = cache.values.lazy.filter { !$0.isInUse }.min { $0.lastUse < $1.lastUse }
        guard let oldest else { return }
        cache[oldest.sql] = nil
        for slot in recent.indices where recent[slot] === oldest { recent[slot] = nil }
    }

    private func prepare(_ sql: String) throws -> SQLiteStatement {
        counters?.add(.statementsPrepared)
        var sql = sql
        let (code, prepared, isWhole) = sql.withUTF8 { utf8 in
            var prepared: OpaquePointer?
            var tail: UnsafePointer<CChar>?
            let code = utf8.withMemoryRebound(to: CChar.self) {
                sqlite3_prepare_v3(
                    handle, $0.baseAddress, Int32($0.count), UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, &tail)
            }
            let rest = tail.flatMap { tail in
                utf8.baseAddress.map { utf8.count - UnsafeRawPointer($0).distance(to: UnsafeRawPointer(tail)) }
            }
            let isWhole = utf8.suffix(rest ?? 0).allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x3B }
            return (code, prepared, isWhole)
        }
        guard code == SQLITE_OK else { throw SQLiteFailure.error(code, on: handle, statement: sql) }
        guard let prepared else { throw StoreError(.statement, "the statement is empty") }
        guard isWhole else {
            sqlite3_finalize(prepared)
            throw StoreError(.statement, "there is more than one statement")
        }
        return SQLiteStatement(sql, prepared)
    }

    private func checkTime() throws {
        let deadline = watch.pointee.deadline
        if deadline != 0, roughNanoseconds() > deadline {
            throw StoreError(.timeLimit, "the time limit of the read was passed")
        }
    }
}
