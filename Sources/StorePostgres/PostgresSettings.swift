/// How many connections a PostgreSQL store holds and how long it waits; the defaults serve one node on two cores.
public struct PostgresSettings: Sendable {
    /// Connections, each with a thread, for writes and reads of pages. 1 … 256.
    public var connections = 8
    /// Connections, each with a thread, for reads of reports. 1 … 64.
    public var reportConnections = 2
    /// How often a write is attempted when others keep changing the same rows.
    public var attemptsMax = 40
    /// How long a lost connection is tried again before the waiting call throws. Milliseconds.
    public var reconnectMillisecondsMax = 5_000
    /// How many prepared statements each connection keeps.
    public var statementsKept = 256

    /// The defaults.
    public init() {}
}
