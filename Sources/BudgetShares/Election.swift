/// An election of projects within a budget, in whole units of the smallest amount that occurs in it.
public struct Election: Sendable, Equatable {
    /// How votes are given.
    public enum VoteType: String, Sendable, Equatable {
        /// Any number of projects, each supported or not.
        case approval
        /// One project.
        case chooseOne = "choose-1"
        /// Points shared out among projects.
        case cumulative
        /// Points given to projects.
        case scoring
        /// Projects in order of preference.
        case ordinal
    }

    /// A project that can be chosen.
    public struct Project: Sendable, Equatable {
        /// The identifier; ties are broken by it, code point by code point.
        public let id: String
        /// The name, or the identifier where there is none.
        public let name: String
        /// What it costs. Units of 1/``Election/unitsPerCurrencyUnit`` of the currency, ≥ 0.
        public let cost: Int

        /// A project.
        public init(id: String, name: String, cost: Int) {
            self.id = id
            self.name = name
            self.cost = cost
        }
    }

    /// The points that one voter gives to a project.
    public struct Support: Sendable, Equatable, Hashable {
        /// The number of the project, counted from 0.
        public let project: Int
        /// Points, ≥ 1; 1 in votes without points.
        public let points: Int

        /// Points for a project.
        public init(project: Int, points: Int) {
            self.project = project
            self.points = points
        }
    }

    /// How votes were given.
    public let voteType: VoteType
    /// What may be spent. Units as of the costs, ≥ 0.
    public let budget: Int
    /// How many units make one unit of the currency: 1, 10, 100, … by the decimals that occur.
    public let unitsPerCurrencyUnit: Int
    /// The projects in the order of the file.
    public let projects: [Project]
    /// The votes. Shape: one for each voter, empty ones included; ascending by project, no project twice.
    public let ballots: [[Support]]

    /// An election from its parts; nothing is checked.
    public init(
        voteType: VoteType, budget: Int, unitsPerCurrencyUnit: Int, projects: [Project], ballots: [[Support]]
    ) {
        self.voteType = voteType
        self.budget = budget
        self.unitsPerCurrencyUnit = unitsPerCurrencyUnit
        self.projects = projects
        self.ballots = ballots
    }

    /// The most projects and votes that are accepted.
    public static let projectsMax = 10_000
    /// The most votes that are accepted.
    public static let ballotsMax = 5_000_000

    /// The election that a file describes. Votes by order of preference give the first of a list of n projects n points
    /// (n is `max_length`, or the length of the longest vote), the second n − 1, and so on.
    ///
    /// - Throws: ``PabulibError``: `.missing`, `.unreadable`, `.unknownVoteType`, `.tooLarge`.
    public init(_ file: PabulibFile) throws(PabulibError) {
        guard file.projects.rows.count <= Election.projectsMax, file.votes.rows.count <= Election.ballotsMax else {
            throw .tooLarge
        }
        guard let voteType = VoteType(rawValue: (file.value("vote_type") ?? "").lowercased()) else {
            throw .unknownVoteType
        }
        guard let budgetText = file.value("budget") else { throw .missing(part: .meta, name: "budget") }
        let idColumn = try Election.column("project_id", file.projects, .projects)
        let costColumn = try Election.column("cost", file.projects, .projects)
        let nameColumn = file.projects.columns.firstIndex(of: "name")
        var amounts: [Decimal] = []
        for (row, text) in ([budgetText] + file.projects.rows.map { $0[costColumn] }).enumerated() {
            guard let amount = Decimal(text) else {
                throw .unreadable(part: row == 0 ? .meta : .projects, row: row, name: row == 0 ? "budget" : "cost")
            }
            amounts.append(amount)
        }
        let places = amounts.map(\.places).max() ?? 0
        var units: [Int] = []
        for (row, amount) in amounts.enumerated() {
            guard let whole = amount.units(places: places) else {
                throw .unreadable(part: row == 0 ? .meta : .projects, row: row, name: row == 0 ? "budget" : "cost")
            }
            units.append(whole)
        }
        var numbers: [String: Int] = [:]
        var projects: [Project] = []
        for (row, fields) in file.projects.rows.enumerated() {
            guard numbers.updateValue(row, forKey: fields[idColumn]) == nil else {
                throw .unreadable(part: .projects, row: row + 1, name: "project_id")
            }
            let name = nameColumn.map { fields[$0] } ?? ""
            projects.append(
                Project(id: fields[idColumn], name: name.isEmpty ? fields[idColumn] : name, cost: units[row + 1]))
        }
        self.init(
            voteType: voteType, budget: units[0],
            unitsPerCurrencyUnit: (0..<places).reduce(1) { power, _ in power * 10 }, projects: projects,
            ballots: try Election.ballots(file, voteType: voteType, numbers: numbers))
    }

