/// Reads `multipart/form-data` piece by piece and holds no more than the end of a piece.
///
/// Strict: no preamble, `CRLF` line ends, a name for each part, nothing but one line end behind the last part. Whatever
/// differs was made by hand and is refused.
///
/// Source: RFC 7578; RFC 2046, 5.1.1; WHATWG HTML, 4.10.21.7 (names are percent-encoded for `"`, CR and LF).
public struct Multipart: Sendable {
    /// What the bytes say.
    public enum Event: Sendable, Hashable {
        /// A part begins.
        case begin(name: String, isFile: Bool)
        /// Bytes of the part that began last; never empty.
        case bytes([UInt8])
        /// The part ends.
        case end
        /// The last part has ended.
        case finish
    }

    /// Why it cannot be read; carries nothing of what was sent.
    public enum Fault: Error, Sendable, Hashable {
        /// The bytes are no form of this kind, or end too early.
        case malformed
        /// A head has more than 4,096 bytes, or there are more than 128 parts.
        case tooLong
    }

    /// Source: Decision 0012.
    private static let headBytesMax = 4_096
    private static let partsMax = 128

    private enum State: Sendable { case first, afterDelimiter, head, body, epilogue }

    private let delimiter: [UInt8]
    private var state = State.first
    private var rest: [UInt8] = []
    private var parts = 0

    /// Reads the boundary of a `Content-Type`; nil if it is no multipart form with a sound boundary.
    public init?(contentType: String) {
        let pieces = contentType.split(separator: ";", omittingEmptySubsequences: false)
        guard pieces.first?.trimmingBlanks().lowercased() == "multipart/form-data" else { return nil }
        var found: String?
        for piece in pieces.dropFirst() {
            let pair = piece.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmingBlanks().lowercased() == "boundary" else { continue }
            guard found == nil else { return nil }
            var value = pair[1].trimmingBlanks()
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") { value = value.dropFirst().dropLast() }
            found = String(value)
        }
        guard let found, (1...70).contains(found.utf8.count), found.utf8.allSatisfy(Self.isOfBoundary) else {
            return nil
        }
        delimiter = Array("\r\n--\(found)".utf8)
    }

    private static func isOfBoundary(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "'()+_,-./:=?".utf8.contains(byte)
        }
    }

    /// Takes the next bytes.
    ///
    /// - Throws: ``Fault``.
    public mutating func feed(_ bytes: [UInt8]) throws(Fault) -> [Event] {
        rest += bytes
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    /// Says that nothing more comes.
    ///
    /// - Throws: ``Fault/malformed`` if the last part has not ended.
    public func finish() throws(Fault) {
        guard state == .epilogue else { throw .malformed }
    }

    private mutating func step(_ events: inout [Event]) throws(Fault) -> Bool {
        switch state {
        case .first:
            // The first delimiter stands at the very beginning, without the line end before it.
            let wanted = delimiter.dropFirst(2)
            guard rest.prefix(wanted.count).elementsEqual(wanted.prefix(rest.count)) else { throw .malformed }
            guard rest.count >= wanted.count else { return false }
            rest.removeFirst(wanted.count)
            state = .afterDelimiter
            return true
        case .afterDelimiter:
            guard rest.count >= 2 else { return false }
            if rest[0] == 0x2D, rest[1] == 0x2D {
                rest.removeFirst(2)
                state = .epilogue
                events.append(.finish)
                return true
            }
            guard rest[0] == 0x0D, rest[1] == 0x0A else { throw .malformed }
            guard parts < Self.partsMax else { throw .tooLong }
            rest.removeFirst(2)
            parts += 1
            state = .head
            return true
        case .head: return try head(&events)
        case .body: return body(&events)
        case .epilogue:
            guard rest.count <= 2, rest.elementsEqual([0x0D, 0x0A].prefix(rest.count)) else { throw .malformed }
            return false
        }
    }

    private mutating func head(_ events: inout [Event]) throws(Fault) -> Bool {
        var end: Int?
        if rest.count >= 4 {
            for at in 0...(Swift.min(rest.count, Self.headBytesMax) - 4)
            where rest[at] == 0x0D && rest[at + 1] == 0x0A && rest[at + 2] == 0x0D && rest[at + 3] == 0x0A {
                end = at
                break
            }
        }
        guard let end else {
            guard rest.count < Self.headBytesMax else { throw .tooLong }
            return false
        }
        guard let text = String(validating: rest[..<end], as: UTF8.self), let head = PartHead(text) else {
            throw .malformed
        }
        rest.removeFirst(end + 4)
        events.append(.begin(name: head.name, isFile: head.isFile))
        // The body may be empty: its delimiter then begins with the line end that closed the head.
        rest.insert(contentsOf: [0x0D, 0x0A], at: 0)
        skipped = 2
        state = .body
        return true
    }

    /// Bytes at the beginning of `rest` that belong to the head and not to the body.
    private var skipped = 0

    private mutating func body(_ events: inout [Event]) -> Bool {
        if let start = find() {
            if start > skipped { events.append(.bytes(Array(rest[skipped..<start]))) }
            rest.removeFirst(start + delimiter.count)
            skipped = 0
            events.append(.end)
            state = .afterDelimiter
            return true
        }
        // Whatever cannot be the beginning of a delimiter is body.
        let certain = rest.count - (delimiter.count - 1)
        if certain > skipped {
            events.append(.bytes(Array(rest[skipped..<certain])))
            rest.removeFirst(certain)
            skipped = 0
        }
        return false
    }

    private func find() -> Int? {
        let count = delimiter.count
        guard rest.count >= count else { return nil }
        return rest.withUnsafeBufferPointer { bytes in
            var at = 0
            while at <= bytes.count - count {
                guard let next = bytes[at...(bytes.count - count)].firstIndex(of: 0x0D) else { return nil }
                var length = 1
                while length < count, bytes[next + length] == delimiter[length] { length += 1 }
                if length == count { return next }
                at = next + 1
            }
            return nil
        }
    }
}

