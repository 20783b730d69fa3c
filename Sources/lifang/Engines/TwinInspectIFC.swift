import Foundation
import IFC

/// Answers `lifang twin inspect` for building models in IFC.
enum TwinInspectIFC {
    /// Whether the first bytes of a file are those of a STEP file, or of a ZIP archive that may hold one.
    static func recognises(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(512)
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return true }
        return String(decoding: head, as: UTF8.self).uppercased().contains("ISO-10303-21")
    }

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
