public import Files
import HTTPTypes
import Store
public import Vocabulary

/// Takes files in and gives them out, for both edges.
public struct FileDoor: Sendable {
    /// Where files are made and kept.
    public let room: FileRoom
    private let admission: Admission
    private let sight: FileSight
    private let surroundings: Surroundings

    /// Puts a door before the room of files.
    ///
    /// - Parameter sight: Who may see files of what.
    public init(_ room: FileRoom, admission: Admission, sight: FileSight, surroundings: Surroundings) {
        self.room = room
        self.admission = admission
        self.sight = sight
        self.surroundings = surroundings
    }

    /// Lets those pass who may send a file now; asked before the first byte is taken.
    ///
    /// - Throws: `FileError.signInNeeded`, `FileError.quotaOfPerson`, what recognition throws.
    public func requireQuota(for visitor: Visitor) async throws {
        let now = surroundings.now()
        try await admission.read(as: visitor) { [limits = room.limits] actor, snapshot in
            try Files.requireQuota(for: actor, now: now, limits, in: snapshot)
        }
    }

    /// Keeps a file as whoever sends it.
    ///
    /// - Throws: `FileError`, `StoreError`, what recognition throws.
    public func keep(_ incoming: IncomingFile, as visitor: Visitor) async throws -> StoredFile {
        try await room.keep(incoming) { [admission] work in try await admission.write(as: visitor, work) }
    }

    /// Takes the whole body as one file.
    ///
    /// - Throws: `FileError`, ``Problem``, `StoreError`.
    public func take(_ request: WebRequest) async throws -> StoredFile {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > room.limits.bytesMax {
            throw FileError.tooLarge(bytesMax: room.limits.bytesMax)
        }
        try await requireQuota(for: request.visitor)
        return try await room.receive {
            let incoming = try await room.begin()
            do {
                for try await piece in request.stream { try await incoming.append(piece) }
            } catch {
                await incoming.discard()
                throw error
            }
            return try await keep(incoming, as: request.visitor)
        }
    }

    /// Reads a row that whoever asks may see.
    ///
    /// - Throws: `FileError.notFound`, `StoreError`.
    public func known(_ id: ID<StoredFile>, to visitor: Visitor) async throws -> StoredFile {
        try await admission.read(as: visitor) { [sight] actor, snapshot in
            try Files.known(id, to: actor, sight, in: snapshot)
        }
    }

    /// Gives a file or a preview out.
    ///
    /// - Throws: `FileError.notFound`, `StoreError`.
    public func give(_ part: FilePart, _ request: WebRequest) async throws -> WebResponse {
        let file = try await known(request.id("id", of: StoredFile.self), to: request.visitor)
        guard let content = file.parts[part] else { throw FileError.notFound }
        let (hash, count) = (content.hash, content.bytes)
        var headers = Self.headers(of: file, part, hash)
        let tag = headers[.eTag] ?? ""
        if Self.lists(request.headers[.ifNoneMatch], tag) {
            headers[.contentType] = nil
            return WebResponse(status: .notModified, headers: headers)
        }
        // A range of what has changed since would be put to a wrong rest.
        let isSame = request.headers[.ifRange].map { $0 == tag } ?? true
        switch isSame ? ByteRange(request.headers[.range], of: count) : .whole {
        case .whole: return WebResponse(headers: headers, body: .file(pieces(of: hash, 0..<count)))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(count)"
            return WebResponse(status: .partialContent, headers: headers, body: .file(pieces(of: hash, range)))
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(count)"
            headers[.contentType] = nil
            return WebResponse(status: .rangeNotSatisfiable, headers: headers)
        }
    }

    private func pieces(of hash: ContentHash, _ range: Range<Int>) -> FilePieces {
        FilePieces(range: range) { [room] in try await room.read(hash, from: $0, upTo: $1) }
    }

    /// What people sent never runs: it is saved, not shown, and where a browser shows it nevertheless nothing in it works.
    ///
    /// Source: OWASP File Upload Cheat Sheet; W3C CSP 3, 6.3.2 (sandbox).
    private static func headers(of file: StoredFile, _ part: FilePart, _ hash: ContentHash) -> HTTPFields {
        let isPreview = part != .whole
        var headers: HTTPFields = [
            .contentType: isPreview ? FileType.jpeg.answerType : file.type.answerType,
            .eTag: "\"\(hash)\"", .acceptRanges: "bytes",
            // Kept by the reader's browser, asked for again each time: a right that was withdrawn counts at once.
            .cacheControl: "private, no-cache",
            .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        headers[.crossOriginResourcePolicy] = "same-origin"
        if !isPreview {
            headers[.contentDisposition] = "attachment; filename=\"\(file.id).\(file.type.suffix)\""
        }
        return headers
    }

    private static func lists(_ header: String?, _ tag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { each in
            let each = each.trimmingBlanks()
            return each == "*" || (each.hasPrefix("W/") ? each.dropFirst(2) : each) == tag
        }
    }
}

/// A file's bytes, read from the storage while they are sent.
public struct FilePieces: Sendable {
    /// Which bytes.
    public let range: Range<Int>
    private let read: @Sendable (_ offset: Int, _ count: Int) async throws -> [UInt8]

    /// Bytes of a piece.
    ///
    /// Source: Decision 0012; as much as a request of the disk usually brings, and little enough for many readers at once.
    static let pieceBytes = 65_536

    /// Says where the bytes come from.
    public init(range: Range<Int>, _ read: @escaping @Sendable (_ offset: Int, _ count: Int) async throws -> [UInt8]) {
        self.range = range
        self.read = read
    }

    /// Hands over the bytes piece by piece.
    ///
    /// - Throws: What reading throws; `FileError.lost` if the content is shorter than its row says.
    public func forEach(_ write: ([UInt8]) async throws -> Void) async throws {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let piece = try await read(offset, min(Self.pieceBytes, range.upperBound - offset))
            guard !piece.isEmpty else { throw FileError.lost }
            try await write(piece)
            offset += piece.count
        }
    }
}

extension HTTPField.Name {
    static var crossOriginResourcePolicy: HTTPField.Name { HTTPField.Name("Cross-Origin-Resource-Policy")! }
}
