import Journal
import SignIn
import Store
import Vocabulary

/// What must be tidied now and then.
enum Housekeeping {
    private static let forgetting: StaticString = "request-key.forget"
    private static let subject = Identifier(high: 0x7000, low: 0x8000_0000_0000_0100)
    /// How often old keys are forgotten.
    private static let pauseMilliseconds: Int64 = 3_600_000

    /// Sets the first timers; those that stand stay.
    static func start(in store: any Store) async throws {
        try await store.write(as: .clockwork) { tx in try Timers.set(forgetting, about: subject, due: tx.now, in: tx) }
    }

    static let timers: [String: Ticking.Work] = [
        forgetting.description: { _, tx in
            try RequestKeys.forgetOld(in: tx)
            try Doorkeeper.forgetOld(in: tx)
            try Timers.set(
                forgetting, about: subject, due: tx.now.advanced(byMilliseconds: pauseMilliseconds), in: tx)
        }
    ]
}
