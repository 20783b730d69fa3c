import Glibc

/// The engines on which a test runs.
public enum Engine: String, Sendable, CaseIterable, CustomStringConvertible {
    /// SQLite, always.
    case sqlite
    /// PostgreSQL, where `LIFANG_TEST_POSTGRES` says where databases may be created.
    case postgres

    /// SQLite always, PostgreSQL where a server is given.
    public static var available: [Engine] { postgresConnectionString == nil ? [.sqlite] : allCases }

    /// The connection string of the test server, in the form `host=… port=… user=… dbname=…`; nil if there is none.
    public static var postgresConnectionString: String? { environment("LIFANG_TEST_POSTGRES") }

    public var description: String { rawValue }

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
