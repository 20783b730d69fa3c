import Foundation

@testable import CityModel

/// Files of the tests: our own small ones, and the real ones that stand beside the project.
enum OSMFixtures {
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        return [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// The folder of shared data: `LIFANG_SHARED_DATA`,
    /// else `shared/data` beside an ancestor of this file; nil where absent.
    static let sharedData: URL? = {
        if let path = ProcessInfo.processInfo.environment["LIFANG_SHARED_DATA"] { return URL(fileURLWithPath: path) }
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("shared/data")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
            folder.deleteLastPathComponent()
        }
        return nil
    }()

    static var maps: URL? {
        guard let folder = sharedData?.appendingPathComponent("twin/osm"),
            FileManager.default.fileExists(atPath: folder.appendingPathComponent("EXPECTED.json").path)
        else { return nil }
        return folder
    }

    static func fault(_ text: String) -> OSMError? {
        do throws(OSMError) {
            _ = try OSMExtract(reading: Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    static func fault(_ bytes: [UInt8], _ limits: OSMLimits = OSMLimits()) -> OSMError? {
        do throws(OSMError) {
            _ = try OSMExtract(reading: bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }
}
