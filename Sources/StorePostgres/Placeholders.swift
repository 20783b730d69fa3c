/// Rewrites `?` to `$1`, `$2`, … as PostgreSQL wants it, leaving quoted text, names, comments and dollar quotes alone.
enum Placeholders {
    static func numbered(_ sql: String) -> (text: String, count: Int) {
        var output: [UInt8] = []
        output.reserveCapacity(sql.utf8.count + 16)
        var count = 0
        let input = Array(sql.utf8)
        var at = 0
        while at < input.count {
            if let end = endOfQuoted(input, from: at) {
                output.append(contentsOf: input[at..<end])
                at = end
            } else if input[at] == UInt8(ascii: "?") {
                count += 1
                output.append(UInt8(ascii: "$"))
                output.append(contentsOf: String(count).utf8)
                at += 1
            } else {
                output.append(input[at])
                at += 1
            }
        }
        return (String(decoding: output, as: UTF8.self), count)
    }

    /// The text from its first word on.
    static func withoutLeadingComments(_ sql: String) -> Substring {
        var rest = sql.drop { $0.isWhitespace }
        while rest.hasPrefix("--") || rest.hasPrefix("/*") {
            let isLine = rest.hasPrefix("--")
            guard let end = rest.firstRange(of: isLine ? "\n" : "*/") else { return "" }
            rest = rest[end.upperBound...].drop { $0.isWhitespace }
        }
        return rest
    }

    /// The end of what begins here and hides question marks; nil if nothing such begins here.
    private static func endOfQuoted(_ input: [UInt8], from start: Int) -> Int? {
        switch input[start] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            // A doubled quote ends one piece and begins the next.
            return input[(start + 1)...].firstIndex(of: input[start]).map { $0 + 1 } ?? input.count
        case UInt8(ascii: "-") where starts(input, start, with: "--"):
            return input[start...].firstIndex(of: UInt8(ascii: "\n")) ?? input.count
        case UInt8(ascii: "/") where starts(input, start, with: "/*"): return end(input, of: "*/", from: start + 2)
        case UInt8(ascii: "$"):
            guard let close = input[(start + 1)...].firstIndex(where: { !isLetter($0) }), input[close] == input[start]
            else { return nil }
            return end(input, of: String(decoding: input[start...close], as: UTF8.self), from: close + 1)
        default: return nil
        }
    }

    private static func end(_ input: [UInt8], of mark: String, from start: Int) -> Int {
        var at = start
        while at < input.count {
            if starts(input, at, with: mark) { return at + mark.utf8.count }
            at += 1
        }
        return input.count
    }

    private static func starts(_ input: [UInt8], _ at: Int, with mark: String) -> Bool {
        input[at...].starts(with: mark.utf8)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }
}
