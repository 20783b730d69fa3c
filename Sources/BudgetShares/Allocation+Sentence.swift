internal import BigInt

/// Whole numbers of any size.
private typealias BigNumber = BigInt

extension Allocation.Reason {
    /// The reason in one English sentence, amounts in units of the currency.
    public func sentence(unitsPerCurrencyUnit: Int) -> String {
        switch self {
        case .bestValue(let place, let value):
            return "chosen as number \(place): \(value) satisfaction for each unit of cost"
        case .doesNotFit(let left, let value):
            return "not chosen: when its turn came, \(Self.amount("\(left)", unitsPerCurrencyUnit)) was left "
                + "(\(value) satisfaction for each unit of cost)"
        case .paidBySupporters(let round, let supporters, let inFull, let share):
            let rest = supporters - inFull
            let others = rest > 0 ? ", the other \(rest) all they had left" : ""
            return "chosen in round \(round): \(inFull) of \(supporters) supporters pay their equal share, at most "
                + "\(Self.amount(share, unitsPerCurrencyUnit))\(others)"
        case .supportersLack(let supporters, let left):
            let amount = Self.amount(left, unitsPerCurrencyUnit)
            return "not chosen: its \(supporters) supporters have \(amount) left together"
        case .free: return "chosen: it costs nothing and is supported"
        case .unsupported: return "not chosen: nobody supports it"
        }
    }

    /// An amount in units of the currency, cut after two decimals; `≈` where something was cut.
    private static func amount(_ fraction: Allocation.Fraction, _ unitsPerCurrencyUnit: Int) -> String {
        let parts = fraction.split(separator: "/")
        guard let top = parts.first.flatMap({ BigNumber($0) }) else { return fraction }
        let bottom = parts.count == 2 ? BigNumber(parts[1]) ?? 1 : 1
        let (cents, rest) = (top * 100).quotientAndRemainder(dividingBy: bottom * BigNumber(unitsPerCurrencyUnit))
        let (whole, decimals) = cents.quotientAndRemainder(dividingBy: 100)
        let mark = rest == 0 ? "" : "≈ "
        if decimals == 0, rest == 0 { return "\(mark)\(whole)" }
        return "\(mark)\(whole).\(decimals < 10 ? "0" : "")\(decimals)"
    }
}
