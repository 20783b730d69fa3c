/// A moment: whole milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Instant: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970, UTC; negative before.
    public let millisecondsSince1970: Int64

    /// Takes milliseconds since 1970 as they are.
    public init(millisecondsSince1970: Int64) { self.millisecondsSince1970 = millisecondsSince1970 }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.millisecondsSince1970 < right.millisecondsSince1970
    }

    /// The moment that many milliseconds later (earlier if negative).
    public func advanced(byMilliseconds milliseconds: Int64) -> Instant {
        Instant(millisecondsSince1970: millisecondsSince1970 + milliseconds)
    }

    /// How many milliseconds lie between another moment and this one; negative if this one is earlier.
    public func milliseconds(since other: Instant) -> Int64 {
        millisecondsSince1970 - other.millisecondsSince1970
    }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC with milliseconds: `2026-11-22T06:42:00.000Z`.
    public var description: String {
        let seconds = millisecondsSince1970.flooredDivision(by: 1_000)
        let secondOfDay = Int(seconds.flooredRemainder(by: 86_400))
        let day = LocalDay(daysSince1970: Int(seconds.flooredDivision(by: 86_400)))
        let milliseconds = Int(millisecondsSince1970.flooredRemainder(by: 1_000))
        return day.description + "T" + padded(secondOfDay / 3_600, 2) + ":" + padded(secondOfDay / 60 % 60, 2) + ":"
            + padded(secondOfDay % 60, 2) + "." + padded(milliseconds, 3) + "Z"
    }
}

extension Int64 {
    func flooredDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    func flooredRemainder(by divisor: Int64) -> Int64 {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
}

extension Instant {
    /// The moment at which the local day of this moment ends, in a zone with a fixed offset.
    ///
    /// - Parameter zoneSeconds: Seconds east of Greenwich.
    public func endOfDay(zoneSeconds: Int) -> Instant {
        let day = LocalDay(self, offsetSeconds: zoneSeconds).daysSince1970 + 1
        return Instant(millisecondsSince1970: Int64(day) * 86_400_000 - Int64(zoneSeconds) * 1_000)
    }
}
