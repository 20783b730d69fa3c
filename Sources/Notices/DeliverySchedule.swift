/// When a delivery that failed is tried again.
public enum DeliverySchedule {
    /// Pauses of a webhook in seconds.
    ///
    /// Source: Standard Webhooks, "Deliverability and reliability" (retry schedule).
    private static let webhookSeconds: [Int64] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
    /// The first pause of other channels; each further one is four times as long.
    ///
    /// Source: Decision 0013; eight attempts within eight hours, after which a text message is no news.
    private static let firstSeconds: Int64 = 5
    private static let factor: Int64 = 4
    private static let attemptsMax = 8
    private static let waitSecondsMax: Int64 = 86_400

    /// How often a delivery is tried at most.
    public static func attemptsMax(_ channel: NoticeChannel) -> Int {
        channel == .webhook ? webhookSeconds.count + 1 : attemptsMax
    }

    /// How long to wait after an attempt, in milliseconds, between 80 and 120 per cent of the pause; nil after the last one.
    ///
    /// - Parameters:
    ///   - attempts: How many there were, from 1.
    ///   - asked: What the other side asked for; it lengthens the pause and never shortens it.
    ///   - chance: Sixty-four random bits, so that many deliveries do not come back at one moment.
    public static func pause(
        _ channel: NoticeChannel, after attempts: Int, asked: Int? = nil, chance: UInt64
    ) -> Int64? {
        guard attempts >= 1, attempts < attemptsMax(channel) else { return nil }
        var seconds = firstSeconds
        if channel == .webhook {
            seconds = webhookSeconds[attempts - 1]
        } else {
            for _ in 1..<attempts { seconds *= factor }
        }
        seconds = max(seconds, min(Int64(asked ?? 0), waitSecondsMax))
        return seconds * (800 + Int64(chance % 401))
    }
}
