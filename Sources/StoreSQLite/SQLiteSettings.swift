/// How much memory and how many threads a SQLite store takes; the defaults serve a street on two cores.
public struct SQLiteSettings: Sendable {
    /// Threads and connections that read pages. 1 … 64.
    public var pageReaders = 4
    /// Threads and connections that read reports. 1 … 64.
    public var reportReaders = 1
    /// Page cache of the writer, in KiB.
    public var writerCacheKiB = 16_384
    /// Page cache of each reader, in KiB; filled only as far as it is needed.
    public var readerCacheKiB = 6_144
    /// How many waiting writes become durable together at most.
    public var groupCommandsMax = 256
    /// After this time a group takes no further write, so that those inside wait no longer. Milliseconds.
    public var groupMilliseconds = 8
    /// From this length of the write-ahead log on its pages are moved into the database file. Pages of 4 KiB.
    public var checkpointPages = 1_000
    /// How many prepared statements each connection keeps.
    public var statementsKept = 256
    /// Largest size of the database file in pages of 4 KiB; nil for no limit but the disk.
    public var pagesMax: Int?

    /// The defaults.
    public init() {}
}

/// Where a SQLite database lives.
public enum SQLiteLocation: Sendable, Hashable {
    /// A file; beside it live `-wal`, `-shm` and `.lock` files of the same name.
    case file(String)
    /// A file of its own in memory, or in the system's temporary directory where there is none; gone when closed.
    case temporary
}
