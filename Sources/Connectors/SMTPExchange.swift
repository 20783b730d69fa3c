import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Notices

/// One conversation with a mail server.
///
/// Source: RFC 5321, RFC 3207 (STARTTLS), RFC 4954 and RFC 4616 (AUTH PLAIN).
struct SMTPExchange {
    typealias Inbound = NIOAsyncChannelInboundStream<ByteBuffer>
    typealias Outbound = NIOAsyncChannelOutboundWriter<ByteBuffer>

    let channel: any Channel
    let way: Egress.Way
    let settings: MailConnector.Settings
    let security: NIOSSLContext

    private static let lineBytesMax = 65_536

    /// What the server said: a code of three digits and its lines.
    struct Reply: Sendable {
        let code: Int
        let lines: [String]
    }

    func deliver(
        _ message: MailMessage, _ inbound: inout Inbound.AsyncIterator, _ outbound: Outbound
    ) async throws {
        var unread = ByteBuffer()
        if settings.isImplicitTLS { try await beginTLS() }
        try await expect(220, &inbound, &unread)
        var offers = try await say("EHLO \(settings.ownName)", 250, outbound, &inbound, &unread).lines
        if !settings.isImplicitTLS, offers.contains(where: { $0.uppercased() == "STARTTLS" }) {
            try await say("STARTTLS", 220, outbound, &inbound, &unread)
            // What came before encryption began was said by nobody we know.
            guard unread.readableBytes == 0 else { throw SendingError(.unreadable) }
            try await beginTLS()
            offers = try await say("EHLO \(settings.ownName)", 250, outbound, &inbound, &unread).lines
        } else if !settings.isImplicitTLS {
            guard way.address.reach == .machine, way.isPlain else { throw SendingError(.credentials) }
        }
        if let user = settings.user {
            let login = Data("\0\(user)\0\(settings.password ?? "")".utf8).base64EncodedString()
            try await say("AUTH PLAIN \(login)", 235, outbound, &inbound, &unread)
        }
        let isInternational = !(message.to + message.from).utf8.allSatisfy { $0 < 0x80 }
        if isInternational, !offers.contains(where: { $0.uppercased() == "SMTPUTF8" }) {
            throw SendingError(.refused)
        }
        let option = isInternational ? " SMTPUTF8" : ""
        try await say("MAIL FROM:<\(message.from)>\(option)", 250, outbound, &inbound, &unread)
        try await say("RCPT TO:<\(message.to)>", 250, outbound, &inbound, &unread)
        try await say("DATA", 354, outbound, &inbound, &unread)
        try await outbound.write(ByteBuffer(bytes: Self.stuffed(message.bytes)))
        try await expect(250, &inbound, &unread)
        // It is taken; whether the server hears the farewell changes nothing.
        try? await outbound.write(ByteBuffer(string: "QUIT\r\n"))
    }

    /// A text with a dot doubled at the beginning of each line, and the line that ends it.
    static func stuffed(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var isLineStart = true
        for byte in bytes {
            if isLineStart, byte == UInt8(ascii: ".") { result.append(byte) }
            result.append(byte)
            isLineStart = byte == UInt8(ascii: "\n")
        }
        if !isLineStart { result += Array("\r\n".utf8) }
        return result + Array(".\r\n".utf8)
    }

    private func beginTLS() async throws {
        let (security, name) = (security, way.host)
        try await channel.eventLoop.submit { [channel] in
            // A literal address cannot be asked for by name.
            let handler = try NIOSSLClientHandler(
                context: security, serverHostname: IPAddress(name) == nil ? name : nil)
            try channel.pipeline.syncOperations.addHandler(handler, position: .first)
        }.get()
    }

    @discardableResult
    private func say(
        _ line: String, _ code: Int, _ outbound: Outbound, _ inbound: inout Inbound.AsyncIterator,
        _ unread: inout ByteBuffer
    ) async throws -> Reply {
        try await outbound.write(ByteBuffer(string: line + "\r\n"))
        return try await expect(code, &inbound, &unread)
    }

    @discardableResult
    private func expect(
        _ code: Int, _ inbound: inout Inbound.AsyncIterator, _ unread: inout ByteBuffer
    ) async throws -> Reply {
        var lines: [String] = []
        while true {
            guard let line = try await line(&inbound, &unread) else { throw SendingError(.unreachable) }
            guard line.utf8.count >= 3, let found = Int(line.prefix(3)), (200...599).contains(found), lines.count < 100
            else { throw SendingError(.unreadable) }
            lines.append(String(line.dropFirst(4)))
            guard line.dropFirst(3).first != "-" else { continue }
            guard found == code else { throw Self.failure(found) }
            return Reply(code: found, lines: lines)
        }
    }

    private func line(_ inbound: inout Inbound.AsyncIterator, _ unread: inout ByteBuffer) async throws -> String? {
        while true {
            if let end = unread.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
                let text = unread.readString(length: end - unread.readerIndex + 1) ?? ""
                return String(text.trimmingCharacters(in: .newlines))
            }
            guard unread.readableBytes < Self.lineBytesMax else { throw SendingError(.unreadable) }
            guard var more = try await inbound.next() else { return nil }
            unread.writeBuffer(&more)
        }
    }

    private static func failure(_ code: Int) -> SendingError {
        switch code {
        case 530, 534, 535, 538: SendingError(.credentials)
        case 400...499: SendingError(.busy)
        case 500...599: SendingError(.refused)
        default: SendingError(.unreadable)
        }
    }
}
