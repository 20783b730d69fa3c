import Foundation
import Log
import Testing

@testable import lifang

/// Bundles that an insider with every key could sign: hashes, log and signatures are right, the content breaks a rule.
@Suite("Bundles that break a rule under valid signatures")
struct InsiderTests {
    /// One forged vote: what was done to it, and the step that must refuse it.
    struct Forgery: Sendable {
        let name: String
        let step: String
        let make: @Sendable (inout AssemblyDraft) throws -> Void
    }

    static let closes = AssemblyExample.closesAtMs

    static func setting(_ value: JSONValue, _ name: String, _ new: JSONValue?) -> JSONValue {
        let rest = (value.members ?? []).filter { $0.name != name }
        return .object(rest + (new.map { [.init(name, $0)] } ?? []))
    }

    /// Changes an entry in place.
    static func entry(_ draft: inout AssemblyDraft, _ kind: String, _ change: (JSONValue) -> JSONValue) throws {
        for (index, bytes) in draft.entries.enumerated() {
            let value = try JSONValue(parsing: bytes)
            guard value["k"]?.string == kind, value["e"] != nil else { continue }
            draft.entries[index] = try change(value).canonical()
            return
        }
    }

    /// Re-hashes the roll and the announcement after a change, as if they had been so from the start.
    static func announce(_ draft: inout AssemblyDraft) throws {
        let root = MerkleTree(leaves: try draft.roll.map { TreeHash.leaf(try $0.canonical()) }).root.base64
        let size = JSONValue.number(Double(draft.roll.count))
        draft.election["roll_root"] = .string(root)
        draft.election["roll_size"] = size
        try entry(&draft, "roll") { setting(setting($0, "root", .string(root)), "n", size) }
        let hash = TreeHash.plain(try draft.electionBytes()).base64
        try entry(&draft, "open") { setting($0, "h", .string(hash)) }
    }

    /// Re-commits a record after a change.
    static func recommit(
        _ draft: inout AssemblyDraft, _ kind: String, _ list: WritableKeyPath<AssemblyDraft, [JSONValue]>,
        _ number: Int,
        _ change: (JSONValue) -> JSONValue
    ) throws {
        let line = draft[keyPath: list][number]
        guard let index = line["index"]?.integer, let salt = line["salt"]?.string.flatMap({ Base64.decode($0.utf8) }),
            let old = line[kind]
        else {
            return
        }
        let record = change(old)
        let hash = try Commitment(kind: kind, salt: salt, record: record).hash.base64
        let value = setting(try JSONValue(parsing: draft.entries[index]), "c", .string(hash))
        draft.entries[index] = try value.canonical()
        draft[keyPath: list][number] = setting(line, kind, record)
    }

    static func ballot(_ name: String, _ step: String, _ change: @escaping @Sendable (JSONValue) -> JSONValue)
        -> Forgery
    {
        Forgery(name: name, step: step) { draft in
            let number = draft.ballots.firstIndex { $0["sig"] == nil && $0["ballot"]?["ch"]?.string == "web" } ?? 0
            try recommit(&draft, "ballot", \.ballots, number, change)
        }
    }

    static func announced(
        _ name: String, _ step: String = "V5", _ change: @escaping @Sendable (inout AssemblyDraft) -> Void
    ) -> Forgery {
        Forgery(name: name, step: step) { draft in
            change(&draft)
            try announce(&draft)
        }
    }

    static func rule(_ name: String, _ value: JSONValue?) -> Forgery {
        announced("rule \(name)") { draft in
            draft.election["rules"] = setting(draft.election["rules"] ?? .null, name, value)
        }
    }

    static func motion(_ name: String, _ value: JSONValue?) -> Forgery {
        announced("motion \(name)") { draft in
            guard var list = draft.election["motions"]?.array else { return }
            list[0] = setting(list[0], name, value)
            draft.election["motions"] = .array(list)
        }
    }

