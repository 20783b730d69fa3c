import Decoders
import Foundation

/// The folder of shared vectors, which is not part of the repository.
enum SharedData {
    static let folder: URL? = {
        let manager = FileManager.default
        if let path = ProcessInfo.processInfo.environment["LIFANG_SHARED_DATA"] {
            return manager.fileExists(atPath: path) ? URL(fileURLWithPath: path) : nil
        }
        var ancestor = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while ancestor.path != "/" {
            let candidate = ancestor.appendingPathComponent("shared/data")
            if manager.fileExists(atPath: candidate.path) { return candidate }
            ancestor.deleteLastPathComponent()
        }
        return nil
    }()

    static let hasTwin =
        folder.map { FileManager.default.fileExists(atPath: $0.path + "/twin/gb26875/frames.json") } ?? false
    static let note = "the shared vectors are not here; set LIFANG_SHARED_DATA"

    static func bytes(_ path: String) throws -> [UInt8] {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return Array(try Data(contentsOf: folder.appendingPathComponent(path)))
    }

    static func json(_ path: String) throws -> JSONValue { try JSONReader.value(bytes(path)) }
}

extension JSONValue {
    var words: [String] { elements?.compactMap(\.text) ?? [] }
}
