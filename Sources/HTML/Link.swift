/// An address that a page may point to, made only from typed pieces.
///
/// Own paths are the rule: segments and query items are percent-encoded. The only schemes are `https`, `tel` and `mailto`, each with
/// a constructor of its own; `javascript:`, `data:` and addresses without a scheme on other hosts cannot be said.
public struct Link: Sendable, Hashable {
    /// The address as it stands in an attribute, before escaping; ASCII only.
    public let text: String

    private init(checked text: String) {
        self.text = text
    }

    /// Makes an own path from its segments; without any, the root `/`.
    ///
    /// A segment that is empty, `.` or `..` would change the path's meaning; it becomes `_`, which names nothing of ours.
    public static func path(_ segments: String...) -> Link {
        path(segments)
    }

    /// Makes an own path from its segments; without any, the root `/`.
    ///
    /// A segment that is empty, `.` or `..` would change the path's meaning; it becomes `_`, which names nothing of ours.
    public static func path(_ segments: [String]) -> Link {
        guard !segments.isEmpty else { return Link(checked: "/") }
        var text = ""
        for segment in segments {
            let changesPath = segment.isEmpty || segment == "." || segment == ".."
            text += "/"
            text += changesPath ? "_" : encoded(segment)
        }
        return Link(checked: text)
    }

    /// Makes a link to a place on the same page.
    public static func fragment(_ id: String) -> Link {
        Link(checked: "#" + encoded(id))
    }

    /// Makes an address on another host, named in the program itself.
    ///
    /// - Parameter host: A host name of letters, digits, dots and hyphens; nothing else is taken over.
    public static func https(host: StaticString, path segments: String...) -> Link {
        let name = host.withUTF8Buffer { String(decoding: $0.filter(isHostByte), as: UTF8.self) }
        return Link(checked: "https://" + name + path(segments).text)
    }

    /// Makes a link that dials a number; nil without any digit.
    ///
    /// - Parameter number: Digits, a leading `+`, spaces and hyphens; everything but digits and a leading plus is left out. At most 20 digits.
    public static func telephone(_ number: String) -> Link? {
        let digits = number.utf8.filter { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard (1...20).contains(digits.count) else { return nil }
        return Link(checked: "tel:" + (number.hasPrefix("+") ? "+" : "") + String(decoding: digits, as: UTF8.self))
    }

    /// Makes a link that writes to a mailbox; nil where the address has not exactly one `@` between two parts.
    public static func mail(_ address: String) -> Link? {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        return Link(checked: "mailto:" + encoded(String(parts[0])) + "@" + encoded(String(parts[1])))
    }

    /// Reads an own path with its query that came from outside, such as the page to return to; nil where it could leave this host.
    ///
    /// Takes at most 2,048 bytes, beginning with one `/`, of visible ASCII without `\` and quotes, without an empty, `.` or `..` segment, even where
    /// encoded; the root `/` alone is taken.
    public init?(own text: String) {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= 2048 else { return nil }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.forbidden.contains($0) }) else { return nil }
        let path = bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        if path.count > 1 {
            for segment in path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
                let name = String(decoding: segment, as: UTF8.self).lowercased().replacing("%2e", with: ".")
                guard !name.isEmpty, name != ".", name != ".." else { return nil }
            }
        }
        self.text = text
    }

    /// Adds a query item, percent-encoded.
    public func query(_ name: String, _ value: String) -> Link {
        var head = text
        var fragment = ""
        if let mark = text.utf8.firstIndex(of: UInt8(ascii: "#")) {
            fragment = String(text[mark...])
            head = String(text[..<mark])
        }
        head += head.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
        head += Self.encoded(name)
        head += "="
        head += Self.encoded(value)
        return Link(checked: head + fragment)
    }

    /// Adds a query item where there is a value.
    public func query(_ name: String, _ value: String?) -> Link {
        value.map { query(name, $0) } ?? self
    }

    /// Points to a place on the page.
    public func at(_ id: String) -> Link {
        let head = text.utf8.firstIndex(of: UInt8(ascii: "#")).map { String(text[..<$0]) } ?? text
        return Link(checked: head + "#" + Self.encoded(id))
    }

    private static let forbidden = Set("\\\"'<>`{}|^".utf8)

    private static func isHostByte(_ byte: UInt8) -> Bool {
        isUnreserved(byte) && byte != UInt8(ascii: "_") && byte != UInt8(ascii: "~")
    }

    /// Source: RFC 3986, 2.3.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func encoded(_ piece: String) -> String {
        guard !piece.utf8.allSatisfy(isUnreserved) else { return piece }
        let digits: StaticString = "0123456789ABCDEF"
        var bytes: [UInt8] = []
        bytes.reserveCapacity(piece.utf8.count * 3)
        for byte in piece.utf8 {
            if isUnreserved(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                digits.withUTF8Buffer { bytes += [$0[Int(byte >> 4)], $0[Int(byte & 15)]] }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
