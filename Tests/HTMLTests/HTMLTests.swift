import HTML
import Testing

@Suite("HTML")
struct HTMLTests {
    @Test("a value in text and in an attribute is escaped")
    func escaping() {
        let value = #"<b a="1" b='2'>&amp;"#
        let piece: HTML = #"<p title="\#(value)">\#(value)</p>"#
        let escaped = "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;"
        #expect(piece.string == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test(
        "line ends become line feeds and other controls U+FFFD",
        arguments: [
            ("a\r\nb\rc\n\td", "a\nb\nc\n\td"), ("\0\u{1}\u{7F}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("\u{80}\u{9F}\u{A0}·", "\u{FFFD}\u{FFFD}\u{A0}·"), ("里坊 👩‍🔧", "里坊 👩‍🔧"),
        ])
    func controls(value: String, expected: String) {
        #expect(HTML.text(value).string == expected)
    }

    @Test("numbers are written in digits", arguments: [0, 7, -12, 1_234_567, .max, .min])
    func numbers(value: Int) {
        let piece: HTML = "\(value)"
        #expect(piece.string == String(value))
    }

    @Test("pieces, lists, optional pieces and conditions are put in as they are")
    func pieces() {
        let item: (Int) -> HTML = { "<li>\($0)</li>" }
        let none: HTML? = nil
        let list: HTML =
            "<ul>\(each: [1, 2], item)\([item(3), item(4)])\(none)\(if: true, "<li>&amp;</li>")\(if: false, "<li></li>")</ul>"
        #expect(list.string == "<ul><li>1</li><li>2</li><li>3</li><li>4</li><li>&amp;</li></ul>")
    }

    @Test("attributes inside a tag appear where they should")
    func attributes() {
        let value: String? = "a\"b"
        let none: String? = nil
        let piece: HTML = """
            <input name="x"\(attribute: "checked", if: true)\(attribute: "required", if: false)\
            \(attribute: "value", value)\(attribute: "title", none)> <a\(attribute: "href", .path("x"))>y</a>
            """
        #expect(piece.string == #"<input name="x" checked value="a&quot;b"> <a href="/x">y</a>"#)
    }

    @Test("a text element stays a text element when an attribute is left out")
    func textElement() {
        let none: String? = nil
        let piece: HTML = "<textarea\(attribute: "title", none)>\("<b>")</textarea>"
        #expect(piece.string == "<textarea>&lt;b&gt;</textarea>")
    }

    @Test("trusted assets are taken as they are")
    func raw() {
        let piece: HTML = "<p>\(HTML.raw(trustedAsset: "<b>1</b>"))</p>"
        #expect(piece.string == "<p><b>1</b></p>")
    }

    #if DEBUG
        @Test("a value outside text stops a debug build")
        func stops() async {
            await #expect(processExitsWith: .failure) {
                let name = "b"
                let piece: HTML = "<\(name)>"
                _ = piece
            }
            await #expect(processExitsWith: .failure) {
                let address = "javascript:alert(1)"
                let piece: HTML = "<a href=\"\(address)\">x</a>"
                _ = piece
            }
        }
    #else
        @Test("a value outside text is left out of a release build")
        func leftOut() {
            let hostile = "javascript:alert(1)"
            let piece: HTML = "<a href=\"\(hostile)\">x</a>"
            #expect(piece.string == "<a href=\"\">x</a>")
            let broken: HTML = "<\(hostile)>"
            #expect(broken.isEmpty)
        }
    #endif
}
