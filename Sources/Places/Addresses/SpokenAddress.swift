/// An address as people say it, taken apart: `桂花里3幢2单元501`, `3-2-501`, `三号楼二单元五零一室`.
///
/// Full-width characters, Chinese numerals and English words are read too. Numbers come without leading zeros, letters
/// in lower case. What is not said is nil.
public struct SpokenAddress: Sendable, Hashable {
    /// What stands before the numbers: the name of a compound or street; empty if nothing does.
    public let area: String
    /// The number or letter of the building.
    public let building: String?
    /// The number or letter of the unit.
    public let unit: String?
    /// The number of the room or home.
    public let room: String?

    /// Takes an address apart.
    ///
    /// - Parameters:
    ///   - text: What was said; beyond 200 characters nothing is read.
    ///   - format: What two numbers with a dash mean here.
    public init(_ text: String, format: AddressFormat = .buildingUnitRoom) {
        var reading = AddressReading(AddressToken.tokens(in: String(text.prefix(200))), format)
        reading.read()
        area = reading.area
        building = reading.building
        unit = reading.unit
        room = reading.room
    }

    /// Whether any number was understood.
    public var hasNumbers: Bool { building != nil || unit != nil || room != nil }
}

/// Gives the numbers of an address their meaning, from left to right.
struct AddressReading {
    private var tokens: [AddressToken]
    private let format: AddressFormat
    private(set) var area = ""
    private(set) var building: String?
    private(set) var unit: String?
    private(set) var room: String?
    /// Set while the building is only the number of a house in a street, which a building after it would replace.
    private var isHouse = false
    /// What was named after the number of the house.
    private var named = ""

    init(_ tokens: [AddressToken], _ format: AddressFormat) {
        self.tokens = tokens
        self.format = format
    }

    mutating func read() {
        var index = 0
        while index < tokens.count {
            switch tokens[index] {
            case .text(let words) where isHouse: named += words
            case .text(let words): if !isStarted { area += words }
            case .gap, .dash, .mark: break
            case .number(let number): index = take(number, at: index)
            }
            index += 1
        }
        while let last = area.last, last.isWhitespace || "，,、:：".contains(last) { area.removeLast() }
        area = String(area.drop { $0.isWhitespace || "，,、:：".contains($0) })
    }

    /// The building so far was the number of a house: what was named after it is the area, or the house itself is.
    private mutating func leaveHouse() {
        guard isHouse, let house = building else { return }
        isHouse = false
        building = nil
        area = named.count > 1 ? named : area + house + "号" + named
    }

    private var isStarted: Bool { building != nil || unit != nil || room != nil }

    /// Reads the number at an index with what stands around it; gives the last index that was used.
    private mutating func take(_ number: String, at index: Int) -> Int {
        if named.count > 1 || mark(after: index)?.mark.meaning == .building { leaveHouse() }
        defer { if unit != nil || room != nil { isHouse = false } }
        if let after = mark(after: index) { return takeMarked(number, after.mark, at: after.at) }
        if let before = mark(before: index) {
            set(before.meaning, number)
            return index
        }
        let run = dashedRun(from: index)
        if run.count > 1 { return takeRun(run, from: index) }
        // A bare number: the room where the building is known, otherwise the number of whatever was not yet said.
        if building != nil || unit != nil { room = room ?? number } else { room = number }
        return index
    }

    /// Reads a number with the mark after it; gives the index of the mark.
    private mutating func takeMarked(_ number: String, _ mark: AddressMark, at index: Int) -> Int {
        switch mark.meaning {
        case .number where isStarted: room = number
        case .number: (building, isHouse) = (number, true)
        case .storey where building == nil && !(hasNumber(after: index) && saysBuilding(after: index)):
            building = number
        case .storey: break
        default: set(mark.meaning, number)
        }
        return index
    }

    private mutating func set(_ meaning: AddressMark.Meaning, _ number: String) {
        switch meaning {
        // 2 幢 and then "one more building": the first is where it is.
        case .building, .number: building = building ?? number
        case .unit: unit = number
        case .room: room = number
        case .storey: break
        }
    }

    /// The mark that follows a token, also after a gap, and where it stands.
    private func mark(after index: Int) -> (mark: AddressMark, at: Int)? {
        for at in [index + 1, index + 2] where tokens.indices.contains(at) {
            if case .mark(let mark) = tokens[at] { return mark.stands == .after ? (mark, at) : nil }
            guard case .gap = tokens[at] else { return nil }
        }
        return nil
    }

    /// The mark of a language that says it first, such as `building`.
    private func mark(before index: Int) -> AddressMark? {
        for at in [index - 1, index - 2] where tokens.indices.contains(at) {
            if case .mark(let mark) = tokens[at] { return mark.stands == .before ? mark : nil }
            guard case .gap = tokens[at] else { return nil }
        }
        return nil
    }

    private func hasNumber(after index: Int) -> Bool {
        tokens.dropFirst(index + 1).contains { if case .number = $0 { true } else { false } }
    }

    private func saysBuilding(after index: Int) -> Bool {
        tokens.dropFirst(index + 1).contains {
            if case .mark(let mark) = $0 { mark.meaning == .building } else { false }
        }
    }

    /// Numbers joined by dashes, the last of which may carry a mark.
    private func dashedRun(from index: Int) -> [String] {
        var run: [String] = []
        var at = index
        while tokens.indices.contains(at), case .number(let number) = tokens[at] {
            run.append(number)
            guard tokens.indices.contains(at + 2), case .dash = tokens[at + 1] else { break }
            at += 2
        }
        return run
    }

    private mutating func takeRun(_ run: [String], from index: Int) -> Int {
        let last = index + 2 * (run.count - 1)
        let lastMeaning = mark(after: last)?.mark.meaning
        switch (run.count, building, unit) {
        // 10-11 幢: several buildings, or a phase and a building of it; the marked one counts.
        case _ where lastMeaning == .building: building = building ?? run[run.count - 1]
        case (2, nil, nil): takePair(run, lastMeaning)
        case (2, .some, nil): (unit, room) = (run[0], run[1])
        case (2, _, .some): room = run[1]
        case (_, nil, _): (building, unit, room) = (run[0], run[1], run[2])
        default: (unit, room) = (run[run.count - 2], run[run.count - 1])
        }
        return last
    }

    private mutating func takePair(_ run: [String], _ lastMeaning: AddressMark.Meaning?) {
        if lastMeaning == .unit || (lastMeaning == nil && format == .buildingUnit) {
            (building, unit) = (run[0], run[1])
        } else if format == .unitRoom {
            (unit, room) = (run[0], run[1])
        } else {
            (building, room) = (run[0], run[1])
        }
    }
}
