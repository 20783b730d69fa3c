import Journal
import Logging
import Store
import StoreContract
import Synchronization
import Vocabulary

extension Transaction {
    func note(_ number: Int) throws {
        try Journal.append(
            EntryKind("test.noted"), about: identifier(), at: nil, under: "test",
            Payload(["number": .integer(Int64(number))]), in: self)
    }
}

extension Store {
    func note(_ number: Int) async throws {
        try await write(as: .clockwork) { tx in try tx.note(number) }
    }

    func sequenceAll() async throws {
        let sequencer = Sequencer(store: self, logger: .silent)
        while try await sequencer.sequence() != .nothingLeft {}
    }
}

/// Holds a synchronous closure until a test lets it go on; gives up after ten seconds so that nothing hangs for ever.
final class Gate: Sendable {
    private let isOpen = Atomic(false)
    private let isReleased = Atomic(false)

    func open() { isOpen.store(true, ordering: .sequentiallyConsistent) }
    func release() { isReleased.store(true, ordering: .sequentiallyConsistent) }

    func opened() async {
        while !isOpen.load(ordering: .sequentiallyConsistent) { try? await Task.sleep(for: .milliseconds(1)) }
    }

    func waitForRelease() {
        let end = ContinuousClock.now.advanced(by: .seconds(10))
        while !isReleased.load(ordering: .sequentiallyConsistent), ContinuousClock.now < end { usleepOnce() }
    }

    private func usleepOnce() {
        var pause = timespec(tv_sec: 0, tv_nsec: 1_000_000)
        nanosleep(&pause, nil)
    }
}

#if canImport(Glibc)
    import Glibc
#endif

/// Surroundings whose clock a test moves.
final class TestClock: Sendable {
    private let milliseconds = Atomic<Int64>(1_790_000_000_000)

    var surroundings: Surroundings {
        let fixed = Surroundings.fixed()
        return Surroundings(
            clock: { [self] in Instant(millisecondsSince1970: milliseconds.load(ordering: .relaxed)) },
            chance: { fixed.chance() })
    }

    func advance(milliseconds count: Int64) { milliseconds.add(count, ordering: .relaxed) }
}
