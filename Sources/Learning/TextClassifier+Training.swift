/// Why a classifier cannot be trained or corrected.
public enum ClassifierError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Texts and labels are not equally many.
    case unequalCounts
    /// There are fewer than two classes, or more than 256.
    case classCount(Int)
    /// A class has fewer than three texts; the row, counted from 0, holds its first one.
    case tooFewTexts(row: Int)
    /// A label is empty or longer than 1,000 bytes; the row is counted from 0.
    case unusableLabel(row: Int)
    /// The label of a correction is none of the classes.
    case unknownLabel

    /// The reason in one sentence, without data.
    public var description: String {
        switch self {
        case .unequalCounts: "texts and labels are not equally many"
        case .classCount(let count): "\(count) classes; at least 2 and at most \(TextClassifier.labelsMax) are needed"
        case .tooFewTexts(let row): "the class of row \(row) has fewer than three texts"
        case .unusableLabel(let row): "the label of row \(row) is empty or longer than 1,000 bytes"
        case .unknownLabel: "the label is none of the model's classes"
        }
    }
}

extension TextClassifier {
    /// Learns from labelled texts. The same input gives the same model, bit for bit, on the same machine.
    ///
    /// Four fits: three on two thirds each, whose scores on the last third calibrate the probabilities, and one on all.
    ///
    /// - Throws: ``ClassifierError`` `.unequalCounts`, `.classCount`, `.tooFewTexts`, `.unusableLabel`.
    /// - Complexity: about a second for 3,600 texts of 400 characters and seven classes, on one core.
    public init(texts: [String], labels: [String]) throws(ClassifierError) {
        let names = try TextClassifier.checkedNames(texts: texts, labels: labels)
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, 0...))
        let classes = labels.compactMap { numbers[$0] }
        let grams = texts.map { GramCounts(NormalizedText($0)) }
        let calibration = TextClassifier.calibration(grams, classes: classes, names: names)
        self = TextClassifier.fit(grams, classes: classes, names: names, calibration: calibration)
    }

    private static func checkedNames(texts: [String], labels: [String]) throws(ClassifierError) -> [String] {
        guard texts.count == labels.count else { throw .unequalCounts }
        var counts: [String: Int] = [:]
        for (row, label) in labels.enumerated() {
            guard !label.isEmpty, label.utf8.count <= 1_000 else { throw .unusableLabel(row: row) }
            counts[label, default: 0] += 1
        }
        guard (2...labelsMax).contains(counts.count) else { throw .classCount(counts.count) }
        for (row, label) in labels.enumerated() where counts[label, default: 0] < 3 { throw .tooFewTexts(row: row) }
        return counts.keys.sorted()
    }

    /// Scores each third of the texts with a model of the other two, and fits the calibration to them.
    private static func calibration(_ grams: [GramCounts], classes: [Int], names: [String]) -> Calibration {
        var seen = [Int](repeating: 0, count: names.count)
        let folds = classes.map { label -> Int in
            seen[label] += 1
            return seen[label] % 3
        }
        var scores = [[Float]](repeating: [], count: grams.count)
        let neutral = Calibration(slope: 1, offsets: [Float](repeating: 0, count: names.count))
        for fold in 0..<3 {
            let learnt = grams.indices.filter { folds[$0] != fold }
            let model = fit(
                learnt.map { grams[$0] }, classes: learnt.map { classes[$0] }, names: names, calibration: neutral)
            for index in grams.indices where folds[index] == fold {
                scores[index] = model.scores(model.occurrences(of: grams[index]))
            }
        }
        return Calibration.fit(scores: scores, classes: classes, classCount: names.count)
    }

    /// One fit on all grams, and a second on those that weigh most if not all fit into the file.
    private static func fit(_ grams: [GramCounts], classes: [Int], names: [String], calibration: Calibration)
        -> TextClassifier
    {
        var vocabulary = GramVocabulary(grams, classes: classes, classCount: names.count)
        var weights: [[MarginTrainer.Lanes]] = []
        func fit(walksMax: Int) {
            weights = separators(
                vocabulary.rows(grams), classes: classes, names: names, columnCount: vocabulary.hashes.count,
                walksMax: walksMax)
        }
        let rowsMax = ModelFile.rowsMax(labels: names)
        if vocabulary.hashes.count > rowsMax {
            // A rough fit tells which grams matter; only the second need be close.
            fit(walksMax: 5)
            let sizes = vocabulary.hashes.indices.map { row in
                weights.reduce(Float(0)) { max($0, pointwiseMax($1[row], -$1[row]).max()) }
            }
            let order = vocabulary.hashes.indices.sorted { sizes[$0] == sizes[$1] ? $0 < $1 : sizes[$0] > sizes[$1] }
            vocabulary = vocabulary.keeping(order.prefix(rowsMax).sorted())
        }
        fit(walksMax: 40)
        let count = vocabulary.hashes.count
        let largest = weights.reduce(Float(1e-6)) { outer, block in
            block.prefix(count).reduce(outer) { max($0, pointwiseMax($1, -$1).max()) }
        }
        // Half the range is kept free for corrections.
        let unit = largest * 2 / 32_767
        var stored: [SIMD8<Int16>] = []
        stored.reserveCapacity(count * weights.count)
        for row in 0..<count {
            for (number, block) in weights.enumerated() {
                var lanes = SIMD8<Int16>((block[row] / unit).rounded(.toNearestOrEven))
                for lane in 0..<8 where number * 8 + lane >= names.count { lanes[lane] = 0 }
                stored.append(lanes)
            }
        }
        let biases = names.indices.map { weights[$0 / 8][count][$0 % 8] }
        return TextClassifier(
            labels: names, hashes: vocabulary.hashes, steps: vocabulary.steps, weights: stored, unit: unit,
            biases: biases, calibration: calibration)
    }

    /// For each group of eight classes the weights of all columns and, last, the biases.
    private static func separators(
        _ data: SparseRows, classes: [Int], names: [String], columnCount: Int, walksMax: Int
    ) -> [[MarginTrainer.Lanes]] {
        let trainer = MarginTrainer(walksMax: walksMax)
        let blockCount = (names.count + 7) / 8
        return (0..<blockCount).map { block in
            let signs = classes.map { label -> MarginTrainer.Lanes in
                var lanes = MarginTrainer.Lanes(repeating: -1)
                if label / 8 == block { lanes[label % 8] = 1 }
                return lanes
            }
            return trainer.fit(
                data, rows: Array(classes.indices), signs: signs, columnCount: columnCount)
        }
    }

    /// Takes to heart that a text belongs to a class: the weights move so that next time it is more likely to win.
    ///
    /// A step is just large enough to put the class one unit ahead of the best other one, and at most 1. A text that
    /// already wins by that much, or of which no gram is known, changes nothing. Probabilities keep their calibration.
    ///
    /// - Returns: Whether anything changed.
    /// - Throws: ``ClassifierError/unknownLabel`` if the label is none of ``labels``.
    ///
    /// Source: Crammer, Dekel, Keshet, Shalev-Shwartz, Singer, "Online passive-aggressive algorithms", JMLR 7, 2006,
    /// algorithm PA-I.
    @discardableResult
    public mutating func correct(_ text: String, to label: String) throws(ClassifierError) -> Bool {
        guard let truth = labels.firstIndex(of: label) else { throw .unknownLabel }
        let occurrences = occurrences(in: text)
        let scores = scores(occurrences)
        guard !occurrences.rows.isEmpty,
            let rival = scores.indices.filter({ $0 != truth }).max(by: { scores[$0] < scores[$1] })
        else { return false }
        let loss = 1 - (scores[truth] - scores[rival])
        guard loss > 0 else { return false }
        let step = min(loss / 2, 1)
        for (row, value) in zip(occurrences.rows, occurrences.values) {
            let change = step * value / unit
            add(change, row: Int(row), label: truth)
            add(-change, row: Int(row), label: rival)
        }
        return true
    }

    private mutating func add(_ change: Float, row: Int, label: Int) {
        let position = row * blockCount + label / 8
        let moved = Float(weights[position][label % 8]) + change
        weights[position][label % 8] = Int16(min(max(moved.rounded(.toNearestOrEven), -32_767), 32_767))
    }
}
