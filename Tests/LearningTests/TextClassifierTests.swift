import Testing

@testable import Learning

/// A small set of our own: three needs, six texts each.
enum SmallSet {
    static let texts = [
        "电梯又坏了，老人被困在里面", "三号楼电梯停了两天没人修", "电梯按键失灵，维保一直不来", "电梯下坠，大家都不敢坐", "电梯门关不上，物业说等零件",
        "电梯年检过期了还在用", "公交车半小时才来一班", "希望增加公交线路到医院", "末班公交太早，下班坐不上", "公交站台没有雨棚",
        "公交司机不停站就开走", "公交车上太挤，建议加车", "幼儿园学位不够，孩子报不上名", "小学划片不合理，要求公开", "学校食堂饭菜凉，学生吃不饱",
        "老师布置作业太多", "学校门口放学时很乱", "初中招生名额什么时候公布",
    ]
    static let labels =
        [String](repeating: "lift", count: 6) + [String](repeating: "bus", count: 6)
        + [String](repeating: "school", count: 6)
}

@Suite("Classifying texts")
struct TextClassifierTests {
    let model: TextClassifier

    init() throws { model = try TextClassifier(texts: SmallSet.texts, labels: SmallSet.labels) }

    @Test("a new text is given the class whose words it holds, with probabilities that add up to 1 and reasons from it")
    func classify() throws {
        let answer = model.classify("我们楼的电梯总是停，没人修")
        #expect(answer.candidates.map(\.label).first == "lift")
        #expect(abs(answer.candidates.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
        #expect(answer.candidates.count == 3)
        #expect(!answer.reasons.isEmpty)
        for reason in answer.reasons where !reason.gram.hasPrefix("[") {
            #expect("我们楼的电梯总是停，没人修".contains(reason.gram))
        }
        #expect(model.label(of: "我们楼的电梯总是停，没人修") == "lift")
    }

    @Test("a text without anything known still gets a class, and no reasons")
    func unknown() {
        for text in ["", "   ", "⌘⌘⌘", "ঌ"] {
            let answer = model.classify(text)
            #expect(answer.candidates.count == 3)
            #expect(answer.reasons.isEmpty)
        }
    }

    @Test("the same texts give the same bytes, and bytes give the same model again")
    func bytes() throws {
        let bytes = model.encoded()
        #expect(try TextClassifier(texts: SmallSet.texts, labels: SmallSet.labels).encoded() == bytes)
        #expect(try TextClassifier(encoded: bytes) == model)
        #expect(bytes.count < TextClassifier.fileBytesMax)
    }

    @Test("full-width letters, capitals and other digits make no difference")
    func folding() {
        #expect(model.classify("３号楼ＡＢ电梯坏") == model.classify("128号楼ab电梯坏"))
    }

    @Test("after few corrections a text is given its class, and what was known stays known")
    func correction() throws {
        var corrected = model
        let text = "电动自行车在楼道充电，很危险"
        let target = model.label(of: text) == "bus" ? "school" : "bus"
        var steps = 0
        while corrected.label(of: text) != target, steps < 5 {
            try corrected.correct(text, to: target)
            steps += 1
        }
        #expect(corrected.label(of: text) == target)
        let kept = zip(SmallSet.texts, SmallSet.labels).count { corrected.label(of: $0) == $1 }
        #expect(kept >= 16)
        #expect(try TextClassifier(encoded: corrected.encoded()) == corrected)
        #expect(throws: ClassifierError.unknownLabel) { try corrected.correct(text, to: "nothing") }
    }

