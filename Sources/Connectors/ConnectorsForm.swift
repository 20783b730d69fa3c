import Foundation

/// Which keys the connectors file may have: JSON readers pass over the others, and a slip of the pen would go unseen.
indirect enum ConnectorsForm: Sendable {
    /// A value whose keys are nobody's business here: a text, a number, or names that the operator chooses.
    case anything
    case list(ConnectorsForm)
    case keys([String: ConnectorsForm])

    static let file = ConnectorsForm.keys([
        "publicAddress": .anything,
        "egress": .list(plain("host", "port", "private", "plain")),
        "sms": plain("url", "keyId", "secret", "templates"),
        "wechat": plain("base", "appId", "appSecret", "kind", "templates", "fields"),
        "mail": plain("host", "port", "user", "password", "from", "fromName", "certificates"),
        "signIn": .list(
            plain("code", "name", "issuer", "clientId", "clientSecret", "authentication", "doors", "addresses")),
        "webhooks": .list(plain("id", "url", "secrets", "signingKey", "community", "topics")),
    ])

    private static func plain(_ names: String...) -> ConnectorsForm {
        .keys(Dictionary(uniqueKeysWithValues: names.map { ($0, .anything) }))
    }

    /// The first key that means nothing, in the order of the alphabet.
    func fault(of tree: Any, at path: String) -> ConnectorsFile.Fault? {
        switch self {
        case .anything: return nil
        case .list(let inner):
            guard let entries = tree as? [Any] else { return nil }
            for (index, entry) in entries.enumerated() {
                if let fault = inner.fault(of: entry, at: "\(path)[\(index)]") { return fault }
            }
            return nil
        case .keys(let known):
            guard let values = tree as? [String: Any] else { return nil }
            for (name, value) in values.sorted(by: { $0.key < $1.key }) {
                let inner = path.isEmpty ? name : "\(path).\(name)"
                guard let form = known[name] else {
                    return .unknownKey(path: String(inner.prefix(100)), known: known.keys.sorted())
                }
                if let fault = form.fault(of: value, at: inner) { return fault }
            }
            return nil
        }
    }

    /// Where a value lies that could not be read; never the value itself.
    static func path(of error: any Error) -> String {
        guard let error = error as? DecodingError else { return "?" }
        let (context, missing): (DecodingError.Context, String?) =
            switch error {
            case .keyNotFound(let key, let context): (context, key.stringValue)
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                (context, nil)
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), nil)
            }
        var path = ""
        for key in context.codingPath {
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + key.stringValue
            }
        }
        guard let missing else { return path.isEmpty ? "{}" : path }
        return path.isEmpty ? missing : "\(path).\(missing)"
    }
}
