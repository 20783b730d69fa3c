import Files
import Flows
import HTTPTypes
import Journal
import Store
import Vocabulary
import Web

extension APIEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | POST | /files | whoever has signed in | keeps the body as a file that belongs to nothing yet |
    /// | GET | /files/{id} | the owner; whoever sees what it belongs to; staff of the place | the file |
    /// | GET | /files/{id}/preview/{size} | the same | a preview of 320 or 1,280 pixels |
    /// | POST | /files/{id}/removal | the owner, while it belongs to nothing | removes it |
    /// | GET | /matters/{id}/files | whoever sees the matter | its files |
    /// | POST | /matters/{id}/files | the reporter | the own file belongs to the own matter |
    var fileEndpoints: [Endpoint] { [addFile, getFile, getPreview, removeFile, listFiles, attachFile] }

    private var addFile: Endpoint {
        Endpoint(
            method: .post, path: "/files", operation: "addFile",
            summary: "Keeps the body as a file; one that belongs to nothing is removed after 24 hours.",
            parameters: [], body: nil, success: .created, answer: .named("File"), problems: [.signInNeeded],
            handler: { _ in .null },
            bytes: Endpoint.Bytes(takes: FileType.allCases.map(\.rawValue) + ["application/octet-stream"], gives: []) {
                [files] request in
                let file = try await files.take(request)
                return WebResponse(
                    status: .created,
                    headers: [
                        .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
                        .location: "\(APIEdge.prefix)/files/\(file.id)",
                    ], body: .bytes(Shapes.json(file).bytes))
            })
    }

    private var getFile: Endpoint {
        Endpoint(
            method: .get, path: "/files/{id}", operation: "getFile", summary: "A file; ranges of bytes are given.",
            parameters: [.path("id", "The file.")], body: nil, success: .ok, answer: .named("File"),
            problems: [.notFound], handler: { _ in .null },
            bytes: Endpoint.Bytes(takes: [], gives: FileType.allCases.filter { $0.isKept }.map(\.rawValue)) {
                [files] in try await files.give(.whole, $0)
            })
    }

    private var getPreview: Endpoint {
        Endpoint(
            method: .get, path: "/files/{id}/preview/{size}", operation: "getFilePreview",
            summary: "A preview of a picture, or of the first page of a document.",
            parameters: [
                .path("id", "The file."),
                Endpoint.Parameter(
                    name: "size", isInPath: true, schema: .choice(["320", "1280"]), hint: "Its longest side in pixels."),
            ], body: nil, success: .ok, answer: .named("File"), problems: [.notFound], handler: { _ in .null },
            bytes: Endpoint.Bytes(takes: [], gives: [FileType.jpeg.rawValue]) { [files] request in
                try await files.give(try request.filePart(), request)
            })
    }

    private var removeFile: Endpoint {
        Endpoint(
            method: .post, path: "/files/{id}/removal", operation: "removeFile",
            summary: "Removes an own file that belongs to nothing.", parameters: [.path("id", "The file.")],
            body: .object([]), success: .ok, answer: .object([]), problems: [.notFound, .state],
            handler: { call in
                let id = try call.id("id", of: StoredFile.self)
                return try await call.write { tx in
                    try Files.remove(id, in: tx)
                    return .object([])
                }
            })
    }

    private var listFiles: Endpoint {
        Endpoint(
            method: .get, path: "/matters/{id}/files", operation: "listMatterFiles", summary: "The files of a matter.",
            parameters: [.path("id", "The matter.")], body: nil, success: .ok, answer: .named("FileList"),
            problems: [.notFound],
            handler: { call in
                let id = try call.id("id", of: Matter.self)
                return try await call.read { actor, snapshot in
                    let matter = try Matters.known(id, to: actor, in: snapshot).matter
                    let files = try Files.attached(to: matter.id.raw, in: snapshot)
                    return .object(("files", .array(files.map { Shapes.json($0) })))
                }
            })
    }

    private var attachFile: Endpoint {
        Endpoint(
            method: .post, path: "/matters/{id}/files", operation: "attachMatterFile",
            summary: "Makes an own file belong to an own matter.", parameters: [.path("id", "The matter.")],
            body: .object([
                Schema.Member("file", .identifier),
                Schema.Member(
                    "words",
                    .optional(.line(max: StoredFile.wordsMax, hint: "What it shows, for those who cannot see it.")),
                    isRequired: false),
            ]), success: .ok, answer: .named("FileList"),
            problems: [.notFound, .notAllowed],
            handler: { [limits = files.room.limits] call in
                let id = try call.id("id", of: Matter.self)
                guard let file = call.body["file"]?.text.flatMap({ ID<StoredFile>($0) }) else {
                    throw Problem(.unreadable)
                }
                let words = call.body["words"]?.text
                return try await call.write { tx in
                    let matter = try Matters.known(id, to: tx.actor, in: tx).matter
                    guard matter.reporter == tx.actor.id else { throw Problem(.notAllowed) }
                    _ = try RequestKeys.once(
                        call.key, fingerprint: RequestKeys.fingerprint(of: "attach \(id) \(file) \(words ?? "")"),
                        in: tx
                    ) {
                        try Files.attach([file], to: FileSubject(matter), words: words, limits, in: tx)
                        return "attached"
                    }
                    let files = try Files.attached(to: matter.id.raw, in: tx)
                    return .object(("files", .array(files.map { Shapes.json($0) })))
                }
            }, takesKey: true)
    }
}

extension Shapes {
    static let file = Schema.object([
        Schema.Member("id", .identifier), Schema.Member("type", .choice(FileType.allCases.map(\.rawValue))),
        Schema.Member("bytes", .integer(min: 0, max: .max)),
        Schema.Member("width", .optional(.integer(min: 1, max: 100_000))),
        Schema.Member("height", .optional(.integer(min: 1, max: 100_000))),
        Schema.Member("has_preview", .flag), Schema.Member("made_at", .moment),
        Schema.Member("words", .optional(.line(max: StoredFile.wordsMax, hint: "What it shows."))),
    ])

    static func json(_ file: StoredFile) -> JSON {
        .object(
            ("id", .text(file.id.description)), ("type", .text(file.type.rawValue)),
            ("bytes", .integer(Int64(file.bytes))), ("width", file.width.map { .integer(Int64($0)) } ?? .null),
            ("height", file.height.map { .integer(Int64($0)) } ?? .null),
            ("has_preview", .flag(file.parts[.small] != nil)), ("made_at", .text(file.made.description)),
            ("words", .optional(file.words)))
    }
}