    static let rules: [Forgery] = [
        rule("participation", .string("1/2")), rule("special", .string(">=2/3")), rule("ordinary", .string(">=1/2")),
        rule("revote", .string("best")), rule("proxy_max", .number(-1)), rule("paper_overrides", .string("yes")),
        rule("parking_counts", nil), rule("surprise", .bool(true)), rule("invalid_participates", .number(1)),
        motion("class", .string("special")), motion("item278", .number(10)), motion("no", .number(2)),
        motion("options", .array([.string("agree")])), motion("text_sha256", .string("AAAA")),
        announced("no motions") { $0.election["motions"] = .array([]) },
        announced("closes before it opens") { $0.election["closes_at"] = .number(1) },
        announced("total area") { $0.election["total_area"] = .number(5) },
        announced("total heads") { $0.election["total_heads"] = .number(5) },
        announced("unknown field") { $0.election["more"] = .null },
        announced("unit twice") { $0.roll.insert($0.roll[0], at: 0) },
        announced("roll out of order") { $0.roll.swapAt(0, 1) },
        announced("area nought") { $0.roll[0] = setting($0.roll[0], "a", .number(0)) },
        announced("area negative") { $0.roll[0] = setting($0.roll[0], "a", .number(-100)) },
        announced("area fractional", "V1") { $0.roll[0] = setting($0.roll[0], "a", .number(0.5)) },
        announced("head group empty") { $0.roll[0] = setting($0.roll[0], "g", .string("")) },
        announced("key of unknown kind") { $0.roll[0] = setting($0.roll[0], "k", .string("rsa:AAAA")) },
        announced("roll empty") { $0.roll = [] },
        announced("other policy", "V2") { $0.election["policy_sha256"] = $0.election["roll_root"] },
        announced("other verifier", "V2") { $0.election["verifier_sha256"] = $0.election["roll_root"] },
    ]

    static let records: [Forgery] = [
        ballot("unit not on the roll", "V7") { setting($0, "u", .string("9-9-9")) },
        ballot("unknown channel", "V7") { setting($0, "ch", .string("fax")) },
        ballot("unknown caster", "V7") { setting($0, "by", .string("neighbour")) },
        ballot("unknown option", "V7") { setting($0, "m", .object([.init("1", .string("maybe"))])) },
        ballot("invalid mark on the web", "V7") { setting($0, "m", .object([.init("1", .string("invalid"))])) },
        ballot("motion that is not put", "V7") { setting($0, "m", .object([.init("9", .string("agree"))])) },
        ballot("motion spelled otherwise", "V7") { setting($0, "m", .object([.init("01", .string("agree"))])) },
        ballot("no choice", "V7") { setting($0, "m", .object([])) },
        ballot("short nonce", "V7") { setting($0, "n", .string("AAAA")) },
        ballot("other vote", "V6") { setting($0, "e", .string("other")) },
        ballot("other version", "V6") { setting($0, "v", .number(2)) },
        ballot("field too many", "V7") { setting($0, "x", .null) },
        ballot("scan without paper", "V7") { setting($0, "s", .array([.number(1), .number(0)])) },
        ballot("paper without scan", "V7") { setting($0, "ch", .string("paper")) },
        Forgery(name: "a signature over another ballot", step: "V8") { draft in
            guard let number = draft.ballots.firstIndex(where: { $0["sig"] != nil }) else { return }
            try recommit(&draft, "ballot", \.ballots, number) { setting($0, "t", .number(Double(closes - 1))) }
        },
        Forgery(name: "a signature where no key is", step: "V8") { draft in
            guard let signed = draft.ballots.first(where: { $0["sig"] != nil }) else { return }
            let other =
                draft.ballots.firstIndex {
                    $0["sig"] == nil && $0["ballot"]?["u"]?.string != signed["ballot"]?["u"]?.string
                } ?? 0
            draft.ballots[other] = setting(draft.ballots[other], "sig", signed["sig"])
        },
        Forgery(name: "a ballot not opened", step: "V6") { draft in
            let voided = draft.voids.compactMap { $0["void"]?["i"]?.integer }
            let open = draft.ballots.indices.filter { number in
                let line = draft.ballots[number]
                return line["ballot"]?["ch"]?.string != "paper" && !voided.contains(line["index"]?.integer ?? 0)
            }
            draft.ballots.remove(at: open[0])
        },
        Forgery(name: "a scan counted twice", step: "V10") { draft in
            let paper = draft.ballots.indices.filter { draft.ballots[$0]["ballot"]?["ch"]?.string == "paper" }
            let scan = draft.ballots[paper[0]]["ballot"]?["s"]
            try recommit(&draft, "ballot", \.ballots, paper[1]) { setting($0, "s", scan) }
        },
        Forgery(name: "a scan beyond the seal", step: "V10") { draft in
            let paper = draft.ballots.indices.filter { draft.ballots[$0]["ballot"]?["ch"]?.string == "paper" }
            let batch = draft.batches[0]["index"] ?? .null
            try recommit(&draft, "ballot", \.ballots, paper[0]) { setting($0, "s", .array([batch, .number(99_999)])) }
        },
        Forgery(name: "more scans than were sealed", step: "V10") { draft in
            let scans = (draft.batches[0]["scans"]?.array ?? []) + [.string(TreeHash.emptyRoot.base64)]
            draft.batches[0] = setting(draft.batches[0], "scans", .array(scans))
        },
        Forgery(name: "a batch left out", step: "V10") { $0.batches = [] },
        Forgery(name: "a void for no known reason", step: "V6") { draft in
            try recommit(&draft, "void", \.voids, 0) { setting($0, "r", .string("inconvenient")) }
        },
        Forgery(name: "a void of no ballot", step: "V6") { draft in
            let record = JSONValue.object([
                .init("v", .number(1)), .init("e", .string(draft.id)), .init("i", .number(0)),
                .init("r", .string("forged")),
            ])
            draft.voids.append(try draft.commit("void", record, salt: [UInt8](repeating: 1, count: 32), at: closes))
        },
        Forgery(name: "a void not opened", step: "V6") { draft in draft.voids.removeLast() },
        Forgery(name: "a proxy not opened", step: "V9") { draft in draft.proxies.removeFirst() },
        Forgery(name: "a proxy without motions", step: "V9") { draft in
            try recommit(&draft, "proxy", \.proxies, 0) { setting($0, "m", .array([])) }
        },
        Forgery(name: "a proxy naming a motion twice", step: "V9") { draft in
            try recommit(&draft, "proxy", \.proxies, 0) { setting($0, "m", .array([.string("1"), .string("1")])) }
        },
        Forgery(name: "a proxy for a stranger", step: "V7") { draft in
            try recommit(&draft, "proxy", \.proxies, 0) { setting($0, "u", .string("9-9-9")) }
        },
    ]

