import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// Closes connections that do not greet, or greet and then say nothing, before they become requests.
struct Attentive<Base: ServerChildChannel>: ServerChildChannel {
    private let base: Base

    init(_ base: Base) { self.base = base }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            // Behind the encryption only what was said counts, not the greeting; without it everything is said.
            let tls = try? pipeline.handler(type: NIOSSLServerHandler.self)
            try pipeline.addHandler(FirstWord(), position: tls.map { .after($0) } ?? .first)
            return value
        }
    }

    func handle(value: Base.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

/// Waits for the first bytes of a connection, and closes it if they do not come in time or the server stops before.
private final class FirstWord: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var end: Scheduled<Void>?

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        end = context.eventLoop.scheduleTask(in: TimeAmount(Setting.firstWord)) { channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        cancel()
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        cancel()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent, end != nil { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    private func cancel() {
        end?.cancel()
        end = nil
    }
}
