/// How much is taken, of what size, for how long.
///
/// Source of every number: Decision 0012.
public struct FileLimits: Sendable, Hashable {
    /// The longest file, in bytes; 20 MiB.
    public var bytesMax = 20 * 1_048_576
    /// The most pixels of a picture: 64 million, more than the 50 million of a telephone of today.
    public var pixelsMax = 64_000_000
    /// Files that belong to one thing.
    public var filesOfSubjectMax = 10
    /// Files that one person sends on one day (UTC).
    public var filesOfPersonMax: Int64 = 200
    /// Bytes that one person sends on one day (UTC); 500 MiB.
    public var bytesOfPersonMax: Int64 = 500 * 1_048_576
    /// Bytes that belong to one community; 100 GiB.
    public var bytesOfCommunityMax: Int64 = 100 * 1_073_741_824
    /// How long a file that belongs to nothing is kept; 24 hours.
    public var unattachedMilliseconds: Int64 = 86_400_000
    /// Files that are received at the same time.
    public var receivedAtOnceMax = 64

    /// The usual limits.
    public init() {}
}