    private static func column(_ name: String, _ table: PabulibFile.Table, _ part: PabulibError.Part)
        throws(PabulibError) -> Int
    {
        guard let column = table.columns.firstIndex(of: name) else { throw .missing(part: part, name: name) }
        return column
    }

    private static func ballots(_ file: PabulibFile, voteType: VoteType, numbers: [String: Int])
        throws(PabulibError) -> [[Support]]
    {
        let voteColumn = try column("vote", file.votes, .votes)
        let hasPoints = voteType == .cumulative || voteType == .scoring
        let pointsColumn = hasPoints ? try column("points", file.votes, .votes) : nil
        let lists = file.votes.rows.map { Election.list($0[voteColumn]) }
        let lengthMax = max(file.value("max_length").flatMap { Int($0) } ?? 0, lists.map(\.count).max() ?? 0)
        var ballots: [[Support]] = []
        ballots.reserveCapacity(lists.count)
        for (row, list) in lists.enumerated() {
            var points = [Int](repeating: 1, count: list.count)
            if voteType == .ordinal { points = list.indices.map { lengthMax - $0 } }
            if let pointsColumn {
                let texts = Election.list(file.votes.rows[row][pointsColumn])
                let read = texts.compactMap { Int($0) }
                guard read.count == list.count, read.count == texts.count,
                    read.allSatisfy({ 0...1_000_000_000 ~= $0 })
                else { throw .unreadable(part: .votes, row: row + 1, name: "points") }
                points = read
            }
            var pointsOfProject: [Int: Int] = [:]
            for (id, given) in zip(list, points) {
                guard let project = numbers[id] else { throw .unreadable(part: .votes, row: row + 1, name: "vote") }
                pointsOfProject[project] = given
            }
            let ballot = pointsOfProject.filter { $0.value > 0 }.map { Support(project: $0.key, points: $0.value) }
                .sorted { $0.project < $1.project }
            ballots.append(ballot)
        }
        return ballots
    }

    /// The entries of a list separated by commas, without spaces around them; empty of empty.
    private static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { entry in
            String(entry.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }
}

/// A number with decimals, exactly as it was written; at most 15 digits before and 3 after the point.
struct Decimal: Sendable {
    private let digits: Int
    /// Digits after the point, trailing zeros left out.
    let places: Int

    init?(_ text: String) {
        let parts = text.replacing(",", with: ".").split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), parts[0].count <= 15
        else { return nil }
        var fraction = parts.count == 2 ? String(parts[1]) : ""
        while fraction.hasSuffix("0") { fraction.removeLast() }
        guard fraction.count <= 3, let digits = Int(parts[0] + fraction) else { return nil }
        self.digits = digits
        places = fraction.count
    }

    /// The number in units of 10 to the power of −places.
    func units(places target: Int) -> Int? {
        guard target >= places else { return nil }
        let result = (places..<target).reduce((partialValue: digits, overflow: false)) { value, _ in
            let (product, overflow) = value.partialValue.multipliedReportingOverflow(by: 10)
            return (product, value.overflow || overflow)
        }
        return result.overflow ? nil : result.partialValue
    }
}
