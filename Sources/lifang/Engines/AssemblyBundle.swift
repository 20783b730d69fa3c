import Foundation
import Log

/// Why a bundle is refused: the step of the published verification and the rule, without any content of a ballot.
struct BundleRefusal: Error, Equatable, CustomStringConvertible {
    /// V1 to V13.
    let step: String
    /// The rule that is broken.
    let reason: String

    init(_ step: String, _ reason: String) {
        self.step = step
        self.reason = reason
    }

    var description: String { "\(step): \(reason)" }
}

/// Refuses unless a condition holds.
func need(_ condition: Bool, _ step: String, _ reason: String) throws(BundleRefusal) {
    guard condition else { throw BundleRefusal(step, reason) }
}

/// The files of an owners' vote that anyone can recount, by their paths inside the bundle.
struct AssemblyBundle: Sendable {
    /// The files' bytes by path.
    var files: [String: [UInt8]]

    static let sumsPath = "SHA256SUMS"

    init(files: [String: [UInt8]]) {
        self.files = files
    }

    /// Reads a folder.
    ///
    /// - Throws: ``BundleRefusal`` of V1 if it cannot be read or holds anything but plain files.
    init(folder: String) throws(BundleRefusal) {
        files = [:]
        let base = URL(fileURLWithPath: folder, isDirectory: true)
        let names = try? FileManager.default.subpathsOfDirectory(atPath: base.path)
        guard let names else { throw BundleRefusal("V1", "the folder cannot be read") }
        for name in names {
            let path = base.appendingPathComponent(name).path
            let kind = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
            if kind == .typeDirectory { continue }
            guard kind == .typeRegular, let data = FileManager.default.contents(atPath: path) else {
                throw BundleRefusal("V1", "only plain files belong into a bundle")
            }
            files[name] = Array(data)
        }
    }

    /// Writes all files into a folder.
    func write(to folder: String) throws {
        let base = URL(fileURLWithPath: folder, isDirectory: true)
        for (name, bytes) in files {
            let file = base.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
    }

    /// What SHA256SUMS must say.
    var sums: [UInt8] {
        let names = files.keys.filter { $0 != Self.sumsPath }
            .sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        return names.flatMap { Array("\(TreeHash.plain(files[$0] ?? []).hex)  \($0)\n".utf8) }
    }

    /// A file that must be there.
    func file(_ name: String) throws(BundleRefusal) -> [UInt8] {
        guard let bytes = files[name] else { throw BundleRefusal("V1", "\(name) is missing") }
        return bytes
    }

    /// A file that holds one canonical JSON value whose numbers are all integers.
    func json(_ name: String) throws(BundleRefusal) -> CanonicalValue {
        try Self.canonical(try file(name), name)
    }

    /// A file that holds one such value on each line.
    func lines(_ name: String) throws(BundleRefusal) -> [CanonicalValue] {
        let bytes = try file(name)
        try need(bytes.isEmpty || bytes.last == 10, "V1", "\(name) lacks its last newline")
        guard let values = try? CanonicalValue.lines(bytes), values.first?.hasOnlyIntegers ?? true else {
            throw Self.notCanonical(name)
        }
        return values
    }

    /// Reads canonical JSON whose numbers are all integers.
    static func canonical(_ bytes: [UInt8], _ what: String) throws(BundleRefusal) -> CanonicalValue {
        guard let value = try? CanonicalValue(parsing: bytes), value.hasOnlyIntegers else { throw notCanonical(what) }
        return value
    }

    private static func notCanonical(_ what: String) -> BundleRefusal {
        BundleRefusal("V1", "\(what) is not canonical JSON with integers only")
    }
}

extension CanonicalValue {
    /// The integer if it is not negative.
    var natural: Int? { integer.flatMap { $0 >= 0 ? $0 : nil } }
}
