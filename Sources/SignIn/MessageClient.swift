public import Vocabulary

/// Sends a code to a telephone.
///
/// The house has one for the way that messages take; the stand-in of the demo keeps the code so that the page can show it.
public struct MessageClient: Sendable {
    /// Sends a code to a number (E.164) in a language; throws when the other side did not take it.
    public var sendCode: @Sendable (_ number: String, _ code: String, _ language: Language) async throws -> Void
    /// The code that was last sent to a number, where a page may show it: in the demo only.
    public var shownCode: @Sendable (_ number: String) -> String?

    /// Puts a client together.
    public init(
        sendCode: @escaping @Sendable (_ number: String, _ code: String, _ language: Language) async throws -> Void,
        shownCode: @escaping @Sendable (_ number: String) -> String? = { _ in nil }
    ) {
        self.sendCode = sendCode
        self.shownCode = shownCode
    }
}
