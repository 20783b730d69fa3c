import CityModel
import Foundation

/// Finds the folder with real data: `LIFANG_SHARED_DATA`, or `shared/data` beside an ancestor of this file.
enum SharedData {
    static let folder: URL? = {
        if let path = ProcessInfo.processInfo.environment["LIFANG_SHARED_DATA"] { return URL(fileURLWithPath: path) }
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let data = folder.appendingPathComponent("shared/data")
            if FileManager.default.fileExists(atPath: data.path) { return data }
        }
        return nil
    }()

    static let cityJSON: URL? = {
        guard let url = folder?.appendingPathComponent("twin/cityjson") else { return nil }
        return FileManager.default.fileExists(atPath: url.path) ? url : nil
    }()

    static let absent = "the shared data folder is not here; set LIFANG_SHARED_DATA"

    /// Names of good files that are here.
    static let goodFiles: [String] = names(cityJSON).filter { $0 != "EXPECTED.json" }
    static let invalidFiles: [String] = names(cityJSON?.appendingPathComponent("invalid"))

    private static func names(_ folder: URL?) -> [String] {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            return []
        }
        return names.filter { $0.hasSuffix(".json") || $0.hasSuffix(".jsonl") }.sorted()
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        guard let cityJSON else { return [] }
        return [UInt8](try Data(contentsOf: cityJSON.appendingPathComponent(name)))
    }
}

/// A repeatable source of numbers.
struct Numbers {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var value = state
        value = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        return value ^ (value >> 29)
    }
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func fraction() -> Double { Double(next() >> 11) / 0x1p53 }
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
func json(_ text: String) throws -> JSONDocument { try JSONDocument(Array(text.utf8)) }
