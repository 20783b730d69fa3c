/// Turns bytes into the tape of a ``JSONDocument`` without recursion.
///
/// The text must be followed by a zero byte, which no rule of JSON allows, so that loops need no bound of their own.
/// Every closed value takes at least two bytes of text and every open container one, so a tape of
/// `count / 2 + depthMax + 4` words always suffices.
struct JSONParser {
    private let text: UnsafePointer<UInt8>
    private let count: Int
    private let tape: UnsafeMutablePointer<UInt64>
    private let depthMax: Int

    init(text: UnsafePointer<UInt8>, count: Int, tape: UnsafeMutablePointer<UInt64>, depthMax: Int) {
        self.text = text
        self.count = count
        self.tape = tape
        self.depthMax = depthMax
    }

    /// Parses the whole text and returns the number of words.
    func parse() throws(JSONError) -> Int {
        // Open containers: word index << 1 | 1 for an object; items so far.
        let open = UnsafeMutablePointer<(container: Int, items: Int)>.allocate(capacity: depthMax + 1)
        defer { open.deallocate() }
        var depth = 0
        var words = 0
        var position = 0
        if count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { position = 3 }
        while true {
            position = skipSpace(position)
            let byte = text[position]
            if byte &- 0x30 <= 9 || byte == 0x2D {
                tape[words] = try number(&position)
                words += 1
            } else if byte == 0x5B || byte == 0x7B {
                guard depth < depthMax else { throw .tooDeep(offset: position) }
                let isObject = byte == 0x7B
                open[depth] = (words << 1 | (isObject ? 1 : 0), 0)
                depth += 1
                words += 1
                position = skipSpace(position + 1)
                if text[position] != (isObject ? 0x7D : 0x5D) {
                    if isObject {
                        tape[words] = try key(&position)
                        words += 1
                    }
                    continue
                }
                position += 1
                depth -= 1
                try close(open[depth], words, position)
            } else {
                tape[words] = try scalar(byte, &position)
                words += 1
            }
            // After a value: step over one comma, or close what ends here.
            while true {
                position = skipSpace(position)
                if depth == 0 {
                    if position < count { throw .trailingBytes(offset: position) }
                    return words
                }
                open[depth - 1].items += 1
                let byte = text[position]
                let isObject = open[depth - 1].container & 1 == 1
                if byte == 0x2C {
                    position += 1
                    if isObject {
                        position = skipSpace(position)
                        tape[words] = try key(&position)
                        words += 1
                    }
                    break
                }
                guard byte == (isObject ? 0x7D : 0x5D) else { throw unexpected(position) }
                position += 1
                depth -= 1
                try close(open[depth], words, position)
            }
        }
    }

    @inline(__always)
    private func skipSpace(_ start: Int) -> Int {
        var position = start
        while true {
            let byte = text[position]
            if byte > 0x20 || (byte != 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09) { return position }
            position += 1
        }
    }

    private func unexpected(_ position: Int) -> JSONError {
        position >= count ? .unexpectedEnd(offset: count) : .unexpectedByte(offset: position)
    }

    @inline(__always)
    private func close(_ container: (container: Int, items: Int), _ words: Int, _ position: Int) throws(JSONError) {
        guard container.items <= 0xFFF_FFFF, words <= 0xFFFF_FFFF else { throw .tooLarge(offset: position) }
        tape[container.container >> 1] = JSONWord.make(
            container.container & 1 == 1 ? .object : .array, count: container.items, end: words)
    }

    private func key(_ position: inout Int) throws(JSONError) -> UInt64 {
        guard text[position] == 0x22 else { throw unexpected(position) }
        let word = try string(&position)
        position = skipSpace(position)
        guard text[position] == 0x3A else { throw unexpected(position) }
        position += 1
        return word
    }

    private func scalar(_ byte: UInt8, _ position: inout Int) throws(JSONError) -> UInt64 {
        switch byte {
        case 0x22: return try string(&position)
        case 0x74: return try literal("true", .yes, &position)
        case 0x66: return try literal("false", .no, &position)
        case 0x6E: return try literal("null", .null, &position)
        default: throw unexpected(position)
        }
    }

    private func literal(_ word: StaticString, _ kind: JSONKind, _ position: inout Int) throws(JSONError) -> UInt64 {
        for index in 0..<word.utf8CodeUnitCount where text[position + index] != word.utf8Start[index] {
            throw unexpected(position + index)
        }
        position += word.utf8CodeUnitCount
        return JSONWord.make(kind)
    }

    /// Reads a number; short plain integers go into the word itself, everything else is kept as text.
    @inline(__always)
    private func number(_ position: inout Int) throws(JSONError) -> UInt64 {
        let start = position
        let isNegative = text[start] == 0x2D
        let firstDigit = isNegative ? start + 1 : start
        var index = firstDigit
        var magnitude: Int64 = 0
        while true {
            let digit = text[index] &- 0x30
            if digit > 9 { break }
            magnitude = magnitude &* 10 &+ Int64(digit)
            index += 1
        }
        let digits = index - firstDigit
        guard digits > 0, digits == 1 || text[firstDigit] != 0x30 else { throw .invalidNumber(offset: start) }
        let next = text[index]
        if next != 0x2E, next | 0x20 != 0x65, digits <= 17, !(isNegative && magnitude == 0) {
            position = index
            return JSONWord.make(integer: isNegative ? -magnitude : magnitude)
        }
        position = try endOfNumber(index, start)
        return try word(.number, start: start, length: position - start)
    }

    private func endOfNumber(_ first: Int, _ start: Int) throws(JSONError) -> Int {
        var index = first
        if text[index] == 0x2E {
            index += 1
            guard text[index] &- 0x30 <= 9 else { throw .invalidNumber(offset: start) }
            while text[index] &- 0x30 <= 9 { index += 1 }
        }
        if text[index] | 0x20 == 0x65 {
            index += 1
            if text[index] == 0x2B || text[index] == 0x2D { index += 1 }
            guard text[index] &- 0x30 <= 9 else { throw .invalidNumber(offset: start) }
            while text[index] &- 0x30 <= 9 { index += 1 }
        }
        return index
    }

    @inline(__always)
    private func word(_ kind: JSONKind, start: Int, length: Int) throws(JSONError) -> UInt64 {
        guard length <= 0xFF_FFFF, start <= 0xF_FFFF_FFFF else { throw .tooLarge(offset: start) }
        return JSONWord.make(kind, offset: start, length: length)
    }

    /// Reads a string; the word points at its bytes between the quotes.
    private func string(_ position: inout Int) throws(JSONError) -> UInt64 {
        let start = position + 1
        var index = start
        var seen: UInt8 = 0
        var hasEscape = false
        while true {
            let byte = text[index]
            if byte == 0x22 { break }
            if byte < 0x20 { throw index >= count ? .unexpectedEnd(offset: count) : .invalidString(offset: index) }
            seen |= byte
            index += 1
            if byte == 0x5C {
                hasEscape = true
                guard text[index] >= 0x20 else { throw .invalidString(offset: index) }
                index += 1
            }
        }
        let bytes = UnsafeBufferPointer(start: text, count: count)
        if seen >= 0x80, !JSONText.isUTF8(bytes, start, index) { throw .invalidUTF8(offset: start) }
        if hasEscape, !JSONText.hasValidEscapes(bytes, start, index) { throw .invalidString(offset: start) }
        position = index + 1
        return try word(hasEscape ? .escapedString : .string, start: start, length: index - start)
    }
}
