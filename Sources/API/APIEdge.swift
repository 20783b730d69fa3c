import HTTPTypes
public import Store
public import Vocabulary
public import Web

/// The interface for programs: every address, and the document that describes them.
public struct APIEdge: Sendable {
    static let prefix = "/api/v1"

    let store: any Store
    let identities: Identities
    let surroundings: Surroundings
    let zoneSeconds: Int
    let version: String

    /// Puts the interface together.
    ///
    /// - Parameters:
    ///   - zoneSeconds: Seconds east of Greenwich where the places lie.
    ///   - version: The program's version, for the document.
    public init(
        store: any Store, identities: Identities, surroundings: Surroundings, zoneSeconds: Int, version: String
    ) {
        self.store = store
        self.identities = identities
        self.surroundings = surroundings
        self.zoneSeconds = zoneSeconds
        self.version = version
    }

    var endpoints: [Endpoint] { placeEndpoints + matterEndpoints + matterActEndpoints }

    /// Every route of the interface.
    public var routes: [Route] {
        let document = OpenAPI.document(endpoints, version: version).bytes
        let description = Route(.get, "/api/openapi.json", refusal: ProblemBody.response) { _ in
            WebResponse(headers: [.contentType: "application/json; charset=utf-8"], body: .bytes(document))
        }
        return [description] + endpoints.map { $0.route(identities) }
    }

    /// How an address below `/api` that does not exist is told.
    public static let refusal: Route.Refusal = ProblemBody.response
}
