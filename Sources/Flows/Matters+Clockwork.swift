public import Journal
import Store
import Vocabulary

extension Matters {
    /// What the clock does with matters, by kind of timer.
    public static let timers: [String: Ticking.Work] = [
        dueTimer.description: { timer, tx in
            try clockwork(timer, in: tx) { $0.afterFallingDue(by: tx.actor.id, at: tx.now) }
        },
        ratingTimer.description: { timer, tx in
            try clockwork(timer, in: tx) { $0.afterSilence(by: tx.actor.id, at: tx.now) }
        },
    ]

    private static func clockwork(
        _ timer: Timer, in tx: Transaction, _ decide: (Matter) -> (Matter, MatterStep)?
    ) throws {
        let (matter, _) = try known(ID(timer.subject), to: tx.actor, in: tx)
        guard let (after, step) = decide(matter) else { return }
        try keep(after, step, from: matter, under: nil, in: tx)
    }
}
