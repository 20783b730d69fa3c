import Places
import Testing
import Vocabulary

@testable import Flows

@Suite("What may happen to a matter")
struct MatterRulesTests {
    private static let reporter = Identifier(high: 1, low: 1)
    private static let butler = Standing(actor: Identifier(high: 1, low: 2), isStaff: true, isClerk: false)
    private static let otherButler = Standing(actor: Identifier(high: 1, low: 3), isStaff: true, isClerk: false)
    private static let clerk = Standing(actor: Identifier(high: 1, low: 4), isStaff: true, isClerk: true)
    private static let resident = Standing(actor: reporter, isStaff: false, isClerk: false)
    private static let neighbour = Standing(actor: Identifier(high: 1, low: 5), isStaff: false, isClerk: false)
    private static let now = Instant(millisecondsSince1970: 1_790_000_000_000)

    private static func matter(_ state: Matter.State, due: Int64 = 3_600_000) -> Matter {
        Matter(
            id: ID(Identifier(high: 2, low: 1)), number: "0921-ABCD", place: ID(Identifier(high: 3, low: 1)),
            community: ID(Identifier(high: 3, low: 2)), kind: .lamp, words: "灯不亮", reporter: reporter, opened: now,
            state: state, holder: state == .new ? nil : butler.actor, due: now.advanced(byMilliseconds: due),
            isOverdueTold: false, verdict: nil, changed: now, version: 1)
    }

    private static let standings = [butler, otherButler, clerk, resident, neighbour]
    private static let acts: [MatterAct] = [.take, .finish(note: nil), .rate(.fixed), .withdraw]

    /// For each state: who may do what; everything else is refused.
    private static let allowed: [Matter.State: [MatterAct: [Standing]]] = [
        .new: [.take: [butler, otherButler, clerk], .withdraw: [resident]],
        .doing: [.finish(note: nil): [butler, clerk], .withdraw: [resident]],
        .done: [.rate(.fixed): [resident]], .closed: [:], .withdrawn: [:],
    ]

    @Test(
        "every act of everybody in every state is allowed or refused as the table says",
        arguments: Matter.State.allCases)
    func table(_ state: Matter.State) {
        for act in Self.acts {
            for standing in Self.standings {
                let expected = Self.allowed[state]?[act]?.contains(standing) ?? false
                #expect(Self.matter(state).allows(act, by: standing, at: Self.now) == expected, "\(act) \(standing)")
            }
        }
    }

    @Test("a refusal says whether the right or the state is missing, and which state would do")
    func reasons() {
        #expect(throws: FlowError.notAllowed(.take)) {
            try Self.matter(.new).after(.take, by: Self.resident, at: Self.now)
        }
        #expect(throws: FlowError.wrongState(.closed, allowed: [.new])) {
            try Self.matter(.closed).after(.take, by: Self.butler, at: Self.now)
        }
        #expect(throws: FlowError.noteTooLong(max: 500)) {
            try Self.matter(.doing).after(
                .finish(note: String(repeating: "长", count: 501)), by: Self.butler, at: Self.now)
        }
        #expect(throws: FlowError.notAllowed(.rate)) {
            try Self.matter(.done).after(.rate(.silent), by: Self.resident, at: Self.now)
        }
    }

    @Test("taking gives it a holder, finishing waits seven days for the reporter")
    func progress() throws {
        let taken = try Self.matter(.new).after(.take, by: Self.butler, at: Self.now).matter
        #expect((taken.state, taken.holder, taken.version) == (.doing, Self.butler.actor, 2))
        let finished = try taken.after(.finish(note: "换了灯管"), by: Self.butler, at: Self.now)
        #expect(finished.matter.state == .done)
        #expect(finished.step.note == "换了灯管")
        #expect(finished.matter.due == Self.now.advanced(byMilliseconds: 7 * 86_400_000))
        let closed = try finished.matter.after(.rate(.fixed), by: Self.resident, at: Self.now).matter
        #expect((closed.state, closed.verdict) == (.closed, .fixed))
    }

    @Test("not fixed goes back to the desk with a new deadline, partly back to the same person")
    func reopening() throws {
        let later = Self.now.advanced(byMilliseconds: 10_000)
        let reopened = try Self.matter(.done).after(.rate(.notFixed), by: Self.resident, at: later)
        #expect((reopened.matter.state, reopened.matter.holder) == (.new, nil))
        #expect(reopened.matter.due == later.advanced(byMilliseconds: 24 * 3_600_000))
        #expect(reopened.step.kind == .reopened)
        let returned = try Self.matter(.done).after(.rate(.partly), by: Self.resident, at: later)
        #expect((returned.matter.state, returned.matter.holder) == (.doing, Self.butler.actor))
    }

    @Test("a deadline is overdue only while the work runs")
    func overdue() {
        for state in Matter.State.allCases {
            #expect(Self.matter(state, due: -1).isOverdue(at: Self.now) == (state == .new || state == .doing))
            #expect(!Self.matter(state, due: 0).isOverdue(at: Self.now))
        }
    }
}
