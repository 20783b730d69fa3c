import Foundation
import Notices
public import Vocabulary

/// An e-mail as it travels: headers of RFC 5322, a text in Base64, lines ending in CR LF.
public struct MailMessage: Sendable, Hashable {
    /// The same in every attempt; becomes the Message-ID.
    public let id: String
    /// The sender, an address alone.
    public let from: String
    /// The name shown beside the sender.
    public let fromName: String
    /// The receiver, an address alone.
    public let to: String
    /// One line.
    public let subject: String
    /// The text.
    public let text: String
    /// Where what is told can be chosen; nil for none.
    public let choicesAddress: String?
    /// When it was made.
    public let date: Instant

    /// Puts a message together.
    public init(
        id: String, from: String, fromName: String, to: String, subject: String, text: String, choicesAddress: String?,
        date: Instant
    ) {
        self.id = id
        self.from = from
        self.fromName = fromName
        self.to = to
        self.subject = subject
        self.text = text
        self.choicesAddress = choicesAddress
        self.date = date
    }

    /// The whole message; lines are at most 78 characters.
    var bytes: [UInt8] {
        var lines = [
            "Date: " + Self.date(date), "From: " + Self.words(fromName, after: 6) + " <\(from)>", "To: <\(to)>",
            "Message-ID: <\(id)@\(from.split(separator: "@").last ?? "localhost")>",
            "Subject: " + Self.words(subject, after: 9), "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated",
        ]
        if let choicesAddress { lines.append("List-Unsubscribe: <\(choicesAddress)>") }
        lines.append("")
        let body = Data(text.replacing("\n", with: "\r\n").utf8).base64EncodedString()
        var rest = body[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(76)))
            rest = rest.dropFirst(76)
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    /// An address that may stand in an SMTP command: one @, no blanks, quotes, brackets or control characters.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty && text.utf8.count <= 254
            && text.unicodeScalars.allSatisfy {
                $0.value > 0x20 && $0.value != 0x7F && !"<>()[]\\,;:\"".unicodeScalars.contains($0)
            }
    }

    /// ASCII as it is; anything else as encoded words of at most 75 characters that break between characters.
    ///
    /// Source: RFC 2047, 2 and 5.
    static func words(_ text: String, after used: Int) -> String {
        let line = String(text.map { $0.isNewline ? " " : $0 })
        let isPlain =
            line.utf8.allSatisfy { (0x20...0x7E).contains($0) && !"()<>@,;:\\\".[]=?".utf8.contains($0) }
            && line.utf8.count + used <= 76
        guard !isPlain else { return line }
        var chunks: [String] = [""]
        // 45 bytes become 60 characters; with `=?utf-8?B?` and `?=` 72. The first line holds the header's name, too.
        for scalar in line.unicodeScalars {
            let last = chunks[chunks.count - 1]
            let limit = chunks.count == 1 ? max(6, 45 - used) : 45
            if last.utf8.count + String(scalar).utf8.count > limit { chunks.append("") }
            chunks[chunks.count - 1].unicodeScalars.append(scalar)
        }
        return chunks.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// Source: RFC 5322, 3.3.
    static func date(_ instant: Instant) -> String {
        let day = LocalDay(instant, offsetSeconds: 0)
        let (year, month, number) = day.civil
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1]
        let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]
        let time = instant.description.dropFirst(11).prefix(8)
        return "\(weekday), \(number) \(name) \(year) \(time) +0000"
    }
}
