import Keyring
import Logging
import Store
import Vocabulary
import Web

/// Removes every night what may not be kept any longer.
struct NightlyRetention: Sendable {
    let store: any Store
    let surroundings: Surroundings
    let logger: Logger

    /// How often it looks whether a night has passed since the last run.
    private static let pause = Duration.seconds(600)
    /// At which second of the day it begins: 03:30, when few people are up.
    private static let secondOfDay: Int64 = 12_600

    /// Works until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            do {
                try await runIfDue()
            } catch let error as StoreError where error.code == .closed {
                return
            } catch {
                logger.error("what is past its time could not be removed", metadata: ["error": "\(error)"])
            }
            // A cancelled pause ends the loop.
            try? await Task.sleep(for: Self.pause)
        }
    }

    private func runIfDue() async throws {
        let now = surroundings.now()
        let standings = try await store.read(in: .reports) { try Retention.standings(HeldData.maps, at: now, in: $0) }
        let lately = now.lastTime(ofSecondOfDay: Self.secondOfDay, zoneSeconds: Setting.zoneSeconds)
        guard standings.contains(where: { $0.lastRun.map { $0 < lately } ?? true }) else { return }
        let removed = try await Retention.run(HeldData.maps, in: store)
        logger.notice("what was past its time was removed", metadata: ["rows": "\(removed)"])
    }
}

extension Instant {
    /// The last moment, not after this one, at which clocks of a zone showed a time of the day.
    func lastTime(ofSecondOfDay second: Int64, zoneSeconds: Int) -> Instant {
        let day: Int64 = 86_400_000
        let shift = second * 1_000 - Int64(zoneSeconds) * 1_000
        let days = (millisecondsSince1970 - shift) / day
        return Instant(millisecondsSince1970: days * day + shift)
    }
}
