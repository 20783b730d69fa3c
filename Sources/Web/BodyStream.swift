import Hummingbird
import NIOCore
import Synchronization

/// A request's body, piece by piece; it can be read once.
public struct BodyStream: Sendable, AsyncSequence {
    /// A piece.
    public typealias Element = [UInt8]

    private enum Source: Sendable {
        case bytes([UInt8])
        case request(RequestBody)
    }

    private let source: Source
    private let pieces = Pieces()

    /// Counts what has come, so that somebody else can see whether anything still comes.
    final class Pieces: Sendable {
        let count = Atomic(0)
        let hasEnded = Atomic(false)
    }

    /// A body that is there already.
    public init(_ bytes: [UInt8]) { source = .bytes(bytes) }

    init(_ body: RequestBody) { source = .request(body) }

    /// Hands over the pieces.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var bytes: [UInt8]
        fileprivate var request: RequestBody.AsyncIterator?
        fileprivate let pieces: Pieces

        /// The next piece; nil at the end.
        ///
        /// - Throws: ``Problem`` with ``Problem/Code/unreadable`` if the caller left, ``Problem/Code/busy`` if the server stops.
        public mutating func next() async throws -> [UInt8]? {
            guard request != nil else {
                defer { bytes = [] }
                return bytes.isEmpty ? nil : bytes
            }
            do {
                let part = try await request?.next()
                pieces.count.add(1, ordering: .relaxed)
                if part == nil { pieces.hasEnded.store(true, ordering: .relaxed) }
                return part.map { Array($0.readableBytesView) }
            } catch is CancellationError {
                throw Problem(.busy)
            } catch {
                throw Problem(.unreadable)
            }
        }
    }

    /// Begins to read.
    public func makeAsyncIterator() -> AsyncIterator {
        switch source {
        case .bytes(let bytes): AsyncIterator(bytes: bytes, request: nil, pieces: pieces)
        case .request(let body): AsyncIterator(bytes: [], request: body.makeAsyncIterator(), pieces: pieces)
        }
    }

    /// Nothing has come for so long: the caller is gone, or holds a place on purpose.
    ///
    /// Source: Decision 0012; limits of RFC 9110, 15.5.9.
    static let quietSecondsMax = 15

    /// Does something with the body, and gives it up when nothing comes any more.
    ///
    /// - Throws: ``Problem`` with ``Problem/Code/tooSlow``, and what `work` throws.
    func watched<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        guard case .request = source else { return try await work() }
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await work() }
            group.addTask { [pieces] in
                var seen = -1
                while !pieces.hasEnded.load(ordering: .relaxed) {
                    let count = pieces.count.load(ordering: .relaxed)
                    if count == seen { throw Problem(.tooSlow) }
                    seen = count
                    try await Task.sleep(for: .seconds(Self.quietSecondsMax))
                }
                return nil
            }
            while let next = try await group.next() {
                guard let result = next else { continue }
                group.cancelAll()
                return result
            }
            throw Problem(.failure)
        }
    }
}
