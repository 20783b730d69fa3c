import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Notices

/// One request to another system and its answer: guarded, without redirects, bounded in time and size.
public struct HTTPExchange: Sendable {
    private let egress: Egress
    private let limit: Duration

    /// Puts the exchange together.
    ///
    /// - Parameter limit: For one exchange from its beginning to the last byte of the answer.
    public init(_ egress: Egress, limit: Duration = .seconds(Connectors.secondsMax)) {
        self.egress = egress
        self.limit = limit
    }

    struct Answer: Sendable {
        let status: Int
        let waitSeconds: Int?
        let body: [UInt8]
    }

    /// Sends a JSON body and reads the answer.
    ///
    /// - Throws: `SendingError`: `guarded`, `unreachable`, `timeout`, `unreadable` for an answer above 64 KiB.
    func post(_ url: EgressURL, headers: [(String, String)], body: [UInt8]) async throws -> Answer {
        var request = HTTPClientRequest(url: url.text)
        request.method = .POST
        request.headers = HTTPHeaders([("content-type", "application/json")] + headers)
        request.body = .bytes(ByteBuffer(bytes: body))
        return try await send(request, to: url)
    }

    /// Sends a form and reads the answer.
    ///
    /// - Throws: As ``post(_:headers:body:)``.
    func post(_ url: EgressURL, form: [(String, String)], headers: [(String, String)]) async throws -> Answer {
        var request = HTTPClientRequest(url: url.text)
        request.method = .POST
        request.headers = HTTPHeaders(
            [("content-type", "application/x-www-form-urlencoded"), ("accept", "application/json")] + headers)
        let text = form.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        request.body = .bytes(ByteBuffer(string: text))
        return try await send(request, to: url)
    }

    /// Asks for a JSON document.
    ///
    /// - Throws: As ``post(_:headers:body:)``.
    func get(_ url: EgressURL) async throws -> Answer {
        var request = HTTPClientRequest(url: url.text)
        request.headers = HTTPHeaders([("accept", "application/json")])
        return try await send(request, to: url)
    }

    /// A value of a form; only letters, digits and `-._~` stay as they are.
    static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }

    private func send(_ given: HTTPClientRequest, to url: EgressURL) async throws -> Answer {
        let way = try await egress.way(to: url)
        var request = given
        request.headers.add(name: "user-agent", value: "lifang")
        return try await Self.within(limit) { [request] in try await Self.exchange(request, way, limit) }
    }

    private static func exchange(_ request: HTTPClientRequest, _ way: Egress.Way, _ limit: Duration) async throws
        -> Answer
    {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(Connectors.connectSeconds), read: .seconds(Int64(Connectors.secondsMax))))
        configuration.dnsOverride = [way.host: way.address.description]
        configuration.httpVersion = .http1Only
        configuration.networkFrameworkWaitForConnectivity = false
        configuration.connectionPool.preWarmedHTTP1ConnectionCount = 0
        // One client for each exchange: the checked address is valid for this one only.
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), configuration: configuration)
        let answer: Result<Answer, any Error>
        do {
            let response = try await client.execute(
                request, deadline: .now() + .seconds(Int64(Connectors.secondsMax)))
            let body = try await response.body.collect(upTo: Connectors.answerBytesMax)
            answer = .success(
                Answer(
                    status: Int(response.status.code),
                    waitSeconds: response.headers.first(name: "retry-after").flatMap { Int($0) },
                    body: Array(body.readableBytesView)))
        } catch {
            answer = .failure(reason(error))
        }
        // A client that is not shut down traps; what its shutdown says changes nothing any more.
        try? await client.shutdown()
        return try answer.get()
    }

    private static func reason(_ error: any Error) -> SendingError {
        switch error {
        case let error as SendingError: error
        case let error as HTTPClientError
        where error == .connectTimeout || error == .readTimeout || error == .deadlineExceeded:
            SendingError(.timeout)
        case is NIOTooManyBytesError: SendingError(.unreadable)
        case is CancellationError: SendingError(.timeout)
        default: SendingError(.unreachable)
        }
    }

    /// Gives work up when it takes too long.
    static func within<Result: Sendable>(
        _ limit: Duration, _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask(operation: work)
            group.addTask {
                try await Task.sleep(for: limit)
                throw SendingError(.timeout)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw SendingError(.timeout) }
            return first
        }
    }
}
