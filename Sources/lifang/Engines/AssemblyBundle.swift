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

    /// A file that holds one canonical JSON value.
    func json(_ name: String) throws(BundleRefusal) -> JSONValue {
        try Self.canonical(try file(name), name)
    }

    /// A file that holds one canonical JSON value on each line.
    func lines(_ name: String) throws(BundleRefusal) -> [JSONValue] {
        let bytes = try file(name)
        try need(bytes.isEmpty || bytes.last == 10, "V1", "\(name) lacks its last newline")
        var values: [JSONValue] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 10) {
            values.append(try Self.canonical(Array(rest[..<end]), name))
            rest = rest[(end + 1)...]
        }
        return values
    }

    /// Reads canonical JSON whose numbers are all integers.
    static func canonical(_ bytes: [UInt8], _ what: String) throws(BundleRefusal) -> JSONValue {
        guard let value = try? JSONValue(parsingCanonical: bytes), value.hasOnlyIntegers else {
            throw BundleRefusal("V1", "\(what) is not canonical JSON with integers only")
        }
        return value
    }
}

extension JSONValue {
    var hasOnlyIntegers: Bool {
        switch self {
        case .number: integer != nil
        case .array(let values): values.allSatisfy(\.hasOnlyIntegers)
        case .object(let members): members.allSatisfy(\.value.hasOnlyIntegers)
        case .null, .bool, .string: true
        }
    }

    /// The integer if it is not negative.
    var natural: Int? { integer.flatMap { $0 >= 0 ? $0 : nil } }

    /// The bytes that a string writes in Base 64, if there are so many.
    func bytes(_ count: Int) -> [UInt8]? {
        guard let text = string, let bytes = Base64.decode(text.utf8), bytes.count == count else { return nil }
        return bytes
    }

    /// Whether this is an object with exactly these members, and perhaps the optional ones.
    func has(_ names: String, optional: String = "") -> Bool {
        guard let members else { return false }
        let required = names.utf8.split(separator: 32)
        let allowed = optional.utf8.split(separator: 32)
        var found = 0
        for member in members {
            if required.contains(where: { $0.elementsEqual(member.name.utf8) }) {
                found += 1
            } else if !allowed.contains(where: { $0.elementsEqual(member.name.utf8) }) {
                return false
            }
        }
        return found == required.count
    }
}
