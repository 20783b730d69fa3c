import ArgumentParser
import Foundation

/// Where the data lives; the same options in every command.
struct StoreOptions: ParsableArguments, Sendable {
    @Option(help: "The folder of the database and its files. Also LIFANG_DATA.")
    var data: String = ProcessInfo.processInfo.environment["LIFANG_DATA"] ?? "data"

    @Option(
        help: """
            A PostgreSQL connection string; SQLite in the data folder if absent. Also LIFANG_POSTGRES, which other users \
            of the machine cannot see in the list of processes.
            """)
    var postgres: String?

    @Option(
        help: """
            The key file, apart from the data and its backups; beside the data folder, as data-keys/lifang.keys, if \
            absent. Also LIFANG_KEYS.
            """)
    var keys: String?

    /// What a command writes that has a data folder is for the user who runs it: nobody else of the machine reads along.
    func validate() { umask(0o077) }

    /// The key file; its erasure list stands beside it.
    var keysPath: String {
        if let path = keys ?? ProcessInfo.processInfo.environment["LIFANG_KEYS"] { return path }
        var folder = data
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        return folder + "-keys/lifang.keys"
    }

    /// The connection string of the PostgreSQL engine; nil for SQLite.
    var connectionString: String? { postgres ?? ProcessInfo.processInfo.environment["LIFANG_POSTGRES"] }

    /// The database file of the SQLite engine.
    var databasePath: String { data + "/lifang.sqlite" }
}

/// What the program is told once, and where the numbers come from.
enum Setting {
    /// Seconds east of Greenwich where the places lie.
    ///
    /// Source: Asia/Shanghai since 1992; a setting per county when counties in another zone join.
    static let zoneSeconds = 28_800
    /// How long a stop waits for requests that are being answered.
    static let stopSecondsMax: Int64 = 20
    /// How often files that belong to nothing are collected, in seconds.
    ///
    /// Source: Decision 0012.
    static let collectSeconds = 600
    /// The exit code after a failed sync of the disk: start again, recovery decides (EX_TEMPFAIL of sysexits.h).
    static let exitCodeNotDurable: Int32 = 75
    /// How often certificate files are looked at for a change.
    static let certificateLook = Duration.seconds(5)
    /// How long a connection may take to greet (TLS) and to say the first word of a request.
    ///
    /// Source: Apache HTTP Server 2.4, mod_reqtimeout, `header=20`.
    static let firstWord = Duration.seconds(20)
    /// How long a connection without a request that is being answered is kept, and a request without its next part.
    ///
    /// Source: Decision 0015.
    static let idleConnection = Duration.seconds(120)
    /// How many days before its end a certificate is complained of.
    ///
    /// Source: Decision 0015.
    static let certificateWarningDays = 14
    /// How long open streams may go on once the server stops; less than ``stopSecondsMax``.
    static let closingConnection = Duration.seconds(15)
}
