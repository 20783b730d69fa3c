import Foundation
import IFC

/// Answers `lifang twin inspect` for building models in IFC.
enum TwinInspectIFC {
    /// The report as JSON, the reasons for which the file is invalid (none for a good file), and warnings.
    ///
    /// - Throws: ``IFCError`` where the file cannot be opened at all.
    static func report(
        on bytes: [UInt8], geometry: Bool = true, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> (json: String, reasons: [String], warnings: [String]) {
        let model = try IFCModel(bytes)
        let drawn = geometry ? try model.shapes(progress: progress) : nil
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(IFCInspection(model, drawn: drawn)), as: UTF8.self)
        func lines(_ problems: [STEPProblem]) -> [String] { problems.map { "line \($0.line): \($0.reason.rawValue)" } }
        return (json, lines(model.problems()), lines(model.warnings()))
    }
}