    @Test("what cannot be learnt is refused with its place")
    func refusal() {
        #expect(throws: ClassifierError.unequalCounts) { try TextClassifier(texts: ["a"], labels: []) }
        #expect(throws: ClassifierError.classCount(1)) {
            try TextClassifier(texts: ["a", "b", "c"], labels: ["x", "x", "x"])
        }
        #expect(throws: ClassifierError.tooFewTexts(row: 3)) {
            try TextClassifier(texts: ["a", "b", "c", "d"], labels: ["x", "x", "x", "y"])
        }
        #expect(throws: ClassifierError.unusableLabel(row: 1)) {
            try TextClassifier(texts: ["a", "b"], labels: ["x", ""])
        }
    }

    @Test("a damaged file is refused, whichever byte is changed or wherever it is cut")
    func damage() {
        let bytes = model.encoded()
        for position in stride(from: 0, to: bytes.count, by: 97) {
            var changed = bytes
            changed[position] ^= 0x10
            #expect(throws: ModelFileError.self) { try TextClassifier(encoded: changed) }
            #expect(throws: ModelFileError.self) { try TextClassifier(encoded: Array(bytes.prefix(position))) }
        }
    }

    @Test("more than eight classes are told apart")
    func manyClasses() throws {
        let words = ["电梯", "公交", "学校", "垃圾", "噪声", "停车", "漏水", "工资", "医院", "宽带", "路灯"]
        let texts = words.flatMap { word in ["\(word)有问题", "请处理\(word)", "\(word)一直没人管", "关于\(word)的投诉"] }
        let labels = words.flatMap { [String](repeating: $0, count: 4) }
        let model = try TextClassifier(texts: texts, labels: labels)
        for word in words { #expect(model.label(of: "反映\(word)的事") == word) }
        #expect(try TextClassifier(encoded: model.encoded()) == model)
    }

    @Test("the figures of an evaluation are those that one counts by hand")
    func evaluation() throws {
        let result = Evaluation(
            truth: ["a", "a", "a", "b"], answers: ["a", "a", "b", "b"], probabilities: [0.9, 0.9, 0.6, 0.6])
        #expect(result.microF1 == 0.75)
        let first = try #require(result.perClass["a"])
        #expect(first.precision == 1 && first.recall == 2.0 / 3 && abs(first.f1 - 0.8) < 1e-12 && first.count == 3)
        #expect(abs(result.macroF1 - (0.8 + 2.0 / 3) / 2) < 1e-12)
        // The bin of 0.9 is right twice (error 2 × 0.1), that of 0.6 once in two (2 × 0.1).
        #expect(abs(try #require(result.calibrationError) - 0.1) < 1e-9)
    }
}

@Suite(
    "Real messages", .enabled(if: SharedData.has("complaints_teddy2020/labelled.csv"), "the shared messages are absent")
)
struct RealMessagesTests {
    @Test("a third of the messages, unseen, is classified at 0.87 or better, every class at 0.75, within 2 MB")
    func unseen() throws {
        let rows = try SharedData.columns("complaints_teddy2020/labelled.csv", ["text", "label"])
        let learnt = rows.indices.filter { $0 % 3 != 0 }
        let unseen = rows.indices.filter { $0 % 3 == 0 }
        let model = try TextClassifier(texts: learnt.map { rows[$0][0] }, labels: learnt.map { rows[$0][1] })
        #expect(model.encoded().count <= 2_000_000)
        let answers = unseen.compactMap { model.classify(rows[$0][0], reasonsMax: 0).candidates.first }
        let result = Evaluation(
            truth: unseen.map { rows[$0][1] }, answers: answers.map(\.label), probabilities: answers.map(\.probability))
        #expect(result.microF1 >= 0.87)
        #expect(result.macroF1 >= 0.86)
        for (label, figures) in result.perClass { #expect(figures.f1 >= 0.75, "\(label)") }
        #expect(try #require(result.calibrationError) < 0.05)
    }

    @Test("the concrete plant of one compound and the bundled parking of another are among the five hottest spots")
    func hotSpots() throws {
        let rows = try SharedData.columns("complaints_teddy2020/hot_stream.csv", ["text", "topic", "time"])
        for column in 0...1 {
            let spots = HotSpots().find(in: rows.map { DatedText(text: $0[column], day: nil) }, limit: 5)
            for (place, matter) in [("丽发新城", "搅拌"), ("伊景园", "车位")] {
                let has = spots.contains { spot in
                    spot.name.contains(place)
                        && spot.members.count { rows[$0][0].contains(matter) || rows[$0][1].contains(matter) } * 2
                            > spot.members.count
                }
                #expect(has, "\(place) in column \(column)")
            }
        }
    }

    @Test("of the pairs that MinHash alone reports, few are refuted by an exact count")
    func falsePositives() throws {
        let texts = try SharedData.columns("complaints_teddy2020/hot_stream.csv", ["text"]).map { $0[0] }
        let exact = NearDuplicates().pairs(in: texts)
        #expect(exact.count > 50)
        #expect(exact.allSatisfy { $0.overlap >= 0.5 && $0.first < $0.second })
        let confirmed = Set(exact.map { [$0.first, $0.second] })
        let estimated = NearDuplicates().estimated(in: texts)
        let refuted = estimated.count { !confirmed.contains([$0.first, $0.second]) }
        #expect(refuted * 10 < estimated.count)
        // No more is missed than banding admits: compare with every pair of the first 600 texts.
        let sets = texts.prefix(600).map { NearDuplicates.grams($0) }
        for first in sets.indices {
            for second in sets.indices where second > first {
                if NearDuplicates.overlap(sets[first], sets[second]) >= 0.6 {
                    #expect(confirmed.contains([first, second]))
                }
            }
        }
        print("near-duplicates: \(exact.count) pairs, MinHash alone \(estimated.count), refuted \(refuted)")
    }
}
