public import Hummingbird
import NIOCore

/// What Hummingbird keeps for one request, and from where it came.
public struct WebContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The address of whoever opened the connection; nil where there is none.
    let remoteAddress: String?

    public init(source: Source) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }
}
