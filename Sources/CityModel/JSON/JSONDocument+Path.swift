extension JSONDocument {
    /// Path from the root to a tape word, in the form `$.CityObjects["id-1"].geometry[0]`.
    ///
    /// Source: RFC 9535 section 2.7 (normalized paths; plain names use the shorter dot form).
    func path(to target: Int) -> String {
        var path = "$"
        var current = 0
        while current < target {
            let word = tape[current]
            let isObject = JSONWord.kind(word) == JSONWord.isObject
            guard isObject || JSONWord.kind(word) == JSONWord.isArray, JSONWord.end(word) > target else { return path }
            var next = current + 1
            var item = 0
            while true {
                guard next <= target, item < JSONWord.count(word) else { return path }
                let value = isObject ? next + 1 : next
                let end = JSONNode(document: self, index: value).end
                if target < end {
                    path += isObject ? Self.step(JSONNode(document: self, index: next).string ?? "") : "[\(item)]"
                    current = target == next && isObject ? target : value
                    break
                }
                next = end
                item += 1
            }
        }
        return path
    }

    /// One step of a path by name.
    static func step(_ name: String) -> String {
        let isPlain =
            !name.isEmpty
            && name.utf8.allSatisfy {
                ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x5F || ($0 >= 0x30 && $0 <= 0x39)
            }
        if isPlain, let first = name.utf8.first, first > 0x39 { return "." + name }
        return "[" + String(decoding: JSONValue.string(name).bytes, as: UTF8.self) + "]"
    }
}
