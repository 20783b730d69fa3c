import Synchronization
import Vocabulary

/// Messages of the demo: nothing is sent, the page shows the code.
public final class DemoMessages: Sendable {
    /// Numbers remembered at most; the oldest is forgotten first.
    private static let numbersMax = 1_000
    private let codes = Mutex<(byNumber: [String: String], order: [String])>(([:], []))

    /// Starts with none.
    public init() {}

    /// The client that pages and use cases see.
    public var client: MessageClient {
        MessageClient(
            sendCode: { number, code, _ in self.keep(code, for: number) },
            shownCode: { number in self.codes.withLock { $0.byNumber[number] } })
    }

    private func keep(_ code: String, for number: String) {
        codes.withLock { codes in
            if codes.byNumber.updateValue(code, forKey: number) == nil { codes.order.append(number) }
            if codes.order.count > Self.numbersMax { codes.byNumber[codes.order.removeFirst()] = nil }
        }
    }
}
