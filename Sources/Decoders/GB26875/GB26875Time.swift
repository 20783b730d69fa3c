/// The six-byte time of GB/T 26875.3: second, minute, hour, day, month, year since 2000, each one binary byte.
///
/// The bytes are kept as sent: clocks of devices in the field are wrong by years or count in packed decimals, and a
/// frame must not be lost for it.
///
/// Source: GB/T 26875.3-2011, time tag of the control unit and of information objects.
public struct GB26875Time: Hashable, Sendable {
    /// Second, 0–59 in a sound clock.
    public var second: UInt8
    /// Minute, 0–59 in a sound clock.
    public var minute: UInt8
    /// Hour, 0–23 in a sound clock.
    public var hour: UInt8
    /// Day of the month, 1–31 in a sound clock.
    public var day: UInt8
    /// Month, 1–12 in a sound clock.
    public var month: UInt8
    /// Years since 2000, 0–99 in a sound clock.
    public var yearSince2000: UInt8

    /// The time from its parts; nothing is checked, see ``isSound``.
    public init(yearSince2000: UInt8, month: UInt8, day: UInt8, hour: UInt8, minute: UInt8, second: UInt8) {
        self.yearSince2000 = yearSince2000
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    init(_ cursor: inout ByteCursor) throws(DecodeError) {
        second = try cursor.byte()
        minute = try cursor.byte()
        hour = try cursor.byte()
        day = try cursor.byte()
        month = try cursor.byte()
        yearSince2000 = try cursor.byte()
    }

    /// The six bytes, second first.
    public var bytes: [UInt8] { [second, minute, hour, day, month, yearSince2000] }

    /// Whether this is a moment of the calendar.
    public var isSound: Bool { secondsSince2000 != nil }

    /// The same bytes read as packed decimals (a habit of some vendors); `nil` if they are none or no moment.
    public var readAsPackedDecimals: GB26875Time? {
        var parts: [UInt8] = []
        for byte in bytes {
            guard byte >> 4 < 10, byte & 15 < 10 else { return nil }
            parts.append(byte >> 4 * 10 + byte & 15)
        }
        let time = GB26875Time(
            yearSince2000: parts[5], month: parts[4], day: parts[3], hour: parts[2], minute: parts[1],
            second: parts[0])
        return time.isSound ? time : nil
    }

    /// Seconds since 2000-01-01 00:00:00 of the same clock; `nil` if this is no moment of the calendar.
    public var secondsSince2000: Int64? {
        guard second < 60, minute < 60, hour < 24, (1...12).contains(month), yearSince2000 < 100 else { return nil }
        let isLeap = yearSince2000 % 4 == 0
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day >= 1, Int(day) <= lengths[Int(month) - 1] else { return nil }
        let years = Int(yearSince2000)
        let days = years * 365 + (years + 3) / 4 + lengths[..<(Int(month) - 1)].reduce(0, +) + Int(day) - 1
        return Int64(days) * 86_400 + Int64(hour) * 3_600 + Int64(minute) * 60 + Int64(second)
    }

    /// Whether two clocks differ by more than 24 hours, or one of them shows no moment: a warning to a person.
    public func isFar(from other: GB26875Time) -> Bool {
        guard let mine = secondsSince2000, let theirs = other.secondsSince2000 else { return true }
        return abs(mine - theirs) > 86_400
    }
}

extension GB26875Time: CustomStringConvertible {
    /// `YYYY-MM-DD hh:mm:ss`, the bytes as binary numbers even if they are no moment.
    public var description: String {
        func two(_ number: UInt8) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(2000 + Int(yearSince2000))-\(two(month))-\(two(day)) \(two(hour)):\(two(minute)):\(two(second))"
    }
}
