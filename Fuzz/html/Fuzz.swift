#if !FUZZ_ONE_MODULE
    import HTML
    import StrictPage
#endif

/// Puts the input into every kind of place; the strict parser must read it back as text and nothing else.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let value = String(decoding: input, as: UTF8.self)
    let present: String? = value
    let page: HTML = """
        <p title="\(value)"\(attribute: "class", present)>\(value)</p><textarea>\(value)</textarea><title>\(value)</title>\
        <a href="\(Link.path(value, value).query(value, value).at(value))">x</a>
        """
    guard let read = try? StrictPage(page.bytes) else { fatalError("the page is not strict") }
    let names = read.elements.map(\.name)
    guard names == ["p", "textarea", "title", "a"] else { fatalError("the value became markup") }
    let counts = read.elements.map(\.attributes.count)
    guard counts == [2, 0, 0, 1] else { fatalError("the value became an attribute") }
    let texts = [read.children[0].text, read.children[1].text, read.children[2].text]
    let attributes = [read.elements[0].attributes["title"], read.elements[0].attributes["class"]]
    guard texts.allSatisfy({ $0.utf8.elementsEqual(texts[0].utf8) }) else { fatalError("places differ") }
    guard attributes.allSatisfy({ $0?.utf8.elementsEqual(texts[0].utf8) == true }) else {
        fatalError("attributes differ")
    }
    if let link = Link(own: value) {
        guard link.text.hasPrefix("/"), !link.text.hasPrefix("//"), !link.text.contains("\\") else {
            fatalError("a way out")
        }
    }
    return 0
}
