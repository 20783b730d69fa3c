/// An address of SIP: `"Name" <sip:user@host:port;uri=parameters>;header=parameters`.
///
/// Source: RFC 3261 clauses 19.1 and 20.10.
public struct SIPAddress: Hashable, Sendable {
    /// The name before the angle brackets, without quotes; empty if there is none.
    public var displayName: String
    /// The user part: in GB/T 28181 a code of 20 digits; empty if there is none.
    public var user: String
    /// Host or domain, with the port if there is one.
    public var host: String
    /// Parameters behind the angle brackets, such as `tag`, by lower-case name.
    public var parameters: [String: String]

    /// Reads the value of From, To or Contact.
    ///
    /// - Throws: ``DecodeError/badSyntax(at:)`` if there is no `sip:` or `sips:` address,
    ///   ``DecodeError/truncated(at:)`` if
    ///   a bracket or quote is left open.
    public init(_ value: String) throws(DecodeError) {
        var rest = value[...].trimmed
        displayName = ""
        if rest.utf8.first == 0x22 {
            guard let (name, after) = SIPParameters.quoted(rest) else { throw .truncated(at: value.utf8.count) }
            displayName = name
            rest = after.trimmed
        }
        let uri: Substring
        var tail: Substring
        if let open = rest.firstIndex(of: "<") {
            if displayName.isEmpty { displayName = String(rest[..<open].trimmed) }
            guard let close = rest[open...].firstIndex(of: ">") else { throw .truncated(at: value.utf8.count) }
            uri = rest[rest.index(after: open)..<close]
            tail = rest[rest.index(after: close)...]
        } else {
            let end = rest.firstIndex(of: ";") ?? rest.endIndex
            uri = rest[..<end]
            tail = rest[end...]
        }
        guard let colon = uri.firstIndex(of: ":"), ["sip", "sips"].contains(uri[..<colon].lowercased()) else {
            throw .badSyntax(at: 0)
        }
        let address = uri[uri.index(after: colon)...].prefix { $0 != ";" && $0 != "?" }
        if let at = address.lastIndex(of: "@") {
            user = String(address[..<at].prefix { $0 != ":" })
            host = String(address[address.index(after: at)...])
        } else {
            user = ""
            host = String(address)
        }
        guard !host.isEmpty else { throw .badSyntax(at: 0) }
        tail = tail.trimmed
        parameters = tail.first == ";" ? SIPParameters.values(tail.dropFirst(), separator: ";") : [:]
    }

    /// The value of a header.
    public var text: String {
        let name = displayName.isEmpty ? "" : "\(SIPParameters.quote(displayName)) "
        let tail = parameters.sorted { $0.key < $1.key }.map {
            $0.value.isEmpty ? ";\($0.key)" : ";\($0.key)=\($0.value)"
        }
        return "\(name)<sip:\(user.isEmpty ? "" : user + "@")\(host)>\(tail.joined())"
    }
}

/// Lists of `name=value` in headers.
enum SIPParameters {
    /// A quoted string at the front, with `\` escapes resolved, and what follows; `nil` if it is not closed.
    static func quoted(_ text: Substring) -> (String, Substring)? {
        var output = String.UnicodeScalarView()
        var isEscaped = false
        let scalars = text.unicodeScalars.dropFirst()
        for index in scalars.indices {
            let scalar = scalars[index]
            if isEscaped {
                output.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                return (String(output), text[text.unicodeScalars.index(after: index)...])
            } else {
                output.append(scalar)
            }
        }
        return nil
    }

    static func quote(_ text: String) -> String {
        var output = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { output.append("\\") }
            output.append(scalar)
        }
        output.append("\"")
        return String(output)
    }

    /// Values by lower-case name; of equal names the first stays. At most 64 are read.
    static func values(_ text: Substring, separator: Character) -> [String: String] {
        var output: [String: String] = [:]
        var rest = text
        while !rest.isEmpty, output.count < 64 {
            rest = rest.trimmed
            let name = rest.prefix { $0 != "=" && $0 != separator }
            rest = rest[name.endIndex...]
            var value = ""
            if rest.first == "=" {
                rest = rest.dropFirst().trimmed
                if rest.utf8.first == 0x22, let (inner, after) = quoted(rest) {
                    value = inner
                    rest = after.drop { $0 != separator }
                } else {
                    let plain = rest.prefix { $0 != separator }
                    value = String(plain.trimmed)
                    rest = rest[plain.endIndex...]
                }
            }
            let key = name.trimmed.lowercased()
            if !key.isEmpty, output[key] == nil { output[key] = value }
            rest = rest.dropFirst()
        }
        return output
    }
}
