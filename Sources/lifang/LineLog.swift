import Foundation
import Logging
import Vocabulary

/// Writes one JSON object a line to standard error: time, level, message and what goes with it.
struct LineLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info
    private let label: String

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var members = [("level", event.level.rawValue), ("part", label), ("message", event.message.description)]
        let all = metadata.merging(event.metadata ?? [:]) { _, later in later }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) { members.append((key, value.description)) }
        let now = Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000))
        var line = "{\"at\":\"\(now)\""
        for (name, value) in members { line += ",\"\(Self.escaped(name))\":\"\(Self.escaped(value))\"" }
        line += "}\n"
        FileHandle.standardError.write(Data(line.utf8))
    }

    /// Control characters, quotes and backslashes cannot break a line in two (S-32).
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
