import CPostgres
import Glibc
import Store

/// One connection to a server, used by one thread at a time; blocking.
final class PostgresConnection: Connection {
    private struct Key: Hashable {
        let sql: String
        let types: [Oid]
    }

    private struct Prepared {
        let name: String
        var lastUse: UInt64
    }

    let dialect = Dialect.postgres
    let handle: OpaquePointer
    /// Nanoseconds of the monotonic clock after which no further statement begins; 0 for no limit.
    var deadline: UInt64 = 0
    /// Whether the server has said that it ends the connection; the library only notices at the next call.
    private var isTold = false
    private let statementsKept: Int
    private let counters: Counters
    private var cache: [Key: Prepared] = [:]
    private var uses: UInt64 = 0
    private var arguments = PostgresArguments()

    /// Connects and sets what each connection needs.
    ///
    /// - Parameter statementMilliseconds: Time limit of each statement, kept by the server.
    /// - Throws: ``StoreError/Code/connectionLost``, ``StoreError/Code/unfit``.
    init(_ connectionString: String, statementMilliseconds: Int, statementsKept: Int, counters: Counters) throws {
        guard let opened = Self.connect(connectionString) else {
            throw StoreError(.connectionLost, "there is no memory for a connection")
        }
        handle = opened
        self.statementsKept = statementsKept
        self.counters = counters
        guard PQstatus(opened) == CONNECTION_OK else {
            // The server's words may quote the connection string; its first line says host, port and reason.
            throw StoreError(.connectionLost, "the server cannot be reached or does not let us in")
        }
        PQsetNoticeProcessor(opened, { _, _ in }, nil)
        // Compiling a statement costs more than most of ours take.
        try control("SET statement_timeout = \(statementMilliseconds); SET client_encoding = 'UTF8'; SET jit = off")
        try checkFitness()
    }

    deinit { PQfinish(handle) }

    /// Connects with defaults that find out about a silent server in half a minute; the connection string overrides
    /// them.
    private static func connect(_ connectionString: String) -> OpaquePointer? {
        let parameters = [
            ("connect_timeout", "5"), ("keepalives_idle", "15"), ("keepalives_interval", "5"),
            ("keepalives_count", "3"),
            ("tcp_user_timeout", "30000"), ("application_name", "lifang"), ("dbname", connectionString),
        ]
        var (names, values) = (parameters.map { strdup($0.0) }, parameters.map { strdup($0.1) })
        names.append(nil)
        values.append(nil)
        defer { for text in names + values { free(text) } }
        return PQconnectdbParams(names.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 1)
    }

    private func checkFitness() throws {
        func parameter(_ name: String) -> String? { PQparameterStatus(handle, name).map { String(cString: $0) } }
        guard parameter("server_encoding") == "UTF8" else { throw StoreError(.unfit, "the database is not in UTF-8") }
        guard parameter("standard_conforming_strings") == "on" else {
            throw StoreError(.unfit, "standard_conforming_strings is off")
        }
        guard PQserverVersion(handle) >= 150_000 else {
            throw StoreError(.unfit, "the server is older than PostgreSQL 15")
        }
        let isDurable = try first("SELECT current_setting('synchronous_commit') <> 'off'") { try $0.flag(0) }
        guard isDurable == true else { throw StoreError(.unfit, "synchronous_commit is off") }
    }

    // MARK: Statements

    func run(_ sql: String, _ arguments: [Value]) throws -> Int {
        let result = try execute(sql, arguments)
        defer { PQclear(result) }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    func forEach(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Bool) throws {
        let result = try execute(sql, arguments)
        defer { PQclear(result) }
        for row in 0..<PQntuples(result) where try !body(PostgresRow(result: result, row: row)) { return }
    }

    /// The first row of a statement without arguments, for the engine's own questions.
    func first<Value>(_ sql: String, _ make: (any Row) throws -> Value) throws -> Value? {
        var value: Value?
        try forEach(sql, []) { row in
            value = try make(row)
            return false
        }
        return value
    }

    /// Runs the engine's own statements, several at once if need be.
    ///
    /// - Returns: The command that the last of them reports.
    @discardableResult
    func control(_ sql: String) throws -> String {
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else { throw failure(result, nil) }
        return PQcmdStatus(result).map { String(cString: $0) } ?? ""
    }

    /// Whether the connection is known to be broken.
    var isLost: Bool { isTold || PQstatus(handle) != CONNECTION_OK }

    /// Whether a transaction is open and can be committed.
    var canCommit: Bool { PQtransactionStatus(handle) == PQTRANS_INTRANS }

    /// Whether a transaction is open, sound or not.
    var isInTransaction: Bool { PQtransactionStatus(handle) != PQTRANS_IDLE }

    // MARK: Execution

    private func execute(_ sql: String, _ values: [Value]) throws -> OpaquePointer {
        if deadline != 0, roughNanoseconds() > deadline {
            throw StoreError(.timeLimit, "the time limit of the read was passed")
        }
        try Self.refuseControl(sql)
        try arguments.encode(values, for: sql)
        let name = try prepared(Key(sql: sql, types: values.map(PostgresArguments.type(of:))))
        let result = arguments.withPointers { count, pointers, lengths, formats in
            PQexecPrepared(handle, name, count, pointers, lengths, formats, 1)
        }
        let status = PQresultStatus(result)
        guard let result, status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else {
            let error = failure(result, sql)
            PQclear(result)
            throw error
        }
        return result
    }

    private func prepared(_ key: Key) throws -> String {
        uses += 1
        if let index = cache.index(forKey: key) {
            cache.values[index].lastUse = uses
            return cache.values[index].name
        }
        if cache.count >= statementsKept { try forgetOldest() }
        counters.add(.statementsPrepared)
        let (text, count) = Placeholders.numbered(key.sql)
        guard count == key.types.count else {
            throw StoreError(.statement, "the statement takes \(count) arguments, not \(key.types.count)")
        }
        let name = "s\(uses)"
        let result = PQprepare(handle, name, text, Int32(count), key.types)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw failure(result, key.sql) }
        cache[key] = Prepared(name: name, lastUse: uses)
        return name
    }

    private func forgetOldest() throws {
        guard let oldest = cache.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
        cache[oldest.key] = nil
        try control("DEALLOCATE \(oldest.value.name)")
    }

    private func failure(_ result: OpaquePointer?, _ sql: String?) -> StoreError {
        if isLost { return StoreError(.connectionLost, "the connection to the server was lost") }
        let error = PostgresFailure.error(result, statement: sql)
        if error.code == .connectionLost { isTold = true }
        return error
    }

    /// Closures may not begin, end or reconfigure anything; on SQLite the library itself refuses the same.
    private static func refuseControl(_ sql: String) throws {
        let word = Placeholders.withoutLeadingComments(sql).prefix { $0.isLetter }
        guard let first = word.utf8.first, controlLetters.contains(first | 0x20) else { return }
        if controlWords.contains(word.uppercased()) {
            throw StoreError(.statement, "a closure may not begin, end or reconfigure a transaction")
        }
    }

    private static let controlLetters = Set("bcersplfad".utf8)
    private static let controlWords: Set = [
        "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "SET", "RESET", "PREPARE",
        "DEALLOCATE", "DISCARD", "LISTEN", "LOCK", "PRAGMA", "ATTACH", "DETACH", "COPY",
    ]
}
