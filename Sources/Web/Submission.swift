public import Files
import HTTPTypes

/// A form with files: what was written, and what was sent beside it.
public struct Submission: Sendable {
    /// The fields without the files.
    public let fields: Fields
    /// The files in order, each taken in or refused.
    public let files: [Result<IncomingFile, FileError>]
}

extension WebRequest {
    /// Reads a form of either kind and does something with it; files that are not kept are removed afterwards.
    ///
    /// A form without files has at most ``bodyBytesMax`` bytes. A file that is too long is read to its end and refused
    /// alone, so that the rest of the form survives.
    ///
    /// - Parameter filesMax: Files that a form may hold.
    /// - Throws: ``Problem`` with status 415, 400, 413; `FileError` if there is no room; what `work` throws.
    public func submission<Answer: Sendable>(
        into room: FileRoom, filesMax: Int, _ work: (Submission) async throws -> Answer
    ) async throws -> Answer {
        guard let multipart = headers[.contentType].flatMap({ Multipart(contentType: $0) }) else {
            return try await work(Submission(fields: try await read().form(), files: []))
        }
        return try await room.receive {
            var reading = SubmissionReading(multipart, room, filesMax: filesMax)
            do {
                for try await piece in stream { try await reading.feed(piece) }
                let answer = try await work(try reading.finish())
                await reading.discard()
                return answer
            } catch {
                await reading.discard()
                throw error
            }
        }
    }

    /// This request with its body read completely.
    ///
    /// - Throws: ``Problem`` with status 413 beyond ``bodyBytesMax``.
    public func read() async throws -> WebRequest {
        var bytes: [UInt8] = []
        for try await piece in stream {
            guard bytes.count + piece.count <= Self.bodyBytesMax else { throw Problem(.tooLarge) }
            bytes += piece
        }
        return WebRequest(
            method: method, path: path, parameters: parameters, query: query, headers: headers, body: bytes,
            visitor: visitor)
    }
}

/// Puts the parts of a form together while they come.
private struct SubmissionReading {
    private var multipart: Multipart
    private let room: FileRoom
    private let filesMax: Int
    private var items: [(String, String)] = []
    private var files: [Result<IncomingFile, FileError>] = []
    private var fieldBytes = 0
    private var fileBytes = 0
    private var field: (name: String, bytes: [UInt8])?
    private var isFile = false
    private var current: Result<IncomingFile, FileError>?

    init(_ multipart: Multipart, _ room: FileRoom, filesMax: Int) {
        self.multipart = multipart
        self.room = room
        self.filesMax = filesMax
    }

    mutating func feed(_ bytes: [UInt8]) async throws {
        let events: [Multipart.Event]
        do {
            events = try multipart.feed(bytes)
        } catch {
            throw Problem(error == .tooLong ? .tooLarge : .unreadable)
        }
        for event in events { try await take(event) }
    }

    private mutating func take(_ event: Multipart.Event) async throws {
        switch event {
        case .begin(let name, let isFile):
            self.isFile = isFile
            field = isFile ? nil : (name, [])
        case .bytes(let bytes):
            if isFile { return try await takeFile(bytes) }
            fieldBytes += bytes.count
            guard fieldBytes <= WebRequest.bodyBytesMax else { throw Problem(.tooLarge) }
            field?.bytes += bytes
        case .end:
            if let current { files.append(current) }
            current = nil
            if let field {
                guard let value = String(validating: field.bytes, as: UTF8.self) else { throw Problem(.unreadable) }
                items.append((field.name, value))
            }
            field = nil
        case .finish: break
        }
    }

    private mutating func takeFile(_ bytes: [UInt8]) async throws {
        fileBytes += bytes.count
        // Read on, so that the browser hears the answer; but not for ever.
        guard fileBytes <= 2 * filesMax * room.limits.bytesMax + WebRequest.bodyBytesMax else {
            throw Problem(.tooLarge)
        }
        if current == nil {
            guard files.count < filesMax else { throw FileError.tooMany(max: filesMax) }
            current = .success(try await room.begin())
        }
        guard case .success(let file)? = current else { return }
        do {
            try await file.append(bytes)
        } catch FileError.tooLarge(let max) {
            await file.discard()
            current = .failure(.tooLarge(bytesMax: max))
        }
    }

    func finish() throws -> Submission {
        do {
            try multipart.finish()
        } catch {
            throw Problem(.unreadable)
        }
        return Submission(fields: Fields(items), files: files)
    }

    func discard() async {
        for case .success(let file) in files + (current.map { [$0] } ?? []) { await file.discard() }
    }
}
