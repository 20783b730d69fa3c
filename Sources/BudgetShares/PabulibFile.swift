/// A participatory-budgeting election as a file in the format of Pabulib: metadata, projects, votes.
///
/// Holds every field as text in the order of the file, so that what is read can be written again.
///
/// Source: Faliszewski et al., "Participatory budgeting: data, tools and analysis", IJCAI 2023; format description at
/// pabulib.org/format.
public struct PabulibFile: Sendable, Equatable {
    /// A part of the file: a line of column names and the lines below it.
    public struct Table: Sendable, Equatable {
        /// The names of the columns.
        public var columns: [String]
        /// The lines. Shape: each as long as `columns`.
        public var rows: [[String]]

        /// A table.
        public init(columns: [String], rows: [[String]]) {
            self.columns = columns
            self.rows = rows
        }
    }

    /// Keys and values about the election. Shape: two columns.
    public var meta: Table
    /// The projects.
    public var projects: Table
    /// The votes.
    public var votes: Table

    /// A file of three parts.
    public init(meta: Table, projects: Table, votes: Table) {
        self.meta = meta
        self.projects = projects
        self.votes = votes
    }

    /// The value of a key of the metadata; nil if absent.
    public func value(_ key: String) -> String? { meta.rows.first { $0[0] == key }?[1] }

    /// Reads a file: UTF-8, fields separated by semicolons, quoted where they hold one, parts headed by their names.
    ///
    /// - Throws: ``PabulibError``: `.notUTF8`; `.missingPart`; `.wrongFieldCount`.
    public init(text bytes: [UInt8]) throws(PabulibError) {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
        guard String(validating: content, as: UTF8.self) != nil else { throw .notUTF8 }
        var parts: [String: (line: Int, records: [[String]])] = [:]
        var current: String?
        for (line, record) in PabulibFile.records(content) {
            if record.count == 1, ["META", "PROJECTS", "VOTES"].contains(record[0].uppercased()) {
                current = record[0].uppercased()
                parts[record[0].uppercased()] = (line, [])
            } else if let part = current {
                parts[part]?.records.append(record)
            }
        }
        meta = try PabulibFile.table(parts["META"], part: .meta)
        projects = try PabulibFile.table(parts["PROJECTS"], part: .projects)
        votes = try PabulibFile.table(parts["VOTES"], part: .votes)
        guard meta.columns.count == 2 else { throw .wrongFieldCount(part: .meta, row: 0) }
    }

    private static func table(_ part: (line: Int, records: [[String]])?, part name: PabulibError.Part)
        throws(PabulibError) -> Table
    {
        guard let columns = part?.records.first else { throw .missingPart(name) }
        var rows: [[String]] = []
        for (number, record) in (part?.records.dropFirst() ?? []).enumerated() {
            var row = record
            // Trailing empty fields are often left out, and a value of the metadata may hold semicolons.
            while row.count < columns.count { row.append("") }
            if row.count > columns.count, name == .meta {
                row = [row[0], row.dropFirst().joined(separator: ";")]
            }
            while row.count > columns.count, row.last == "" { row.removeLast() }
            guard row.count == columns.count else { throw .wrongFieldCount(part: name, row: number + 1) }
            rows.append(row)
        }
        return Table(columns: columns, rows: rows)
    }

    /// The lines that are not blank, with their numbers, cut at semicolons outside quotes.
    private static func records(_ bytes: [UInt8]) -> [(line: Int, record: [String])] {
        var result: [(line: Int, record: [String])] = []
        var record: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var line = 1
        func text() -> String {
            var cut = field[...]
            while cut.first == 0x20 || cut.first == 0x09 { cut.removeFirst() }
            while cut.last == 0x20 || cut.last == 0x09 { cut.removeLast() }
            return String(decoding: cut, as: UTF8.self)
        }
        func endLine() {
            record.append(text())
            field.removeAll(keepingCapacity: true)
            if record.contains(where: { !$0.isEmpty }) { result.append((line, record)) }
            record.removeAll(keepingCapacity: true)
        }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isQuoted {
                if byte == UInt8(ascii: "\"") {
                    if index + 1 < bytes.count, bytes[index + 1] == byte {
                        field.append(byte)
                        index += 1
                    } else {
                        isQuoted = false
                    }
                } else {
                    field.append(byte)
                }
            } else {
                switch byte {
                case UInt8(ascii: "\"") where field.isEmpty: isQuoted = true
                case UInt8(ascii: ";"):
                    record.append(text())
                    field.removeAll(keepingCapacity: true)
                case UInt8(ascii: "\n"): endLine()
                case UInt8(ascii: "\r"): break
                default: field.append(byte)
                }
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            index += 1
        }
        endLine()
        return result
    }

    /// The file as text in UTF-8 with line feeds.
    public func encoded() -> [UInt8] {
        var text = ""
        for (name, table) in [("META", meta), ("PROJECTS", projects), ("VOTES", votes)] {
            text += name + "\n"
            for row in [table.columns] + table.rows {
                text += row.map(PabulibFile.quoted).joined(separator: ";") + "\n"
            }
        }
        return Array(text.utf8)
    }

    private static func quoted(_ field: String) -> String {
        let isPlain =
            !field.utf8.contains { [0x0A, 0x0D, 0x22, 0x3B].contains($0) }
            && field.utf8.first != 0x20 && field.utf8.last != 0x20
        // By bytes: a mark that joins its neighbour to one character is still a mark.
        let doubled = field.utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }
        return isPlain ? field : "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }
}

/// Why a file is no election.
public enum PabulibError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A part of the file.
    public enum Part: String, Sendable, Equatable {
        /// Metadata.
        case meta
        /// Projects.
        case projects
        /// Votes.
        case votes
    }

    /// The bytes are not UTF-8.
    case notUTF8
    /// A part is missing or has no line of column names.
    case missingPart(Part)
    /// A line has more fields than there are columns; rows are counted from 1 below the column names.
    case wrongFieldCount(part: Part, row: Int)
    /// A column or key that is needed is absent.
    case missing(part: Part, name: String)
    /// A field cannot be read: no number, negative, more than 18 digits, unknown project, a project twice.
    case unreadable(part: Part, row: Int, name: String)
    /// A kind of vote that is not known.
    case unknownVoteType
    /// More than 10,000 projects or 5,000,000 votes.
    case tooLarge

    /// The reason in one sentence, without data.
    public var description: String {
        switch self {
        case .notUTF8: "the file is not UTF-8 text"
        case .missingPart(let part): "the part \(part.rawValue.uppercased()) is missing"
        case .wrongFieldCount(let part, let row): "row \(row) of \(part.rawValue) has too many fields"
        case .missing(let part, let name): "\(part.rawValue) has no \(name)"
        case .unreadable(let part, let row, let name): "\(name) in row \(row) of \(part.rawValue) cannot be read"
        case .unknownVoteType: "the vote type is none of approval, choose-1, cumulative, scoring, ordinal"
        case .tooLarge: "the election is larger than is accepted"
        }
    }
}
