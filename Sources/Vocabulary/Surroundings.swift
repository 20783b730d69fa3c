import Synchronization

/// Clock, identifiers and chance: the three things that no rule may reach for by itself.
///
/// The executable passes the real ones, tests pass fixed ones; that is why every test can be repeated.
public struct Surroundings: Sendable {
    private let clock: @Sendable () -> Instant
    private let randomBits: @Sendable () -> UInt64
    private let counter: MillisecondCounter

    /// Puts surroundings together.
    ///
    /// - Parameters:
    ///   - clock: The present moment; need not be monotone.
    ///   - chance: Sixty-four random bits at each call.
    public init(clock: @escaping @Sendable () -> Instant, chance: @escaping @Sendable () -> UInt64) {
        self.clock = clock
        randomBits = chance
        counter = MillisecondCounter()
    }

    /// The present moment.
    public func now() -> Instant { clock() }

    /// Sixty-four random bits.
    public func chance() -> UInt64 { randomBits() }

    /// A new identifier, later than every identifier made before by these surroundings even when the clock goes back.
    public func identifier() -> Identifier {
        let (milliseconds, count) = counter.next(atMilliseconds: clock().millisecondsSince1970)
        return Identifier(
            at: Instant(millisecondsSince1970: milliseconds), chance12: count, chance62: randomBits())
    }

    /// A new typed identifier; see ``identifier()``.
    public func id<Subject>(_ subject: Subject.Type = Subject.self) -> ID<Subject> { ID(identifier()) }
}

/// Counts identifiers within one millisecond; past 4,095 it borrows the next millisecond (RFC 9562, 6.2, method 1).
private final class MillisecondCounter: Sendable {
    private let state = Mutex<(milliseconds: Int64, count: UInt16)>((0, 0))

    func next(atMilliseconds now: Int64) -> (Int64, UInt16) {
        state.withLock { state in
            if now > state.milliseconds {
                state = (now, 0)
            } else if state.count == 0x0FFF {
                state = (state.milliseconds + 1, 0)
            } else {
                state.count += 1
            }
            return (state.milliseconds, state.count)
        }
    }
}
