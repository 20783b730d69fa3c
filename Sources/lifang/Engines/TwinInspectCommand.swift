import ArgumentParser
import CityModel
import Foundation
import IFC

/// `lifang twin inspect FILE`: validates and counts.
struct TwinInspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Check a model and count what it holds. Exit 1 where it is invalid.")

    @Argument(help: "CityJSON, CityJSONSeq, GeoJSON or IFC.")
    var file: String

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Take warnings as errors.")
    var strict = false

    func run() async throws {
        let url = URL(fileURLWithPath: file)
        switch try TwinFormat(sniffing: url) {
        case .city: try inspectCity(url)
        case .geoJSON: try inspectGeoJSON(url)
        case .ifc: try inspectIFC(url)
        }
    }

    private func inspectIFC(_ url: URL) throws {
        do {
            let (report, reasons, warnings) = try TwinInspectIFC.report(on: [UInt8](try Data(contentsOf: url)))
            print(report)
            for line in warnings.map({ "warning: \($0)" }) + reasons.map({ "error: \($0)" }) {
                FileHandle.standardError.write(Data((line + "\n").utf8))
            }
            if !reasons.isEmpty || (strict && !warnings.isEmpty) { throw ExitCode(1) }
        } catch let error as IFCError {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            throw ExitCode(1)
        }
    }

    private func inspectCity(_ url: URL) throws {
        var inspector = CityJSONInspector()
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { inspector.read(piece) }
        inspector.finish()
        let warnings = inspector.validator.issues.filter(\.isWarning)
        var errors = inspector.validator.issues.filter { !$0.isWarning }.map(\.description)
        if let failure = inspector.failure, !errors.contains(failure.description) { errors.append(failure.description) }
        let isValid = inspector.isValid && !(strict && !warnings.isEmpty)
        if json {
            print(String(decoding: report(inspector, isValid, errors, warnings).bytes, as: UTF8.self))
        } else {
            let summary = inspector.summary
            print(
                "\(isValid ? "valid" : "invalid") CityJSON \(summary.version): \(summary.objects) city objects, "
                    + "\(summary.surfaces) surfaces, \(summary.vertices) vertices")
        }
        let lines = errors.map { "error: \($0)" } + (json ? [] : warnings.map { "warning: \($0.description)" })
        for line in lines { FileHandle.standardError.write(Data((line + "\n").utf8)) }
        if !isValid { throw ExitCode(1) }
    }

    private func report(
        _ inspector: CityJSONInspector, _ isValid: Bool, _ errors: [String], _ warnings: [CityJSONIssue]
    ) -> JSONValue {
        func issue(_ issue: CityJSONIssue) -> JSONValue {
            var value: JSONObject = JSONObject([
                .init(key: "path", value: .string(issue.path)),
                .init(key: "reason", value: .string(issue.reason.rawValue)),
            ])
            if let line = issue.line { value["line"] = .integer(line) }
            return .object(value)
        }
        var object = inspector.summary.json(bytes: inspector.byteCount).object ?? JSONObject()
        object["valid"] = .bool(isValid)
        var list = inspector.validator.issues.filter { !$0.isWarning }.map(issue)
        if list.isEmpty, let failure = inspector.failure {
            list = [["path": "$", "reason": .string(failure.description)]]
        }
        object["errors"] = .array(list)
        object["warnings"] = .array(warnings.map(issue))
        if inspector.validator.issuesDropped > 0 {
            object["findings_dropped"] = .integer(inspector.validator.issuesDropped)
        }
        return .object(object)
    }

    private func inspectGeoJSON(_ url: URL) throws {
        let bytes = [UInt8](try Data(contentsOf: url))
        do throws(GeoJSONError) {
            let collection = try GeoJSON(bytes)
            let report: JSONValue = [
                "format": "GeoJSON", "features": .integer(collection.features.count),
                "crs": .text(collection.referenceSystem), "bytes": .integer(bytes.count), "valid": true,
            ]
            print(
                json
                    ? String(decoding: report.bytes, as: UTF8.self)
                    : "valid GeoJSON: \(collection.features.count) features")
        } catch {
            if json {
                let report: JSONValue = ["format": "GeoJSON", "valid": false, "errors": [.string(error.description)]]
                print(String(decoding: report.bytes, as: UTF8.self))
            }
            FileHandle.standardError.write(Data("error: \(error.description)\n".utf8))
            throw ExitCode(1)
        }
    }
}
