/// Rows of a comma-separated file with their line numbers.
///
/// Fields may be quoted, quotes inside doubled; lines end with LF or CRLF; a byte-order mark is passed over. Every row
/// is given on its own, so one bad row does not hide the others.
///
/// Source: RFC 4180, 2.
public struct CSVRows: Sequence, IteratorProtocol {
    /// One row, or why it could not be read.
    public enum Row: Sendable, Hashable {
        /// The line on which it begins and its fields.
        case fields(line: Int, [String])
        /// A row that cannot be read.
        case refused(RefusedRow)
    }

    private let bytes: [UInt8]
    private var position: Int
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let newline = UInt8(ascii: "\n")

    /// Starts at the first row.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next row; nil at the end.
    public mutating func next() -> Row? {
        guard position < bytes.count else { return nil }
        let start = line
        var fields: [String] = []
        var problem: RefusedRow.Reason?
        while true {
            switch field() {
            case .success(let text): fields.append(text)
            case .failure(let failure): problem = problem ?? failure.reason
            }
            if position < bytes.count, bytes[position] == Self.comma {
                position += 1
                continue
            }
            endLine()
            break
        }
        if let problem { return .refused(RefusedRow(line: start, reason: problem)) }
        return .fields(line: start, fields)
    }

    private struct Failure: Error { let reason: RefusedRow.Reason }

    private mutating func field() -> Result<String, Failure> {
        if position < bytes.count, bytes[position] == Self.quote { return quotedField() }
        let start = position
        while position < bytes.count, bytes[position] != Self.comma, bytes[position] != Self.newline { position += 1 }
        var end = position
        if end > start, bytes[end - 1] == UInt8(ascii: "\r"), position == bytes.count || bytes[position] == Self.newline
        {
            end -= 1
        }
        return text(bytes[start..<end])
    }

    private mutating func quotedField() -> Result<String, Failure> {
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte != Self.quote {
                if byte == Self.newline { line += 1 }
                content.append(byte)
            } else if position < bytes.count, bytes[position] == Self.quote {
                content.append(byte)
                position += 1
            } else {
                if position < bytes.count, bytes[position] == UInt8(ascii: "\r") { position += 1 }
                let isEnd = position == bytes.count || bytes[position] == Self.comma || bytes[position] == Self.newline
                if isEnd { return text(content[...]) }
                while position < bytes.count, bytes[position] != Self.newline { position += 1 }
                return .failure(Failure(reason: .quoting))
            }
        }
        return .failure(Failure(reason: .quoting))
    }

    private func text(_ content: ArraySlice<UInt8>) -> Result<String, Failure> {
        guard let text = String(validating: content, as: UTF8.self), !text.utf8.contains(0) else {
            return .failure(Failure(reason: .encoding))
        }
        return .success(text)
    }

    private mutating func endLine() {
        if position < bytes.count { position += 1 }
        line += 1
    }
}