/// The head of a part: its name, and whether a file name stands beside it. The file name itself counts for nothing.
struct PartHead: Sendable {
    let name: String
    let isFile: Bool

    init?(_ text: String) {
        var disposition: Substring?
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, !line.utf8.contains(0) else {
                return nil
            }
            guard line[..<colon].lowercased() == "content-disposition" else { continue }
            guard disposition == nil else { return nil }
            disposition = line[line.index(after: colon)...].trimmingBlanks()
        }
        guard var rest = disposition, rest.lowercased().hasPrefix("form-data") else { return nil }
        rest = rest.dropFirst("form-data".count)
        var values: [String: String] = [:]
        while !rest.trimmingBlanks().isEmpty {
            guard let parameter = Self.parameter(&rest), values[parameter.name] == nil else { return nil }
            values[parameter.name] = parameter.value
        }
        guard let name = values["name"], !name.isEmpty, name.utf8.count <= 200 else { return nil }
        self.name = name
        isFile = values["filename"] != nil || values["filename*"] != nil
    }

    /// Takes `; name="value"` or `; name=value` off the beginning.
    private static func parameter(_ rest: inout Substring) -> (name: String, value: String)? {
        rest = rest.trimmingBlanks()
        guard rest.first == ";" else { return nil }
        rest = rest.dropFirst().trimmingBlanks()
        guard let equals = rest.firstIndex(of: "=") else { return nil }
        let name = rest[..<equals].trimmingBlanks().lowercased()
        rest = rest[rest.index(after: equals)...]
        guard !name.isEmpty else { return nil }
        guard rest.first == "\"" else {
            let end = rest.firstIndex(of: ";") ?? rest.endIndex
            defer { rest = rest[end...] }
            return (name, String(rest[..<end].trimmingBlanks()))
        }
        rest = rest.dropFirst()
        guard let end = rest.firstIndex(of: "\"") else { return nil }
        defer { rest = rest[rest.index(after: end)...] }
        let value = String(rest[..<end])
        return (name, value.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n"))
    }
}

extension Substring {
    func trimmingBlanks() -> Substring {
        var result = drop { $0 == " " || $0 == "\t" }
        while let last = result.last, last == " " || last == "\t" { result.removeLast() }
        return result
    }
}
