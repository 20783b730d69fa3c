import NIOPosix
import Notices

#if canImport(Glibc)
    import Glibc
#endif

/// Finds the addresses of a name.
public struct HostResolver: Sendable {
    /// All addresses of a name; empty if it has none.
    public let addresses: @Sendable (_ host: String) async throws -> [IPAddress]

    /// Puts a resolver together.
    public init(_ addresses: @escaping @Sendable (_ host: String) async throws -> [IPAddress]) {
        self.addresses = addresses
    }

    /// The machine's own resolver, on a thread that may wait.
    public static let system = HostResolver { host in
        if let literal = IPAddress(host) { return [literal] }
        return try await NIOThreadPool.singleton.runIfActive { lookUp(host) }
    }

    private static func lookUp(_ host: String) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &found) == 0 else { return [] }
        defer { freeaddrinfo(found) }
        var result: [IPAddress] = []
        var next = found
        while let entry = next {
            var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let isRead =
                getnameinfo(
                    entry.pointee.ai_addr, entry.pointee.ai_addrlen, &name, socklen_t(name.count), nil, 0,
                    NI_NUMERICHOST) == 0
            // An address with a zone (`fe80::1%eth0`) is no strict form; it stands for what may never be reached.
            let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if isRead, let address = IPAddress(text) ?? IPAddress("fe80::1") { result.append(address) }
            next = entry.pointee.ai_next
        }
        return result
    }
}
