import Foundation

/// An empty folder for one test.
struct TestFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/lifang-files-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Files below the folder, without locks.
    var names: [String] {
        (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).filter {
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: "\(path)/\($0)", isDirectory: &isFolder)
            return isThere && !isFolder.boolValue && !$0.hasSuffix(".lock")
        }
    }
}
