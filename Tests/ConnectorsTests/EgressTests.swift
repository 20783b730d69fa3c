import Notices
import Synchronization
import Testing

@testable import Connectors

@Suite("Connectors: the guard of outgoing connections")
struct EgressTests {
    /// Sixty addresses that attackers try; none may lead anywhere although one host is allowed.
    static let payloads = [
        "http://127.0.0.1/", "https://127.0.0.1/", "https://localhost/", "https://LOCALHOST/", "https://[::1]/",
        "https://[::]/", "https://0.0.0.0/", "https://0/", "https://127.1/", "https://127.0.1/",
        "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/", "https://0177.0.0.1/",
        "https://017700000001/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://10.0.0.1/",
        "https://172.16.0.1/", "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data/",
        "http://169.254.169.254/", "https://100.100.100.200/latest/meta-data/", "https://168.63.129.16/",
        "https://[fd00:ec2::254]/", "https://metadata.google.internal/", "https://allowed.example@127.0.0.1/",
        "https://127.0.0.1@allowed.example/", "https://allowed.example:pass@evil.example/",
        "https://allowed.example.evil.example/", "https://evil.example/allowed.example",
        "https://evil.example#allowed.example", "https://evil.example?allowed.example",
        "https://evil.example\\allowed.example/", "https://evil.example\\@allowed.example/",
        "https://allowed.example\\@evil.example/", "https://allowed.example:443@evil.example/",
        "https://allowed.example:22/", "https://allowed.example:8443/", "https://allowed.example:0443/",
        "https://allowed.example:443:80/", "https://allowed.example:/", "https://allowed.example:-1/",
        "http://allowed.example/", "ftp://allowed.example/", "file:///etc/passwd", "gopher://allowed.example/",
        "//allowed.example/", "https:/allowed.example/", "https:allowed.example/", "HTTPS://allowed.example/",
        "https://ALLOWED.example/", "https://allowed.example./", "https://allowed。example/",
        "https://①②⑦.⓪.⓪.①/", "https://allowed%2eexample/", "https://allowed.example%00.evil.example/",
        "https://allowed.example\r\nHost: evil/", " https://allowed.example/", "https://allowed.example/#@evil.example",
        "https://allowed.example/\tpath", "https://localtest.me/", "https://127.0.0.1.nip.io/", "", "https://",
    ]

    @Test("S-20: none of sixty hostile addresses leads anywhere, and for none of them is a connection begun")
    func payloads() async throws {
        let asked = Mutex<[String]>([])
        let resolver = HostResolver { host in
            asked.withLock { $0.append(host) }
            return [IPAddress("93.184.215.14")].compactMap { $0 }
        }
        let egress = Egress([EgressRule(host: "allowed.example")], resolver: resolver)
        #expect(Self.payloads.count >= 60)
        for payload in Self.payloads {
            guard let url = EgressURL(payload) else { continue }
            await #expect(throws: SendingError(.guarded), "\(payload)") { try await egress.way(to: url) }
        }
        #expect(asked.withLock { $0 } == [])
        let good = try #require(EgressURL("https://allowed.example/a?b=c"))
        let way = try await egress.way(to: good)
        #expect(way.address.description == "93.184.215.14")
        #expect(good.text == "https://allowed.example:443/a?b=c")
    }

    @Test(
        "S-20: an allowed name that leads to an address of our own or of nobody is refused, also as one of several",
        arguments: [
            "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.31.255.255", "192.168.0.1", "100.64.0.1", "169.254.169.254",
            "100.100.100.200", "168.63.129.16", "0.0.0.0", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7",
            "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
            "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b:1::1", "fe80::1", "fec0::1", "fc00::1",
            "fd00:ec2::254",
            "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "3fff::1", "100::1",
        ])
    func rebound(address: String) async throws {
        let hostile = try #require(IPAddress(address))
        let good = try #require(IPAddress("93.184.215.14"))
        for answer in [[hostile], [good, hostile]] {
            let egress = Egress([EgressRule(host: "allowed.example")], resolver: HostResolver { _ in answer })
            await #expect(throws: SendingError(.guarded)) {
                try await egress.way(to: "allowed.example", port: 443, isPlain: false)
            }
        }
    }

    @Test(
        "S-24: a listed private address may be reached, metadata and link-local ones never, and nothing in clear but this machine"
    )
    func listed() async throws {
        func way(_ address: String, isPlain: Bool) async throws -> Egress.Way {
            let rule = EgressRule(host: "gateway.lan", port: 443, isPrivate: true, isPlain: true)
            return try await Egress([rule], resolver: HostResolver { _ in [IPAddress(address)].compactMap { $0 } })
                .way(to: "gateway.lan", port: 443, isPlain: isPlain)
        }
        #expect(try await way("10.1.2.3", isPlain: false).address.description == "10.1.2.3")
        #expect(try await way("127.0.0.1", isPlain: true).isPlain)
        for (address, isPlain) in [
            ("10.1.2.3", true), ("169.254.169.254", false), ("100.100.100.200", false), ("fe80::1", false),
        ] {
            await #expect(throws: SendingError(.guarded)) { try await way(address, isPlain: isPlain) }
        }
    }

    @Test("a name without addresses is unreachable, and public addresses of both kinds are reached")
    func open() async throws {
        let rules = [EgressRule(host: "allowed.example")]
        await #expect(throws: SendingError(.unreachable)) {
            try await Egress(rules, resolver: HostResolver { _ in [] }).way(
                to: "allowed.example", port: 443, isPlain: false)
        }
        for address in ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"] {
            let egress = Egress(rules, resolver: HostResolver { _ in [IPAddress(address)].compactMap { $0 } })
            #expect(
                try await egress.way(to: "allowed.example", port: 443, isPlain: false).address.description == address)
        }
    }
}
