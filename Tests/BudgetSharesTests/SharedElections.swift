import Foundation

/// The folder of shared development data, which is not part of the repository.
enum SharedElections {
    static let folder: URL? = {
        if let path = ProcessInfo.processInfo.environment["LIFANG_SHARED_DATA"] {
            return URL(fileURLWithPath: path).appendingPathComponent("pabulib")
        }
        var ancestor = URL(fileURLWithPath: #filePath)
        while ancestor.path != "/" {
            ancestor.deleteLastPathComponent()
            let candidate = ancestor.appendingPathComponent("shared/data/pabulib")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        return nil
    }()

    static var isPresent: Bool {
        folder.map { FileManager.default.fileExists(atPath: $0.path) } ?? false
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: require(folder).appendingPathComponent(name)))
    }

    static func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: require(folder).path).filter { $0.hasSuffix(".pb") }
            .sorted()
    }

    private struct Absent: Error {}

    private static func require(_ url: URL?) throws -> URL {
        guard let url else { throw Absent() }
        return url
    }
}
