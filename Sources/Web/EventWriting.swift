import Hummingbird
import NIOCore
import ServiceLifecycle

/// Writes server-sent events until the browser leaves, the stream ends or the server stops.
struct EventWriting: Sendable {
    private let stream: EventStream

    /// A comment line is sent this often, so that proxies keep the connection and a dead one is noticed.
    static let heartbeat = Duration.seconds(20)

    init(_ stream: EventStream) { self.stream = stream }

    func body(answering request: Request) -> ResponseBody {
        ResponseBody { [events = stream.events] writer in
            let (parts, continuation) = AsyncStream.makeStream(
                of: ByteBuffer.self, bufferingPolicy: .bufferingNewest(16))
            // The first line makes the browser fire "open" at once; "retry" says when to come back.
            continuation.yield(ByteBuffer(string: "retry: 2000\n\n"))
            // Whoever closes the connection is not noticed by writing alone (a second failed write is needed).
            try await request.body.consumeWithInboundCloseHandler { _ in
                await withGracefulShutdownHandler {
                    await Self.pump(events, into: continuation) {
                        for await part in parts {
                            do { try await writer.write(part) } catch { break }
                        }
                    }
                } onGracefulShutdown: {
                    continuation.finish()
                }
            } onInboundClosed: {
                continuation.finish()
            }
            try? await writer.finish(nil)
        }
    }

    private static func pump(
        _ events: AsyncStream<EventStream.Event>, into continuation: AsyncStream<ByteBuffer>.Continuation,
        while write: () async -> Void
    ) async {
        let feeding = Task {
            for await event in events { continuation.yield(ByteBuffer(bytes: event.bytes)) }
            continuation.finish()
        }
        let beating = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: heartbeat)
                continuation.yield(ByteBuffer(string: ": still here\n\n"))
            }
        }
        await write()
        feeding.cancel()
        beating.cancel()
    }
}
