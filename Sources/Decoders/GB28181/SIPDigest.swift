/// The challenge of a server: `WWW-Authenticate: Digest …`.
///
/// Source: RFC 2617 clause 3.2.1, RFC 8760 for SHA-256; GB/T 28181 clause 9.1.
public struct SIPChallenge: Hashable, Sendable {
    /// How the response is hashed.
    public enum Algorithm: String, Hashable, Sendable {
        /// What GB/T 28181 devices do.
        case md5 = "MD5"
        /// RFC 8760.
        case sha256 = "SHA-256"
    }

    /// The protection domain: in GB/T 28181 the code of the SIP domain.
    public var realm: String
    /// The number used once.
    public var nonce: String
    /// The hash; MD5 if the challenge names none.
    public var algorithm: Algorithm
    /// Whether the challenge offers `qop=auth`.
    public var offersQuality: Bool
    /// To be returned unchanged.
    public var opaque: String?

    /// A challenge from its parts.
    public init(
        realm: String, nonce: String, algorithm: Algorithm = .md5, offersQuality: Bool = false, opaque: String? = nil
    ) {
        self.realm = realm
        self.nonce = nonce
        self.algorithm = algorithm
        self.offersQuality = offersQuality
        self.opaque = opaque
    }

    /// Reads the header's value.
    ///
    /// - Throws: ``DecodeError/badSyntax(at:)`` if it is not a digest, ``DecodeError/missingField(at:)`` without realm
    ///   or
    ///   nonce, ``DecodeError/unknownCode(at:)`` for another algorithm.
    public init(_ value: String) throws(DecodeError) {
        let values = try digestValues(value)
        guard let realm = values["realm"], let nonce = values["nonce"] else { throw .missingField(at: 0) }
        self.init(
            realm: realm, nonce: nonce, algorithm: try digestAlgorithm(values),
            offersQuality: (values["qop"] ?? "").split(separator: ",").contains { $0.trimmed == "auth" },
            opaque: values["opaque"])
    }

    /// The header's value.
    public var text: String {
        var text = "Digest realm=\(SIPParameters.quote(realm)),nonce=\(SIPParameters.quote(nonce))"
        if let opaque { text += ",opaque=\(SIPParameters.quote(opaque))" }
        if offersQuality { text += ",qop=\"auth\"" }
        return text + ",algorithm=\(algorithm.rawValue)"
    }
}

/// The answer of a client: `Authorization: Digest …`.
///
/// Source: RFC 2617 clause 3.2.2.
public struct SIPCredentials: Hashable, Sendable {
    /// Who: in GB/T 28181 the code of the device.
    public var username: String
    /// The realm of the challenge.
    public var realm: String
    /// The nonce of the challenge.
    public var nonce: String
    /// The address asked for.
    public var uri: String
    /// The hash in hexadecimal.
    public var response: String
    /// The hash function.
    public var algorithm: SIPChallenge.Algorithm
    /// Counter and client's nonce where the challenge offered `qop`.
    public var quality: Quality?
    /// As in the challenge.
    public var opaque: String?

    /// What `qop=auth` adds.
    public struct Quality: Hashable, Sendable {
        /// Number of requests with this nonce, eight hexadecimal digits.
        public var count: String
        /// The client's own nonce.
        public var clientNonce: String

        /// Counter and client's nonce.
        public init(count: String, clientNonce: String) {
            self.count = count
            self.clientNonce = clientNonce
        }
    }

    init(
        username: String, realm: String, nonce: String, uri: String, response: String,
        algorithm: SIPChallenge.Algorithm, quality: Quality?, opaque: String?
    ) {
        self.username = username
        self.realm = realm
        self.nonce = nonce
        self.uri = uri
        self.response = response
        self.algorithm = algorithm
        self.quality = quality
        self.opaque = opaque
    }

    /// Reads the header's value.
    ///
    /// - Throws: ``DecodeError/badSyntax(at:)`` if it is not a digest, ``DecodeError/missingField(at:)``,
    ///   ``DecodeError/unknownCode(at:)`` for another algorithm or `qop=auth-int`.
    public init(_ value: String) throws(DecodeError) {
        let values = try digestValues(value)
        guard let username = values["username"], let realm = values["realm"], let nonce = values["nonce"],
            let uri = values["uri"], let response = values["response"]
        else { throw .missingField(at: 0) }
        var quality: Quality?
        if let asked = values["qop"] {
            guard asked == "auth" else { throw .unknownCode(at: 0) }
            guard let count = values["nc"], let clientNonce = values["cnonce"] else { throw .missingField(at: 0) }
            quality = Quality(count: count, clientNonce: clientNonce)
        }
        self.init(
            username: username, realm: realm, nonce: nonce, uri: uri, response: response,
            algorithm: try digestAlgorithm(values), quality: quality, opaque: values["opaque"])
    }

    /// The header's value.
    public var text: String {
        var text = "Digest username=\(SIPParameters.quote(username)),realm=\(SIPParameters.quote(realm))"
        text += ",nonce=\(SIPParameters.quote(nonce)),uri=\(SIPParameters.quote(uri)),response=\"\(response)\""
        text += ",algorithm=\(algorithm.rawValue)"
        if let quality { text += ",qop=auth,nc=\(quality.count),cnonce=\(SIPParameters.quote(quality.clientNonce))" }
        if let opaque { text += ",opaque=\(SIPParameters.quote(opaque))" }
        return text
    }
}

/// The list behind `Digest`.
private func digestValues(_ value: String) throws(DecodeError) -> [String: String] {
    let text = value[...].trimmed
    guard text.prefix(7).lowercased() == "digest " else { throw .badSyntax(at: 0) }
    return SIPParameters.values(text.dropFirst(7), separator: ",")
}

private func digestAlgorithm(_ values: [String: String]) throws(DecodeError) -> SIPChallenge.Algorithm {
    guard let name = values["algorithm"] else { return .md5 }
    guard let algorithm = SIPChallenge.Algorithm(rawValue: name.uppercased()) else { throw .unknownCode(at: 0) }
    return algorithm
}