    static let order: [Forgery] = [
        Forgery(name: "no roll entry", step: "V6") { try entry(&$0, "roll") { setting($0, "e", nil) } },
        Forgery(name: "no open entry", step: "V6") { try entry(&$0, "open") { setting($0, "e", nil) } },
        Forgery(name: "no close entry", step: "V6") { try entry(&$0, "close") { setting($0, "e", nil) } },
        Forgery(name: "an unknown kind", step: "V6") { draft in _ = try draft.log("whisper", at: closes) },
        Forgery(name: "a second opening", step: "V6") { draft in
            _ = try draft.log("open", [.init("h", .string(""))], at: closes)
        },
        Forgery(name: "a second close", step: "V6") { draft in
            _ = try draft.log("close", [.init("n", .number(Double(draft.ballots.count)))], at: closes)
        },
        Forgery(name: "a proxy after the close", step: "V6") { draft in
            let commitment = Commitment(hash: .emptyRoot)
            _ = try draft.log("proxy", commitment: commitment, at: closes)
        },
        Forgery(name: "paper sealed after the close", step: "V6") { draft in
            _ = try draft.log(
                "paper-batch", [.init("n", .number(0)), .init("root", .string(TreeHash.emptyRoot.base64))], at: closes)
        },
        Forgery(name: "a result before the result", step: "V6") { draft in
            _ = try draft.log("result", [.init("h", .string(""))], at: closes)
        },
        Forgery(name: "an entry with a public field too many", step: "V6") { draft in
            try entry(&draft, "ballot") { setting($0, "unit", .string("1-1-1")) }
        },
        Forgery(name: "a close that counts fewer ballots", step: "V6") { draft in
            try entry(&draft, "close") { setting($0, "n", .number(Double(($0["n"]?.integer ?? 1) - 1))) }
        },
        Forgery(name: "an entry that is not canonical", step: "V1") { draft in
            draft.entries[draft.entries.count - 1] += [32]
        },
        Forgery(name: "another roll logged than announced", step: "V5") { draft in
            try entry(&draft, "roll") { setting($0, "root", .string(TreeHash.emptyRoot.base64)) }
        },
        Forgery(name: "another election logged than published", step: "V5") { draft in
            try entry(&draft, "open") { setting($0, "h", .string(TreeHash.emptyRoot.base64)) }
        },
        Forgery(name: "witnesses saw the roll too late", step: "V2") {
            $0.rollSeconds = UInt64(AssemblyExample.opensAtMs / 1000)
        },
        Forgery(name: "witnesses saw the close too early", step: "V2") {
            $0.closeSeconds = UInt64(AssemblyExample.closesAtMs / 1000) - 1
        },
        Forgery(name: "the roll's head does not cover the roll", step: "V2") { $0.rollSize -= 1 },
        Forgery(name: "the close's head does not cover the close", step: "V2") { $0.closeSize -= 1 },
    ]

