import HTML
import Testing

@Suite("Link")
struct LinkTests {
    @Test("segments and query items are percent-encoded")
    func encoding() {
        let link = Link.path("places", "桂枝里/3").query("q", "a&b=c d").query("page", "2").at("文")
        #expect(link.text == "/places/%E6%A1%82%E6%9E%9D%E9%87%8C%2F3?q=a%26b%3Dc%20d&page=2#%E6%96%87")
        #expect(Link.path().text == "/")
        #expect(link.query("x", nil) == link)
    }

    @Test("segments cannot change the path", arguments: ["", ".", ".."])
    func dots(segment: String) {
        #expect(Link.path(segment, "x").text == "/_/x")
        #expect(Link.path("x", segment).text == "/x/_")
    }

    @Test("only https, tel and mailto can be said")
    func schemes() {
        #expect(Link.path("javascript:alert(1)").text == "/javascript%3Aalert%281%29")
        #expect(Link.https(host: "example.org", path: "a b").text == "https://example.org/a%20b")
        #expect(Link.https(host: "evil.org/\"@", path: "a").text == "https://evil.org/a")
        #expect(Link.telephone("+86 571-8888 0000")?.text == "tel:+8657188880000")
        #expect(Link.telephone("javascript:") == nil)
        #expect(Link.mail("a@b.example")?.text == "mailto:a@b.example")
        #expect(Link.mail("a?subject=x@b")?.text == "mailto:a%3Fsubject%3Dx@b")
        #expect(Link.mail("a@b@c") == nil)
    }

    @Test("a return path stays on this host", arguments: ["/", "/places/1?q=%E6%A1%82", "/me#a", "/a/b?x=//y"])
    func own(path: String) {
        #expect(Link(own: path)?.text == path)
    }

    @Test(
        "a return path that could leave is refused",
        arguments: [
            "", "//evil.org", "https://evil.org", "javascript:1", "/\\evil.org", "/ a", "/a\n", "/a/../b", "/%2e%2E/b",
            "/./a",
            "/a//b", "/a/", "/\u{7F}", "/里", "/a?b=\"", "/a?<",
        ])
    func leaving(path: String) {
        #expect(Link(own: path) == nil)
    }
}
