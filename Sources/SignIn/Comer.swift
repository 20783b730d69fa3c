/// Whoever comes to the door: from which address, with which device.
public struct Comer: Sendable, Hashable {
    /// What attempts are counted for: the address, of IPv6 the first half.
    ///
    /// Source: RFC 6177; one household is given at least a /64.
    public let address: String
    /// Words of ``Device``.
    public let device: String
    /// The secret by which a device shows that somebody signed in on it before; nil for a new one.
    public let known: Secret?

    /// Says who comes.
    ///
    /// - Parameters:
    ///   - address: As the system writes it; nil counts together with everybody of whom no address is known.
    ///   - userAgent: What the browser says of itself.
    ///   - known: What the cookie of known devices brought.
    public init(address: String?, userAgent: String?, known: Secret?) {
        let text = address ?? "unknown"
        let groups = text.split(separator: ":", omittingEmptySubsequences: false)
        self.address = groups.count > 2 ? groups.prefix(4).joined(separator: ":") : text
        device = Device.word(for: userAgent)
        self.known = known
    }
}
