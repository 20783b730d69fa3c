internal import Crypto

extension SIPCredentials {
    /// The answer to a challenge.
    ///
    /// - Parameters:
    ///   - challenge: What the server asked.
    ///   - username: The code of the device.
    ///   - password: Shared with the server.
    ///   - method: Of the request that will carry the answer.
    ///   - uri: Of the same request.
    ///   - clientNonce: Fresh for each answer; used only if the challenge offers `qop`.
    public init(
        answering challenge: SIPChallenge, username: String, password: String, method: String, uri: String,
        clientNonce: String
    ) {
        self.init(
            username: username, realm: challenge.realm, nonce: challenge.nonce, uri: uri, response: "",
            algorithm: challenge.algorithm,
            quality: challenge.offersQuality ? Quality(count: "00000001", clientNonce: clientNonce) : nil,
            opaque: challenge.opaque)
        response = expectedResponse(password: password, method: method)
    }

    /// Whether the answer was made with this password for this method, compared in constant time.
    ///
    /// The caller also checks that realm and nonce are its own, that the nonce is fresh, and that ``uri`` is that of
    /// the
    /// request.
    public func isCorrect(password: String, method: String) -> Bool {
        let expected = Array(expectedResponse(password: password, method: method).utf8)
        let given = Array(response.lowercased().utf8)
        guard expected.count == given.count else { return false }
        return zip(expected, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The response in lower-case hexadecimal: H(H(user:realm:password):nonce:…:H(method:uri)).
    ///
    /// Source: RFC 2617 clause 3.2.2.1.
    public func expectedResponse(password: String, method: String) -> String {
        let first = hash("\(username):\(realm):\(password)")
        let second = hash("\(method):\(uri)")
        guard let quality else { return hash("\(first):\(nonce):\(second)") }
        return hash("\(first):\(nonce):\(quality.count):\(quality.clientNonce):auth:\(second)")
    }

    private func hash(_ text: String) -> String {
        let bytes = Array(text.utf8)
        switch algorithm {
        case .md5: return Hexadecimal.string(Insecure.MD5.hash(data: bytes))
        case .sha256: return Hexadecimal.string(SHA256.hash(data: bytes))
        }
    }
}
