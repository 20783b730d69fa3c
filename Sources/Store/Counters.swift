import Synchronization

/// The counts of one engine since its start, changed by many threads.
package final class Counters: Sendable {
    package enum Count: Int, CaseIterable, Sendable {
        case commands, commandsFailed, groups, groupsRunAlone, groupSizeMax, commitNanoseconds
        case reads, readsFailed, readsOutOfTime, retries, conflicts, slowCommands, commandsOutOfTime
        case reconnects, checkpoints, statementsPrepared, readersBusy
    }

    private let values = Mutex([Int](repeating: 0, count: Count.allCases.count))

    package init() {}

    /// Adds to a count.
    package func add(_ count: Count, _ amount: Int = 1) { values.withLock { $0[count.rawValue] += amount } }

    /// Adds to several counts at once.
    package func add(_ amounts: (Count, Int)...) {
        values.withLock { values in for (count, amount) in amounts { values[count.rawValue] += amount } }
    }

    /// Keeps the greater of the count and a value.
    package func raise(_ count: Count, to value: Int) {
        values.withLock { $0[count.rawValue] = max($0[count.rawValue], value) }
    }

    /// The present value.
    package func value(_ count: Count) -> Int { values.withLock { $0[count.rawValue] } }
}

extension Counters {
    /// The figures that every engine gives.
    package var common: [StoreFigure] {
        let counted: [(String, Count)] = [
            ("commands_total", .commands), ("commands_failed_total", .commandsFailed), ("groups_total", .groups),
            ("groups_run_alone_total", .groupsRunAlone), ("retries_total", .retries), ("conflicts_total", .conflicts),
            ("slow_commands_total", .slowCommands), ("commands_out_of_time_total", .commandsOutOfTime),
            ("reads_total", .reads), ("reads_failed_total", .readsFailed),
            ("reads_out_of_time_total", .readsOutOfTime), ("reconnects_total", .reconnects),
            ("checkpoints_total", .checkpoints), ("statements_prepared_total", .statementsPrepared),
        ]
        return counted.map { StoreFigure($0.0, isCounter: true, Double(value($0.1))) } + [
            StoreFigure("commit_seconds_total", isCounter: true, Double(value(.commitNanoseconds)) / 1e9),
            StoreFigure("group_size_max", isCounter: false, Double(value(.groupSizeMax))),
            StoreFigure("readers_busy", isCounter: false, Double(value(.readersBusy))),
        ]
    }
}
