internal import ArgumentParser
internal import Foundation
internal import Learning

/// `lifang classify`: learns from labelled texts, measures itself, classifies.
struct ClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "Sort short texts into classes learnt from examples.",
        subcommands: [Train.self, Eval.self, Predict.self])

    /// Learns a model from a table of labelled texts.
    struct Train: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Learn a model from labelled texts.")

        @OptionGroup var table: LabelledTableOptions
        @Option(help: "Where to write the model (at most 2 MB).") var out: String

        func run() throws {
            let rows = try table.rows()
            let model = try TextClassifier(texts: rows.map(\.text), labels: rows.map(\.label))
            let bytes = model.encoded()
            try Data(bytes).write(to: URL(fileURLWithPath: out), options: .atomic)
            print("\(rows.count) texts, \(model.labels.count) classes, \(bytes.count) bytes")
        }
    }

    /// Measures a model on a table of labelled texts.
    struct Eval: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Measure a model on labelled texts.")

        @OptionGroup var table: LabelledTableOptions
        @Option(help: "The model.") var model: String
        @Flag(help: "Print JSON.") var json = false

        struct Report: Encodable {
            struct PerClass: Encodable {
                let f1: Double
                let precision: Double
                let recall: Double
                let n: Int
            }

            let micro_f1: Double
            let macro_f1: Double
            let per_class: [String: PerClass]
            let us_per_text: Double
            let calibration_error: Double?
            let n: Int
        }

        func run() throws {
            let classifier = try TextClassifier(file: model)
            let rows = try table.rows()
            var answers: [Classification.Candidate] = []
            answers.reserveCapacity(rows.count)
            let begin = ThreadClock.nanoseconds()
            for row in rows { answers.append(classifier.classify(row.text, reasonsMax: 0).candidates[0]) }
            let nanoseconds = ThreadClock.nanoseconds() - begin
            let evaluation = Evaluation(
                truth: rows.map(\.label), answers: answers.map(\.label), probabilities: answers.map(\.probability))
            let report = Report(
                micro_f1: evaluation.microF1, macro_f1: evaluation.macroF1,
                per_class: evaluation.perClass.mapValues {
                    Report.PerClass(f1: $0.f1, precision: $0.precision, recall: $0.recall, n: $0.count)
                },
                us_per_text: Double(nanoseconds) / 1_000 / Double(max(rows.count, 1)),
                calibration_error: evaluation.calibrationError, n: rows.count)
            if json { return try JSONOutput.print(report) }
            print("micro F1 \(report.micro_f1)  macro F1 \(report.macro_f1)  µs per text \(report.us_per_text)")
            for (label, figures) in report.per_class.sorted(by: { $0.key < $1.key }) {
                let shares = "precision \(figures.precision)  recall \(figures.recall)"
                print("\(label)  F1 \(figures.f1)  \(shares)  n \(figures.n)")
            }
        }
    }

    /// Classifies texts given as arguments or line by line on standard input.
    struct Predict: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Classify texts, with probabilities and reasons.")

        @Option(help: "The model.") var model: String
        @Flag(help: "Print JSON, one object a line.") var json = false
        @Argument(help: "The texts; none reads lines from standard input.") var texts: [String] = []

        struct Answer: Encodable {
            struct Candidate: Encodable {
                let label: String
                let probability: Double
            }

            struct Reason: Encodable {
                let gram: String
                let share: Double
            }

            let candidates: [Candidate]
            let reasons: [Reason]
        }

        func run() throws {
            let classifier = try TextClassifier(file: model)
            for text in texts { try show(classifier.classify(text)) }
            guard texts.isEmpty else { return }
            while let line = readLine() { try show(classifier.classify(line)) }
        }

        private func show(_ classification: Classification) throws {
            let answer = Answer(
                candidates: classification.candidates.map { .init(label: $0.label, probability: $0.probability) },
                reasons: classification.reasons.map { .init(gram: $0.gram, share: $0.share) })
            if json { return try JSONOutput.print(answer) }
            let reasons = answer.reasons.map(\.gram).joined(separator: " ")
            print("\(answer.candidates[0].label)\t\(answer.candidates[0].probability)\t\(reasons)")
        }
    }
}

/// The options that name a table of labelled texts.
struct LabelledTableOptions: ParsableArguments {
    @Option(name: .customLong("csv"), help: "The table, in UTF-8; may be given several times.") var files: [String]
    @Option(name: .customLong("text-column"), help: "A column of text; several are joined in the order given.")
    var textColumns: [String] = []
    @Option(help: "The column of the class; rows without one are left out.") var labelColumn = "label"

    func rows() throws -> [(text: String, label: String)] {
        try files.flatMap { file in
            let table = try CSVTable(file: file)
            let texts = try table.joined(textColumns.isEmpty ? ["text"] : textColumns)
            guard let label = table.column(labelColumn) else {
                throw ValidationError("there is no column named \(labelColumn)")
            }
            return zip(texts, table.rows).compactMap { text, row in
                let name = row[label].trimmingCharacters(in: .whitespacesAndNewlines)
                return name.isEmpty ? nil : (text, name)
            }
        }
    }
}

extension CSVTable {
    /// The table in a file.
    init(file: String) throws {
        try self.init(bytes: [UInt8](Data(contentsOf: URL(fileURLWithPath: file))))
    }

    /// The text of each row: the named columns, joined by a space where not empty.
    func joined(_ names: [String]) throws -> [String] {
        let numbers = try names.map { name in
            guard let number = column(name) else { throw ValidationError("there is no column named \(name)") }
            return number
        }
        return rows.map { row in numbers.map { row[$0] }.filter { !$0.isEmpty }.joined(separator: " ") }
    }
}

extension TextClassifier {
    /// The model in a file.
    init(file: String) throws {
        try self.init(encoded: [UInt8](Data(contentsOf: URL(fileURLWithPath: file))))
    }
}

/// Processor time of the calling thread, which other programs on the machine do not lengthen.
enum ThreadClock {
    static func nanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    }
}

/// Values as JSON on standard output, keys in order, so that equal values are equal bytes.
enum JSONOutput {
    static func print(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(value)
        Swift.print(String(decoding: data, as: UTF8.self))
    }
}
