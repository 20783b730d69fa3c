import Foundation
import Learning

/// The folder of shared development data, which is not part of the repository.
enum SharedData {
    static let folder: URL? = {
        if let path = ProcessInfo.processInfo.environment["LIFANG_SHARED_DATA"] { return URL(fileURLWithPath: path) }
        var ancestor = URL(fileURLWithPath: #filePath)
        while ancestor.path != "/" {
            ancestor.deleteLastPathComponent()
            let candidate = ancestor.appendingPathComponent("shared/data")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        return nil
    }()

    static func has(_ path: String) -> Bool {
        folder.map { FileManager.default.fileExists(atPath: $0.appendingPathComponent(path).path) } ?? false
    }

    struct Absent: Error {}

    static func bytes(_ path: String) throws -> [UInt8] {
        guard let folder else { throw Absent() }
        return try [UInt8](Data(contentsOf: folder.appendingPathComponent(path)))
    }

    static func columns(_ path: String, _ names: [String]) throws -> [[String]] {
        let table = try CSVTable(bytes: bytes(path))
        let numbers = try names.map { name in
            guard let number = table.column(name) else { throw Absent() }
            return number
        }
        return table.rows.map { row in numbers.map { row[$0] } }
    }
}
