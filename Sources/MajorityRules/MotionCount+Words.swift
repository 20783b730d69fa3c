extension MotionCount {
    /// The count in words, in Chinese.
    public var chinese: String {
        let kind = motion.item.majorityClass == .special ? "特别事项" : "一般事项"
        let words = checks.map { proof($0, yes: "成立", no: "不成立") }
        return "议题\(motion.number)（民法典第二百七十八条第\(motion.item.number)项，\(kind)）："
            + "专有部分总面积\(Self.squareMetres(totalArea))平方米，业主总人数\(totalHeads)人；"
            + "参与表决\(Self.squareMetres(area.part))平方米（3×参与与2×总数：\(words[0])），\(heads.part)人（\(words[1])）；"
            + "同意\(Self.squareMetres(area.agree))平方米（\(factors.agree)×同意与\(factors.part)×参与：\(words[2])），"
            + "\(heads.agree)人（\(words[3])）。结论：\(passed ? "通过" : "未通过")。"
    }

    /// The count in words, in English.
    public var english: String {
        let kind = motion.item.majorityClass.rawValue
        let words = checks.map { proof($0, yes: "holds", no: "fails") }
        return "Motion \(motion.number) (Civil Code article 278 item \(motion.item.number), \(kind)): "
            + "total \(Self.squareMetres(totalArea)) m² and \(totalHeads) heads; "
            + "took part \(Self.squareMetres(area.part)) m² (3×part to 2×total: \(words[0])) "
            + "and \(heads.part) heads (\(words[1])); "
            + "agreed \(Self.squareMetres(area.agree)) m² (\(factors.agree)×agree to \(factors.part)×part: \(words[2])) "
            + "and \(heads.agree) heads (\(words[3])). \(passed ? "Passed" : "Not passed")."
    }

    private var factors: (agree: Int, part: Int) {
        motion.item.majorityClass == .special ? (4, 3) : (2, 1)
    }

    private func proof(_ check: Comparison, yes: String, no: String) -> String {
        let isArea = [.participationArea, .ordinaryArea, .specialArea].contains(check.rule)
        let left = isArea ? Self.squareMetres(check.left) : String(check.left)
        let right = isArea ? Self.squareMetres(check.right) : String(check.right)
        return "\(left)\(check.sign)\(right) \(check.holds ? yes : no)"
    }

    /// Square metres with two decimals from 0.01 m².
    static func squareMetres(_ centi: Int) -> String {
        let rest = centi % 100
        return "\(centi / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
