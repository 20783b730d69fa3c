#if canImport(Glibc)
    import Glibc
#endif

/// An address of the network and how far it reaches.
public struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    /// 4 or 16 bytes, as they travel.
    let bytes: [UInt8]
    /// The numeric form.
    public let description: String

    /// How far an address reaches.
    enum Reach: Sendable, Hashable {
        /// A public address.
        case everywhere
        /// A network of our own.
        case privateNetwork
        /// This machine.
        case machine
        /// Nothing that we may ever talk to: link-local, metadata, multicast, reserved.
        case never
    }

    /// Reads the strict numeric form: four decimal numbers, or RFC 4291; nil for anything else.
    public init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: six) { Array($0) }
        } else {
            return nil
        }
        description = text
    }

    var reach: Reach { bytes.count == 4 ? Self.reach(four: bytes) : Self.reach(six: bytes) }

    /// Source: IANA IPv4 Special-Purpose Address Registry; metadata addresses of Alibaba Cloud and Azure.
    private static func reach(four b: [UInt8]) -> Reach {
        switch (b[0], b[1], b[2]) {
        case (127, _, _): return .machine
        case (100, 100, 100) where b[3] == 200, (168, 63, 129) where b[3] == 16: return .never
        case (10, _, _), (172, 16...31, _), (192, 168, _), (100, 64...127, _): return .privateNetwork
        case (0, _, _), (169, 254, _), (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100),
            (203, 0, 113), (224...255, _, _):
            return .never
        default: return .everywhere
        }
    }

    /// Source: IANA IPv6 Special-Purpose Address Registry; forms that carry an IPv4 address reach as far as that one.
    private static func reach(six b: [UInt8]) -> Reach {
        func begins(_ prefix: [UInt8]) -> Bool { b.starts(with: prefix) }
        let zeros = [UInt8](repeating: 0, count: 15)
        if begins(zeros) { return b[15] == 1 ? .machine : .never }
        if begins([UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]) { return reach(four: Array(b[12...])) }
        if begins([0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) {
            return reach(four: Array(b[12...])) == .everywhere ? .everywhere : .never
        }
        if begins([0xFD, 0x00, 0x0E, 0xC2]) { return .never }
        if b[0] & 0xFE == 0xFC { return .privateNetwork }
        guard b[0] & 0xE0 == 0x20 else { return .never }
        let isReserved =
            begins([0x20, 0x01]) && b[2] & 0xFE == 0 || begins([0x20, 0x01, 0x0D, 0xB8]) || begins([0x20, 0x02])
            || begins([0x3F, 0xFF])
        return isReserved ? .never : .everywhere
    }
}
