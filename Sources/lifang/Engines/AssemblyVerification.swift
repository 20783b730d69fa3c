import Log
import MajorityRules

/// The published verification of an owners' vote, step by step, offline.
///
/// Source: field design "open roll, sealed commitments, open recount", steps V1 to V13.
enum AssemblyVerification {
    private static let plainFiles: Set<String> = [
        "election.json", "roll.ndjson", "ballots.ndjson", "proxies.ndjson", "voids.ndjson", "paper/batches.ndjson",
        "result.json", "policy.txt", "checkpoints/roll", "checkpoints/close", "checkpoints/final", "verify.py",
    ]

    /// Counts what a bundle holds without proving that the log holds it: for a look before everything is published.
    ///
    /// - Throws: ``BundleRefusal`` if a record is malformed or is not what its commitment says.
    static func count(_ bundle: AssemblyBundle) throws(BundleRefusal) -> JSONValue {
        let vote = try vote(bundle)
        return AssemblyResult.json(vote.count(), id: try AssemblyElection(try bundle.json("election.json")).id)
    }

    /// Reads the vote of a bundle without proving that the log holds it.
    ///
    /// - Throws: ``BundleRefusal`` if a record is malformed or is not what its commitment says.
    static func vote(_ bundle: AssemblyBundle) throws(BundleRefusal) -> OwnersVote {
        let election = try AssemblyElection(try bundle.json("election.json"))
        guard let note = try? SignedNote(parsing: try bundle.file("checkpoints/final")),
            let head = try? Checkpoint(parsing: note.text), head.size < 1 << 50
        else { throw BundleRefusal("V2", "checkpoint final is malformed") }
        let evidence = try AssemblyEvidence(bundle, election: election, size: Int(head.size), heads: nil)
        return try vote(bundle, election: election, evidence: evidence)
    }

    /// Verifies a bundle wholly.
    ///
    /// - Returns: The recounted result, equal to the published one.
    /// - Throws: ``BundleRefusal`` with the first step that fails.
    static func verify(_ bundle: AssemblyBundle) throws(BundleRefusal) -> JSONValue {
        try need(bundle.files[AssemblyBundle.sumsPath] == bundle.sums, "V1", "SHA256SUMS is not that of the files")
        let election = try AssemblyElection(try bundle.json("election.json"))
        try need(
            TreeHash.plain(try bundle.file("verify.py")) == election.verifierHash, "V2",
            "verify.py is not the announced one")
        let heads = try AssemblyEvidence.heads(bundle, election: election)
        let evidence = try AssemblyEvidence(bundle, election: election, size: Int(heads.final.size), heads: heads)
        let expected = plainFiles.union(evidence.pieces).union([AssemblyBundle.sumsPath])
        try need(Set(bundle.files.keys) == expected, "V1", "files are missing or foreign")
        let hash = TreeHash.plain(try bundle.file("election.json"))
        try need(
            evidence.entries(.open).values.allSatisfy { $0["h"]?.hash == hash }, "V5",
            "the announced election is another one")
        let count = try vote(bundle, election: election, evidence: evidence).count()
        let result = AssemblyResult.json(count, id: election.id)
        let published = try bundle.file("result.json")
        let made = try? result.canonical()
        try need(made == published, "V13", "the published result is another one")
        try need(
            evidence.entries(.result).values.allSatisfy { $0["h"]?.hash == TreeHash.plain(published) },
            "V13", "the logged result is another one")
        return result
    }

    private static func vote(
        _ bundle: AssemblyBundle, election: AssemblyElection, evidence: AssemblyEvidence
    ) throws(BundleRefusal) -> OwnersVote {
        let roll = try AssemblyRoll(try bundle.lines("roll.ndjson"), election: election)
        let records = try AssemblyRecords(bundle, election: election, roll: roll, evidence: evidence)
        do {
            return try OwnersVote(
                roll: roll.roll, motions: election.motions, rules: election.rules, opensAtMs: election.opensAtMs,
                closesAtMs: election.closesAtMs, closeIndex: evidence.closeIndex, ballots: records.ballots,
                proxies: records.proxies, voids: records.voids, batches: records.batches)
        } catch {
            throw BundleRefusal("V12", error.description)
        }
    }
}
