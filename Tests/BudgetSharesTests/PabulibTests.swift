import BudgetShares
import Testing

@Suite("Pabulib files")
struct PabulibTests {
    static let small = #"""
        META
        key;value
        budget;100.50
        vote_type;cumulative
        description;a; b
        PROJECTS
        project_id;cost;name
        2;40,25;"Lamp; ""new"""
        10;60;Bench
        VOTES
        voter_id;vote;points
        1;10,2;3,1
        2;;
        """#

    @Test("quotes, decimals, empty votes and both line ends are read")
    func reading() throws {
        for text in [Self.small, Self.small.replacing("\n", with: "\r\n")] {
            let election = try Election(PabulibFile(text: Array(text.utf8)))
            #expect(election.budget == 10_050)
            #expect(election.unitsPerCurrencyUnit == 100)
            #expect(election.projects.map(\.cost) == [4_025, 6_000])
            #expect(election.projects[0].name == "Lamp; \"new\"")
            #expect(election.ballots == [[.init(project: 0, points: 1), .init(project: 1, points: 3)], []])
        }
    }

    @Test("a quotation mark that carries a combining mark is written so that it is read again")
    func combinedQuote() throws {
        let text = Self.small.replacing("Lamp", with: "la\"\"\u{31e}mp")
        let file = try PabulibFile(text: Array(text.utf8))
        #expect(file.projects.rows[0].contains { $0.utf8.elementsEqual("la\"\u{31e}mp; \"new\"".utf8) })
        #expect(try PabulibFile(text: file.encoded()) == file)
    }

    @Test("votes in order of preference give as many points as the list is long, then fewer")
    func ordinal() throws {
        let text = Self.small.replacing("cumulative", with: "ordinal")
        let election = try Election(PabulibFile(text: Array(text.utf8)))
        #expect(election.ballots[0] == [.init(project: 0, points: 1), .init(project: 1, points: 2)])
    }

    @Test(
        "what cannot be read is refused with its place",
        arguments: [
            ("budget;100.50", "budget;-5", PabulibError.unreadable(part: .meta, row: 0, name: "budget")),
            ("10;60;Bench", "2;60;Bench", .unreadable(part: .projects, row: 2, name: "project_id")),
            ("10;60;Bench", "10;1e9;Bench", .unreadable(part: .projects, row: 2, name: "cost")),
            ("1;10,2;3,1", "1;10,7;3,1", .unreadable(part: .votes, row: 1, name: "vote")),
            ("1;10,2;3,1", "1;10,2;3", .unreadable(part: .votes, row: 1, name: "points")),
            ("cumulative", "quadratic", .unknownVoteType),
            ("VOTES", "BALLOTS", .missingPart(.votes)),
            ("10;60;Bench", "10;60;Bench;x", .wrongFieldCount(part: .projects, row: 2)),
        ])
    func refusal(from: String, to: String, expected: PabulibError) {
        let text = Self.small.replacing(from, with: to)
        #expect(throws: expected) { try Election(PabulibFile(text: Array(text.utf8))) }
    }

    @Test("bytes that are no UTF-8 are refused")
    func bytes() {
        #expect(throws: PabulibError.notUTF8) { try PabulibFile(text: [0x4D, 0xFF]) }
    }
}
