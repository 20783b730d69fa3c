import HTML
import HTTPTypes
public import Journal
public import Keyring
import Places
public import SignIn
public import Store
public import Vocabulary
public import Web

/// The pages for people: every address, what it shows and what its forms do.
public struct PagesEdge: Sendable {
    let store: any Store
    let admission: Admission
    let doorkeeper: Doorkeeper
    let keyring: Keyring
    let identities: Identities
    let feed: Feed
    let surroundings: Surroundings
    let zoneSeconds: Int
    let vendor: [String: VendorFile]
    let areCookiesSecure: Bool
    let assets: Assets
    let files: FileDoor

    /// Puts the pages together.
    ///
    /// - Parameters:
    ///   - zoneSeconds: Seconds east of Greenwich where the places lie.
    ///   - vendor: Browser libraries and the sprite of icons, by path below `/vendor` (`htmx/htmx.min.js`).
    ///   - areCookiesSecure: Whether browsers reach the server by HTTPS only.
    ///   - files: Takes files in and gives them out.
    public init(
        store: any Store, admission: Admission, doorkeeper: Doorkeeper, keyring: Keyring, identities: Identities,
        feed: Feed, surroundings: Surroundings, zoneSeconds: Int,
        vendor: [String: VendorFile], areCookiesSecure: Bool, files: FileDoor
    ) {
        self.store = store
        self.admission = admission
        self.doorkeeper = doorkeeper
        self.keyring = keyring
        self.identities = identities
        self.feed = feed
        self.surroundings = surroundings
        self.zoneSeconds = zoneSeconds
        self.vendor = vendor
        self.areCookiesSecure = areCookiesSecure
        self.files = files
        assets = Assets(version: Self.version(of: vendor))
    }

    /// Every route of the pages.
    public var routes: [Route] {
        let people = peopleRoutes + peopleSearchRoutes
        let ground = signInRoutes + people + uploadRoutes + noticeRoutes + groundRoutes + dataRoutes
        return readingRoutes + actingRoutes + switchRoutes + fileRoutes + ground
    }

    /// A mark of all files together: it changes when one of them does.
    private static func version(of vendor: [String: VendorFile]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        let files =
            [Assets.styleSheet, Assets.script, Assets.mark] + vendor.sorted { $0.key < $1.key }.map(\.value.bytes)
        for file in files {
            for byte in file { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return String(hash, radix: 36)
    }

    func route(
        _ method: HTTPRequest.Method, _ path: String, intake: Route.Intake = .whole, _ handler: @escaping Route.Handler
    ) -> Route {
        Route(method, path, intake: intake, refusal: refusal, handler)
    }

    /// How a refusal looks to a reader: a page that says what to do, or the way to the door.
    public var refusal: Route.Refusal {
        { problem, request in
            if let door = Self.door(for: problem, request) { return door }
            // A frame asks the store; where it does not answer, the page goes without.
            let frame = await (try? frame(for: request)) ?? bareFrame(for: request)
            let page = ErrorPage(ErrorPage.Kind(problem), now: Self.presentPage(after: request))
            return .page(page.view(in: frame).bytes, status: problem.status)
        }
    }

    /// Sends somebody to sign in, or to show again who it is, and back to the page that asked for it.
    private static func door(for problem: Problem, _ request: WebRequest) -> WebResponse? {
        let page: Link
        switch problem.code {
        case .signInNeeded: page = Address.signIn
        case .proofNeeded: page = Address.proof
        default: return nil
        }
        return .see(page.query("return", asking(request).text).text)
    }

    /// The page on which a request began: itself if it only reads, otherwise the one whose form was sent.
    private static func asking(_ request: WebRequest) -> Link {
        if request.method == .get || request.method == .head { return ownPath(of: request) }
        let parts = (request.headers[.referer] ?? "").split(
            separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count == 4 ? Link(own: "/" + parts[3]) ?? Address.home : Address.home
    }

    /// The page that shows how the thing stands: that of the matter on which a form acted.
    private static func presentPage(after request: WebRequest) -> Link? {
        let segments = request.path.split(separator: "/")
        guard segments.count == 3, segments[0] == "matters" else { return nil }
        return Address.matter(String(segments[1]))
    }
}

/// A file that set-up fetched for browsers.
public struct VendorFile: Sendable {
    /// The content.
    public let bytes: [UInt8]
    /// The media type.
    public let type: String

    /// Wraps a file.
    public init(bytes: [UInt8], type: String) {
        self.bytes = bytes
        self.type = type
    }
}

extension ErrorPage.Kind {
    init(_ problem: Problem) {
        switch problem.code {
        case .unreadable, .fields, .mediaType, .tooLarge, .tooSlow, .keyReused, .method, .noCommunity:
            self = .badRequest
        case .crossSite, .notAllowed, .signInNeeded, .proofNeeded: self = .forbidden
        case .notFound: self = .notFound
        case .state, .changed: self = .conflict
        case .busy, .noSpace, .tooOften: self = .busy
        case .failure: self = .broken
        }
    }
}
