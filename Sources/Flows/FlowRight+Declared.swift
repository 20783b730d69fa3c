public import Vocabulary

extension FlowRight {
    /// Every right of this module, for the table of rights.
    public static var declared: [DeclaredRight] {
        allCases.map { DeclaredRight($0.rawValue, roles: $0.roles, isOnesOwn: $0.isReporters) }
    }
}
