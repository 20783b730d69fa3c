import HTTPTypes
public import Keyring
public import Vocabulary
public import Web

/// The interface for programs: every address, and the document that describes them.
public struct APIEdge: Sendable {
    static let prefix = "/api/v1"

    let admission: Admission
    let keyring: Keyring
    let surroundings: Surroundings
    let zoneSeconds: Int
    let version: String
    let files: FileDoor

    /// Puts the interface together.
    ///
    /// - Parameters:
    ///   - zoneSeconds: Seconds east of Greenwich where the places lie.
    ///   - version: The program's version, for the document.
    ///   - files: Takes files in and gives them out.
    public init(
        admission: Admission, keyring: Keyring, surroundings: Surroundings, zoneSeconds: Int, version: String,
        files: FileDoor
    ) {
        self.admission = admission
        self.keyring = keyring
        self.surroundings = surroundings
        self.zoneSeconds = zoneSeconds
        self.version = version
        self.files = files
    }

    var endpoints: [Endpoint] {
        let people = peopleEndpoints + peopleSearchEndpoints
        let ground = signInEndpoints + people + fileEndpoints + noticeEndpoints + groundEndpoints
        return placeEndpoints + matterEndpoints + matterActEndpoints + ground
    }

    /// Every route of the interface.
    public var routes: [Route] {
        let document = OpenAPI.document(endpoints, version: version).bytes
        let description = Route(.get, "/api/openapi.json", refusal: ProblemBody.response) { _ in
            WebResponse(headers: [.contentType: "application/json; charset=utf-8"], body: .bytes(document))
        }
        return [description] + endpoints.map { $0.route(admission) }
    }

    /// How an address below `/api` that does not exist is told.
    public static let refusal: Route.Refusal = ProblemBody.response
}
