/// A table of texts with named columns, read from comma-separated values.
///
/// Reads what RFC 4180 describes and what is found in the field: a byte-order mark, line ends of any kind, quoted
/// fields with doubled quotes and line breaks. Short rows are filled with empty fields; surplus fields are dropped.
///
/// Source: RFC 4180, section 2.
public struct CSVTable: Sendable, Equatable {
    /// The names of the columns, as in the first line.
    public let columns: [String]
    /// The rows below the first line. Shape: each row has exactly as many fields as there are columns.
    public let rows: [[String]]

    /// Reads a table.
    ///
    /// - Throws: ``CSVError/notUTF8`` if the bytes are no UTF-8 text; ``CSVError/empty`` if there is no first line;
    ///   ``CSVError/unclosedQuote(line:)`` if a quoted field does not end.
    public init(bytes: [UInt8]) throws(CSVError) {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard String(validating: content, as: UTF8.self) != nil else { throw .notUTF8 }
        let records = try CSVTable.records(Array(content))
        guard let head = records.first, head != [""] else { throw .empty }
        columns = head
        rows = records.dropFirst().map { record in
            var row = Array(record.prefix(head.count))
            while row.count < head.count { row.append("") }
            return row
        }
    }

    /// The number of the column with this name, counted from 0; nil if there is none.
    public func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

    private static func records(_ bytes: [UInt8]) throws(CSVError) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field: [UInt8] = []
        var index = 0
        var line = 1
        func text() -> String { String(decoding: field, as: UTF8.self) }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\""), field.isEmpty {
                let opened = line
                index += 1
                while true {
                    guard index < bytes.count else { throw .unclosedQuote(line: opened) }
                    if bytes[index] == UInt8(ascii: "\"") {
                        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else { break }
                        index += 1
                    }
                    if bytes[index] == UInt8(ascii: "\n") { line += 1 }
                    field.append(bytes[index])
                    index += 1
                }
            } else if byte == UInt8(ascii: ",") {
                record.append(text())
                field.removeAll(keepingCapacity: true)
            } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if byte == UInt8(ascii: "\r"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") {
                    index += 1
                }
                line += 1
                record.append(text())
                field.removeAll(keepingCapacity: true)
                if record != [""] || records.isEmpty { records.append(record) }
                record.removeAll(keepingCapacity: true)
            } else {
                field.append(byte)
            }
            index += 1
        }
        record.append(text())
        if record != [""] { records.append(record) }
        return records
    }
}

/// Why bytes are no table.
public enum CSVError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The bytes are not UTF-8.
    case notUTF8
    /// There is no line with column names.
    case empty
    /// A quoted field that begins in this line, counted from 1, does not end.
    case unclosedQuote(line: Int)

    /// The reason in one sentence, without data.
    public var description: String {
        switch self {
        case .notUTF8: "the file is not UTF-8 text"
        case .empty: "the file has no line with column names"
        case .unclosedQuote(let line): "the quoted field that begins in line \(line) does not end"
        }
    }
}
