import Notices

/// One address that may be reached from inside; everything else is refused.
public struct EgressRule: Sendable, Hashable, Decodable {
    /// The host name, lower-case letters, digits, dots and hyphens; compared as a whole.
    public let host: String
    /// The port.
    public let port: Int
    /// Whether its addresses may lie in a private network or on this machine; metadata addresses never may.
    public let isPrivate: Bool
    /// Whether it may be reached without TLS; only an address on this machine may.
    public let isPlain: Bool

    /// Says a rule.
    public init(host: String, port: Int = 443, isPrivate: Bool = false, isPlain: Bool = false) {
        self.host = host
        self.port = port
        self.isPrivate = isPrivate
        self.isPlain = isPlain
    }

    private enum CodingKeys: String, CodingKey {
        case host, port
        case isPrivate = "private"
        case isPlain = "plain"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            host: try values.decode(String.self, forKey: .host),
            port: try values.decodeIfPresent(Int.self, forKey: .port) ?? 443,
            isPrivate: try values.decodeIfPresent(Bool.self, forKey: .isPrivate) ?? false,
            isPlain: try values.decodeIfPresent(Bool.self, forKey: .isPlain) ?? false)
    }
}

/// The guard of outgoing connections: a host must be listed, and every address that its name has must be allowed.
///
/// Who connects uses the address that was checked, so that a name that changes between check and connection gains nothing.
///
/// Source: OWASP Server-Side Request Forgery Prevention Cheat Sheet; S-20 and S-24 of the security list.
public struct Egress: Sendable {
    private let rules: [EgressRule]
    private let resolver: HostResolver

    /// Puts a guard together.
    public init(_ rules: [EgressRule], resolver: HostResolver = .system) {
        self.rules = rules
        self.resolver = resolver
    }

    /// Where a connection may go.
    struct Way: Sendable, Hashable {
        let host: String
        let port: Int
        let address: IPAddress
        let isPlain: Bool
    }

    /// The way to a host, once it has been checked.
    ///
    /// - Throws: `SendingError`: `guarded`, or `unreachable` where the name has no address.
    func way(to host: String, port: Int, isPlain: Bool) async throws -> Way {
        guard let rule = rules.first(where: { $0.host == host && $0.port == port }), EgressURL.isHost(host) else {
            throw SendingError(.guarded)
        }
        let addresses = try await resolver.addresses(host)
        guard let first = addresses.first else { throw SendingError(.unreachable) }
        for address in addresses {
            switch address.reach {
            case .everywhere: break
            case .machine, .privateNetwork: guard rule.isPrivate else { throw SendingError(.guarded) }
            case .never: throw SendingError(.guarded)
            }
            if isPlain { guard rule.isPlain, address.reach == .machine else { throw SendingError(.guarded) } }
        }
        return Way(host: host, port: port, address: first, isPlain: isPlain)
    }

    /// The way to an address of HTTP.
    ///
    /// - Throws: `SendingError`: `guarded`, or `unreachable` where the name has no address.
    func way(to url: EgressURL) async throws -> Way {
        try await way(to: url.host, port: url.port, isPlain: url.isPlain)
    }
}

/// An address of HTTP in the one plain form that no two readers understand differently.
struct EgressURL: Sendable, Hashable {
    let isPlain: Bool
    let host: String
    let port: Int
    /// Path and query, beginning with a slash.
    let path: String

    /// Reads `https://host[:port]/path[?query]`; nil for user names, fragments, brackets, escapes in the host, blanks,
    /// backslashes, upper-case hosts and every other form.
    init?(_ text: String) {
        guard text.utf8.count <= 2_048, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x5C }) else {
            return nil
        }
        if text.hasPrefix("https://") {
            isPlain = false
        } else if text.hasPrefix("http://") {
            isPlain = true
        } else {
            return nil
        }
        let rest = text.dropFirst(isPlain ? 7 : 8)
        let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        let authority = rest[..<end].split(separator: ":", omittingEmptySubsequences: false)
        guard let name = authority.first, Self.isHost(name), authority.count <= 2 else { return nil }
        host = String(name)
        if authority.count == 2 {
            guard let number = Int(authority[1]), (1...65_535).contains(number), String(number) == authority[1] else {
                return nil
            }
            port = number
        } else {
            port = isPlain ? 80 : 443
        }
        let tail = rest[end...]
        guard tail.isEmpty || tail.hasPrefix("/"), !tail.contains("#"), !tail.contains("@") else { return nil }
        path = tail.isEmpty ? "/" : String(tail)
    }

    /// The address as it is asked for.
    var text: String { "\(isPlain ? "http" : "https")://\(host):\(port)\(path)" }

    static func isHost(_ name: some StringProtocol) -> Bool {
        (1...253).contains(name.utf8.count) && !name.hasPrefix(".") && !name.hasSuffix(".") && !name.hasPrefix("-")
            && name.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
            }
    }
}
