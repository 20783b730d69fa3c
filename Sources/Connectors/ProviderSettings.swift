import Notices
public import SignIn
public import Vocabulary

/// What a sign-in provider needs to know us, and what it is to us.
public struct ProviderSettings: Sendable, Decodable {
    /// How this house says who it is when it changes a code for a token.
    ///
    /// Source: OpenID Connect Core 1.0, 9.
    enum Authentication: String, Sendable, Decodable { case basic, post }

    let code: String
    let name: [String: String]
    let issuer: String
    let clientId: String
    let clientSecret: String?
    let authentication: Authentication?
    /// `residents`, `staff`; both where nothing is said.
    let doors: [String]?
    /// Where discovery is not offered.
    let addresses: ProviderAddresses?
}

extension ConnectorsFile {
    /// Whether every sign-in provider of the file can be used.
    var areProvidersFit: Bool {
        let settings = signIn ?? []
        let asked = ProviderClient(
            authorization: { throw SendingError(.guarded) }, exchange: { _, _, _ in throw SendingError(.guarded) },
            keys: { _ in throw SendingError(.guarded) })
        return Set(settings.map(\.code)).count == settings.count
            && settings.allSatisfy { $0.provider(publicAddress, asked) != nil }
    }

    /// The sign-in providers of the file.
    public func signInProviders(_ surroundings: Surroundings, resolver: HostResolver = .system) -> [SignInProvider] {
        let exchange = HTTPExchange(
            Egress(egress, resolver: resolver), limit: .seconds(ProviderSettings.secondsMax))
        return (signIn ?? []).compactMap { settings in
            let connector = ProviderConnector(settings, exchange, clock: { surroundings.now() })
            return settings.provider(publicAddress, connector.client)
        }
    }
}

extension ProviderSettings {
    /// How long one question to a provider may take; somebody waits for the page.
    ///
    /// Source: Decision 0011.
    static let secondsMax = 10

    /// The provider as sign-in sees it; nil where something cannot be.
    func provider(_ publicAddress: String?, _ client: ProviderClient) -> SignInProvider? {
        let known = doors.map { Set($0.compactMap { SignInProvider.Door(rawValue: $0) }) }
        guard let publicAddress, known?.count == doors?.count, EgressURL(issuer) != nil, addresses?.isFit != false,
            let chinese = name[Language.zhHans.rawValue], let english = name[Language.en.rawValue]
        else { return nil }
        return SignInProvider(
            code: code, name: LocalizedText(zhHans: chinese, en: english), issuer: issuer, clientID: clientId,
            redirect: "\(publicAddress)/sign-in/with/\(code)/back",
            doors: known ?? Set(SignInProvider.Door.allCases), client: client)
    }
}
