public import Hummingbird

/// What Hummingbird keeps for one request; ours holds nothing more.
public struct WebContext: RequestContext {
    public var coreContext: CoreRequestContextStorage

    public init(source: Source) { coreContext = .init(source: source) }
}