    @Test("every forgery is refused at its step, by verify.py too")
    func refused() throws {
        var bundles: [AssemblyBundle] = []
        let all = Self.rules + Self.records + Self.order
        for forgery in all {
            var draft = try BundleTests.draft()
            try forgery.make(&draft)
            let honest = try? BundleTests.sealed(draft)
            let bundle = try honest ?? draft.sealed(result: Array("{}".utf8), at: Self.closes)
            let refusal = Verifier.refusal(bundle)
            #expect(refusal?.step == forgery.step, "\(forgery.name): \(refusal?.description ?? "accepted")")
            bundles.append(bundle)
        }
        var liar = try BundleTests.draft()
        liar.closeSeconds += 1
        let honest = try BundleTests.sealed(liar)
        let text = String(decoding: honest.files["result.json"] ?? [], as: UTF8.self)
        let changed = text.replacingOccurrences(of: "\"counted\":", with: "\"counted\":1")
        let lie = try liar.sealed(result: Array(changed.utf8), at: Self.closes)
        #expect(Verifier.refusal(lie)?.step == "V13")
        bundles.append(lie)
        guard Verifier.python != nil else { return }
        for (answer, name) in zip(try Verifier.refusals(bundles), all.map(\.name) + ["a false result"]) {
            #expect(answer != nil, "accepted by verify.py: \(name)")
        }
    }

    @Test("a roll corrected by two approvers before opening is the roll that counts")
    func rollFix() throws {
        for (approvals, isFine) in [(2, true), (1, false), (0, false)] {
            var draft = try BundleTests.draft(5, units: 1)
            let hashes = (0..<approvals).map { JSONValue.string(TreeHash.leaf("approver \($0)".utf8).base64) }
            let fix = try LogEntry(
                kind: "roll.fix", unixMilliseconds: AssemblyExample.opensAtMs - 1,
                fields: [
                    .init("e", .string(draft.id)), .init("root", draft.election["roll_root"] ?? .null),
                    .init("n", .number(1)), .init("approvals", .array(hashes)),
                ]
            ).serialized()
            var fresh = try AssemblyDraft(
                id: draft.id, election: draft.election, roll: draft.roll, before: 0, verifier: Verifier.bytes)
            fresh.rollSeconds = draft.rollSeconds
            fresh.closeSeconds = draft.closeSeconds
            _ = try fresh.log(
                "roll", [.init("root", .string(TreeHash.emptyRoot.base64)), .init("n", .number(9))], at: 1)
            fresh.entries.append(fix)
            fresh.rollSize = 2
            let hash = TreeHash.plain(try fresh.electionBytes()).base64
            _ = try fresh.log("open", [.init("h", .string(hash))], at: 2)
            _ = try fresh.log("close", [.init("n", .number(0))], at: Self.closes)
            fresh.closeSize = fresh.entries.count
            draft = fresh
            let bundle = try? BundleTests.sealed(draft)
            #expect((bundle.map { Verifier.refusal($0) == nil } ?? false) == isFine)
        }
    }
}
