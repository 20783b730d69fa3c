/// The two kinds of majority that the owners' assembly decides by.
///
/// Source: Civil Code art. 278 para. 2; "以上" includes the number itself by art. 1259.
public enum MajorityClass: String, Sendable {
    /// More than half of the participating area and of the participating heads agree.
    case ordinary
    /// At least three quarters of the participating area and of the participating heads agree.
    case special
}

/// One of the nine matters that owners decide together.
///
/// Using the repair fund (item 5) is ordinary; only raising it (item 6) is special. The Regulations on Property
/// Management of 2018 still print the thresholds of before 2021 and are never loaded.
///
/// Source: Civil Code art. 278 para. 1.
public struct MatterItem: Hashable, Sendable {
    /// The item's number, 1 to 9.
    public let number: Int

    /// Names an item.
    ///
    /// - Throws: ``MajorityError/unknownItem`` outside 1 … 9.
    public init(_ number: Int) throws(MajorityError) {
        guard (1...9).contains(number) else { throw .unknownItem }
        self.number = number
    }

    /// The majority that the item needs: special for 6, 7 and 8.
    public var majorityClass: MajorityClass { (6...8).contains(number) ? .special : .ordinary }
}

/// A question put to the owners.
public struct Motion: Hashable, Sendable {
    /// Its number on the ballot, from 1.
    public let number: Int
    /// The matter it belongs to.
    public let item: MatterItem

    /// Makes a motion.
    public init(number: Int, item: MatterItem) {
        self.number = number
        self.item = item
    }
}

/// What an owner marked for one motion.
public enum Choice: Int, CaseIterable, Hashable, Sendable {
    case agree, against, abstain
    /// A paper mark that cannot be read, or more than one mark.
    case invalid
}

/// The rules of procedure that a vote was announced with; the thresholds themselves are law and no setting.
///
/// Source: Civil Code art. 278; 业主大会议事规则 of the compound for what the law leaves open.
public struct VoteRules: Equatable, Sendable {
    /// Whether the last or the first of several valid ballots for one unit counts.
    public enum Revote: String, Sendable {
        case last, first
    }

    /// Which ballot of several counts.
    public var revote: Revote
    /// Whether a paper ballot counts before web and counter ballots, whatever their order.
    public var paperOverrides: Bool
    /// How many units one agent may vote for; nil for no limit.
    public var proxyUnitsMax: Int?
    /// Whether parking spaces that can be registered stand on the roll.
    public var parkingCounts: Bool
    /// Whether an invalid mark takes part without agreeing; by default it does not take part.
    public var invalidParticipates: Bool
    /// Whether the count is also printed with unreturned units added to the majority. It never decides: contested since 2021.
    public var followMajority: Bool

    /// Makes the rules; each default is the one that the published scheme uses.
    public init(
        revote: Revote = .last, paperOverrides: Bool = true, proxyUnitsMax: Int? = 3, parkingCounts: Bool = false,
        invalidParticipates: Bool = false, followMajority: Bool = false
    ) {
        self.revote = revote
        self.paperOverrides = paperOverrides
        self.proxyUnitsMax = proxyUnitsMax
        self.parkingCounts = parkingCounts
        self.invalidParticipates = invalidParticipates
        self.followMajority = followMajority
    }
}
