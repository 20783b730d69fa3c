import HTML
import StrictPage
import Testing

/// A small repeatable source of chance.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("Hostile values")
struct HostileValueTests {
    static let parts = [
        "<", ">", "\"", "'", "&", "=", "/", "`", " ", "\n", "\r", "\r\n", "\t", "\0", "\u{B}", "\u{7F}", "\u{85}",
        "\u{A0}",
        "\u{2028}", "\u{FEFF}", "\u{202E}", "<script>", "</script>", "</textarea>", "</title>", "<!--", "-->",
        "<![CDATA[",
        "]]>", "onerror=", "javascript:", "data:text/html,", "&lt;", "&#60;", "&amp;", "&quot", "\\u003c", "%3C",
        "<svg onload=",
        "<img src=x onerror=alert(1)>", "\" onmouseover=\"", "' autofocus='", "{{7*7}}", "${x}", "里坊", "桂枝里", "👩‍🔧",
        "e\u{301}", "\u{10FFFF}", "a", "Z", "0", "//", "..", ".", "?", "#", ";", "hx-get", "<?xml", "</p>", "<a href=",
    ]

    static func value(_ random: inout SplitMix) -> String {
        (0..<Int.random(in: 0...12, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    }

    /// What a browser makes of the value: line feeds only, and U+FFFD for other controls.
    static func expected(_ value: String) -> String {
        var scalars = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in value.unicodeScalars {
            defer { wasReturn = scalar == "\r" }
            switch scalar.value {
            case 0x0A where wasReturn: continue
            case 0x0D: scalars.append("\n")
            case 0x09, 0x0A: scalars.append(scalar)
            case 0..<0x20, 0x7F..<0xA0: scalars.append("\u{FFFD}")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    @Test("100,000 hostile values in every kind of place are read back as text and nothing else")
    func hostile() throws {
        var random = SplitMix(state: 20_261_122)
        for _ in 0..<100_000 {
            let value = Self.value(&random)
            let present: String? = value
            let page: HTML = """
                <p title="\(value)" class="a \(value) b">\(value)</p><title>\(value)</title>\
                <textarea\(attribute: "placeholder", present)>\(value)</textarea>\
                <a href="\(Link.path("x", value).query(value, value).at(value))">\(HTML.text(value))</a>
                """
            let text = Self.expected(value)
            let read = try StrictPage(page.bytes).children
            let inner: [StrictPage.Node] = text.isEmpty ? [] : [.text(text)]
            let expected: [StrictPage.Node] = [
                .element(name: "p", attributes: ["title": text, "class": "a \(text) b"], children: inner),
                .element(name: "title", attributes: [:], children: inner),
                .element(name: "textarea", attributes: ["placeholder": text], children: inner),
            ]
            let isRead = read.count == 4 && zip(read, expected).allSatisfy { Self.same($0, $1) }
            guard isRead, case .element("a", let attributes, let children) = read[3] else {
                Issue.record("a value was not read back as it was: \(value.unicodeScalars.map(\.value))")
                return
            }
            let href = attributes["href"] ?? ""
            #expect(attributes.count == 1 && href.hasPrefix("/x/") && href.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
            #expect(children.map(\.text).joined().utf8.elementsEqual(text.utf8))
        }
    }

    /// Compares byte by byte: two strings that only look alike are not the same.
    static func same(_ left: StrictPage.Node, _ right: StrictPage.Node) -> Bool {
        switch (left, right) {
        case (.text(let a), .text(let b)): return a.utf8.elementsEqual(b.utf8)
        case (.element(let a, let x, let m), .element(let b, let y, let n)):
            let attributesAgree =
                x.count == y.count && x.allSatisfy { key, value in y[key]?.utf8.elementsEqual(value.utf8) ?? false }
            return a == b && attributesAgree && m.count == n.count && zip(m, n).allSatisfy { same($0, $1) }
        default: return false
        }
    }
}
