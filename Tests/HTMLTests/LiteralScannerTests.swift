import Testing

@testable import HTML

@Suite("Literal scanner")
struct LiteralScannerTests {
    func fault(of kind: LiteralScanner.Kind, after literal: String) -> LiteralScanner.Fault? {
        var scanner = LiteralScanner()
        Array(literal.utf8).withUnsafeBufferPointer { scanner.read($0) }
        return scanner.fault(of: kind)
    }

    @Test(
        "values may stand in text and in double-quoted attributes",
        arguments: [
            "", "<p>", "<p class=\"a\" title=\"", "<p title=\"before ", "<title>", "<textarea name=\"a\">",
            "<!doctype html>",
            "<!-- a <b> --><p>", "<svg viewBox=\"0 0 1 1\"><use/></svg>", "<input value=\"", "<p\n class=\"",
            "<title>a</title>", "<script src=\"/a.js\"></script>", "<div hx-target=\"",
        ])
    func text(literal: String) {
        #expect(fault(of: .text, after: literal) == nil)
    }

    @Test(
        "values may stand nowhere else",
        arguments: [
            "<", "</", "<p", "<p ", "<p title", "<p title=", "<p title='", "<p title=a", "<p title=\"a\"", "<!",
            "<!-- ",
            "<script>", "<style>", "<style>a{", "<p style=\"", "<p onclick=\"", "<p ONCLICK=\"", "<p oNclick=\"",
            "<iframe srcdoc=\"", "<div hx-on=\"", "<div hx-on:click=\"", "<div data-hx-on-load=\"", "<div hx-vals=\"",
            "<div hx-trigger=\"", "<div hx-headers=\"", "<div hx-ext=\"", "<p title=\"a\"b=\"", "<title><b>",
            "<P title=\"",
            "<meta http-equiv=\"",
        ])
    func nowhere(literal: String) {
        #expect(fault(of: .text, after: literal) != nil)
    }

    @Test(
        "addresses take links only, and only from their beginning",
        arguments: [
            "href", "src", "srcset", "action", "formaction", "poster", "cite", "data", "ping", "background",
            "xlink:href", "hx-get",
            "hx-post", "hx-put", "hx-patch", "hx-delete", "hx-push-url", "hx-replace-url", "sse-connect", "data-hx-get",
            "data-sse-connect", "hReF", "manifest",
        ])
    func addresses(name: String) {
        #expect(fault(of: .text, after: "<a \(name)=\"") == .textInsideAddress)
        #expect(fault(of: .link, after: "<a \(name)=\"") == nil)
        #expect(fault(of: .link, after: "<a \(name)=\"//x") == .addressAfterText)
    }

    @Test("links and pieces keep to their places")
    func places() {
        #expect(fault(of: .link, after: "<p>") == .linkOutsideAddress)
        #expect(fault(of: .link, after: "<p title=\"") == .linkOutsideAddress)
        #expect(fault(of: .piece, after: "<title>") == .pieceOutsideText)
        #expect(fault(of: .piece, after: "<p title=\"") == .pieceOutsideText)
        #expect(fault(of: .piece, after: "<p>") == nil)
        #expect(fault(of: .attribute, after: "<p") == nil)
        #expect(fault(of: .attribute, after: "<p a=\"1\"") == nil)
        #expect(fault(of: .attribute, after: "<p>") == .attributeOutsideTag)
        #expect(fault(of: .attribute, after: "<p a=\"") == .attributeOutsideTag)
    }

    @Test("a piece that does not end in text is refused", arguments: ["<p", "<p a=\"", "<!-- ", "<title>", "<script>"])
    func unfinished(literal: String) {
        var scanner = LiteralScanner()
        Array(literal.utf8).withUnsafeBufferPointer { scanner.read($0) }
        #expect(scanner.faultAtEnd == .unfinishedPiece)
    }
}
