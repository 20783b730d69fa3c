import CommunityFixture
import Files
import HTTPTypes
import StoreContract
import Testing

@testable import Web

/// A form as a browser sends it.
private struct Form {
    static let boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
    var bytes: [UInt8] = []

    mutating func field(_ name: String, _ value: String) {
        bytes += "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
    }

    mutating func file(_ name: String, _ fileName: String, _ content: [UInt8]) {
        bytes +=
            "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(fileName)\"\r\n".utf8
        bytes += "Content-Type: application/x-lies\r\n\r\n".utf8
        bytes += content + "\r\n".utf8
    }

    var whole: [UInt8] { bytes + "--\(Self.boundary)--\r\n".utf8 }
    static var headers: HTTPFields { [.contentType: "multipart/form-data; boundary=\(boundary)"] }
}

@Suite("Files at the edges")
struct FileTests {
    private func events(_ bytes: [UInt8], piece: Int) throws -> [Multipart.Event] {
        var multipart = try #require(Multipart(contentType: "multipart/form-data; boundary=\"b\""))
        var events: [Multipart.Event] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            for event in try multipart.feed(Array(rest.prefix(piece))) {
                if case .bytes(let more) = event, case .bytes(let before)? = events.last {
                    events[events.count - 1] = .bytes(before + more)
                } else {
                    events.append(event)
                }
            }
            rest = rest.dropFirst(piece)
        }
        try multipart.finish()
        return events
    }

    private let form = """
        --b\r\nContent-Disposition: form-data; name="words"\r\n\r\n灯\r\n不亮\r\n-\r\n--b \r\n--b\r\n\
        content-disposition: form-data; name="p\\u{22}"; filename=""\r\nContent-Type: x/y\r\n\r\n\r\n--b--\r\n
        """

    @Test("a form is read the same whatever the lengths of its pieces", arguments: [1, 2, 3, 5, 7, 11, 64, 4_096])
    func pieces(piece: Int) throws {
        let text = form.replacing("\\u{22}", with: "%22")
        let bytes = Array(text.utf8)
        // The second delimiter has a blank behind it: it is none, and what it ends is not ended.
        let words = "灯\r\n不亮\r\n-\r\n--b "
        #expect(throws: Multipart.Fault.malformed) { try events(bytes, piece: piece) }
        let right = Array(text.replacing("\r\n--b \r\n--b", with: "\r\n--c \r\n--b").utf8)
        #expect(
            try events(right, piece: piece) == [
                .begin(name: "words", isFile: false), .bytes(Array(words.replacing("--b", with: "--c").utf8)), .end,
                .begin(name: "p\"", isFile: true), .end, .finish,
            ])
    }

    @Test(
        "what is no form is refused",
        arguments: [
            "", "--b", "--b--x", "x--b\r\n", "--b\r\n\r\n\r\n--b--",
            "--b\r\nContent-Disposition: form-data\r\n\r\n--b--",
            "--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx", "--b--\r\n\r\n",
        ])
    func malformed(text: String) {
        #expect(throws: Multipart.Fault.self) { try events(Array(text.utf8), piece: 4_096) }
    }

    @Test("heads and parts have an end")
    func bounded() {
        let long = "--b\r\nA: " + String(repeating: "x", count: 5_000)
        #expect(throws: Multipart.Fault.tooLong) { try events(Array(long.utf8), piece: 100) }
        let part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n"
        #expect(throws: Multipart.Fault.tooLong) {
            try events(Array((String(repeating: part, count: 129) + "--b--").utf8), piece: 4_096)
        }
    }

    @Test("a boundary is 1 to 70 characters of those that may be")
    func boundary() {
        for type in [
            "multipart/form-data", "multipart/form-data; boundary=", "text/plain; boundary=b",
            "multipart/form-data; boundary=a b; boundary=c",
            "multipart/form-data; boundary=\(String(repeating: "b", count: 71))",
        ] {
            #expect(Multipart(contentType: type) == nil, "\(type)")
        }
        #expect(Multipart(contentType: "Multipart/Form-Data; charset=utf-8; BOUNDARY=\"b\"") != nil)
    }

    @Test("ranges as RFC 9110 has them")
    func ranges() {
        let cases: [(String?, ByteRange)] = [
            (nil, .whole), ("bytes=0-0", .part(0..<1)), ("bytes=2-", .part(2..<10)), ("bytes=-3", .part(7..<10)),
            ("bytes=-30", .part(0..<10)), ("bytes=5-99", .part(5..<10)), ("bytes=10-", .unsatisfiable),
            ("bytes=-0", .unsatisfiable), ("bytes=3-2", .whole), ("bytes=a-", .whole), ("bytes=-", .whole),
            ("bytes=0-1,3-4", .whole), ("items=0-1", .whole), ("bytes=99999999999999999999-", .whole),
            ("bytes=+1-2", .whole), ("bytes=12-20", .unsatisfiable),
        ]
        for (header, expected) in cases { #expect(ByteRange(header, of: 10) == expected, "\(header ?? "none")") }
        #expect(ByteRange("bytes=0-", of: 0) == .unsatisfiable)
    }

    @Test(
        "a picture that a program sends is given out to its owner, whole, in parts, and not again",
        arguments: Engine.available)
    func program(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let added = try await house.answer(.post, "/api/v1/files", as: .chen, body: Sample.png)
            #expect(added.status == 201)
            let id = try #require(added.json["id"]?.text)
            #expect(added.headers[.location] == "/api/v1/files/\(id)")
            let file = try await house.answer(.get, "/api/v1/files/\(id)", as: .chen)
            #expect(file.status == 200)
            #expect(file.headers[.contentType] == "image/png")
            #expect(file.headers[.contentDisposition] == "attachment; filename=\"\(id).png\"")
            #expect(file.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
            #expect(file.bytes.starts(with: Sample.png.prefix(8)))
            let tag = try #require(file.headers[.eTag])
            let again = try await house.answer(
                .get, "/files/\(id)", as: .chen, headers: [.ifNoneMatch: "\"x\", W/\(tag)"])
            #expect(again.status == 304)
            #expect(again.bytes.isEmpty)
            let part = try await house.answer(
                .get, "/files/\(id)", as: .chen, headers: [.range: "bytes=1-3", .ifRange: tag])
            #expect(part.status == 206)
            #expect(part.bytes == Array(file.bytes[1...3]))
            #expect(part.headers[.contentRange] == "bytes 1-3/\(file.bytes.count)")
            let other = try await house.answer(
                .get, "/files/\(id)", as: .chen, headers: [.range: "bytes=1-3", .ifRange: "\"y\""])
            #expect(other.status == 200)
            let none = try await house.answer(.get, "/files/\(id)", as: .chen, headers: [.range: "bytes=99999-"])
            #expect(none.status == 416)
            #expect(none.headers[.contentRange] == "bytes */\(file.bytes.count)")
            for size in ["320", "1280"] {
                let preview = try await house.answer(.get, "/api/v1/files/\(id)/preview/\(size)", as: .chen)
                #expect(preview.headers[.contentType] == "image/jpeg")
                #expect(preview.headers[.contentDisposition] == nil)
            }
            #expect(try await house.answer(.get, "/files/\(id)/preview/99", as: .chen).status == 404)
            for person in Cast.allCases where person != .chen {
                #expect(try await house.answer(.get, "/files/\(id)", as: person).status == 404)
            }
            let removed = try await house.answer(.post, "/api/v1/files/\(id)/removal", as: .chen, json: "{}")
            #expect(removed.status == 200)
            #expect(try await house.answer(.get, "/files/\(id)", as: .chen).status == 404)
        }
    }

    @Test(
        "a report with pictures opens one matter that has them, also when it is sent twice", arguments: Engine.available
    )
    func report(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            var form = Form()
            form.field("place", house.community.compound.id.description)
            form.field("kind", "lamp")
            form.field("words", "灯不亮")
            form.field("once", "k-1")
            form.file("picture", "../../etc/passwd.svg", Sample.png)
            form.file("picture", "", [])
            let first = try await house.answer(.post, "/matters", as: .chen, body: form.whole, headers: Form.headers)
            let second = try await house.answer(.post, "/matters", as: .chen, body: form.whole, headers: Form.headers)
            #expect(first.status == 303)
            #expect(first.headers[.location] == second.headers[.location])
            let address = try #require(first.headers[.location]?.split(separator: "?").first.map(String.init))
            let page = try await house.answer(.get, address, as: .chen)
            #expect(page.text.contains("/preview/320\""))
            let id = address.split(separator: "/").last ?? ""
            let list = try await house.answer(.get, "/api/v1/matters/\(id)/files", as: .shen)
            guard case .array(let files)? = list.json["files"], let file = files.first?["id"]?.text else {
                Issue.record("no files")
                return
            }
            #expect(files.count == 1)
            #expect(try await house.answer(.get, "/files/\(file)", as: .shen).status == 200)
            let desk = try await house.answer(.get, "/desk/\(house.community.community.id)?matter=\(id)", as: .shen)
            #expect(desk.text.contains("/preview/320\""))
        }
    }

    @Test("a form with an error keeps its words and the pictures that have arrived")
    func draft() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            var form = Form()
            form.field("place", house.community.compound.id.description)
            form.field("words", "灯不亮")
            form.file("picture", "a.png", Sample.png)
            form.file("picture", "b.png", Array("<html>".utf8))
            let again = try await house.answer(.post, "/matters", as: .chen, body: form.whole, headers: Form.headers)
            #expect(again.status == 400)
            #expect(again.text.contains("灯不亮"))
            #expect(again.text.contains("picture-error"))
            let hidden = try #require(again.text.firstMatch(of: /name="picture" value="([0-9a-f-]{36})"/))
            var next = Form()
            next.field("place", house.community.compound.id.description)
            next.field("kind", "lamp")
            next.field("words", "灯不亮")
            next.field("picture", String(hidden.1))
            let done = try await house.answer(.post, "/matters", as: .chen, body: next.whole, headers: Form.headers)
            #expect(done.status == 303)
            let stolen = try await house.answer(.post, "/matters", as: .shen, body: next.whole, headers: Form.headers)
            #expect(stolen.status == 400)
            let attached = try await house.store.read { try $0.integer("SELECT count(*) FROM file_reference") }
            #expect(attached == 1)
            let matters = try await house.store.read { try $0.integer("SELECT count(*) FROM matter") }
            #expect(matters == 1)
        }
    }

    @Test("what cannot be taken is told by its status, and nothing is kept")
    func refused() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            func status(_ body: [UInt8], _ headers: HTTPFields = [:]) async throws -> Int {
                try await house.answer(.post, "/api/v1/files", as: .chen, body: body, headers: headers).status
            }
            #expect(try await status([0, 1, 2]) == 415)
            #expect(try await status([]) == 400)
            #expect(try await status(Sample.png, [.contentLength: "999999999"]) == 413)
            #expect(try await status(Array(Sample.png.prefix(60)) + Sample.png.suffix(12)) == 415)
            let cut = Array("--\(Form.boundary)\r\n".utf8)
            let form = try await house.answer(.post, "/matters", as: .chen, body: cut, headers: Form.headers)
            #expect(form.status == 400)
            let rows = try await house.store.read { try $0.integer("SELECT count(*) FROM file") }
            #expect(rows == 0)
        }
    }
}
