#if !FUZZ_ONE_MODULE
    import BudgetShares
#endif

/// Any bytes are either refused or an election that is written again without a change and allocated within its budget.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPabulib(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let file = try? PabulibFile(text: bytes) else { return 0 }
    precondition((try? PabulibFile(text: file.encoded())) == file)
    guard let election = try? Election(file), election.projects.count < 50, election.ballots.count < 200 else { return 0 }
    for rule in BudgetRule.allCases where rule != .equalSharesAddOne || election.budget < 1_000 {
        for satisfaction in Satisfaction.allCases {
            precondition(election.allocation(by: rule, satisfaction: satisfaction).spent <= election.budget)
        }
    }
    return 0
}
