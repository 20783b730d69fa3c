extension StrictPage {
    static let blocks: Set<String> = [
        "p", "div", "ul", "ol", "dl", "form", "section", "article", "nav", "header", "main", "footer", "aside", "table",
        "fieldset", "h1", "h2", "h3", "h4", "details",
    ]
    static let addresses: Set<String> = [
        "href", "src", "action", "formaction", "hx-get", "hx-post", "sse-connect", "hx-push-url",
    ]
    static let references = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form"]

    /// What a whole page must not contain and what it must have; empty when all is well.
    public func review() -> [String] {
        let elements = elements
        var faults: [String] = []
        var ids: Set<String> = []
        for element in elements {
            guard let id = element.attributes["id"] else { continue }
            if !ids.insert(id).inserted { faults.append("id \(id) twice") }
        }
        for element in elements {
            faults += Self.faults(of: element.name, element.attributes, element.children, element.ancestors)
            for key in Self.references {
                for id in (element.attributes[key] ?? "").split(separator: " ") where !ids.contains(String(id)) {
                    faults.append("\(element.name) points with \(key) to \(id), which is not there")
                }
            }
            if let href = element.attributes["href"], href.hasPrefix("#"), !ids.contains(String(href.dropFirst())) {
                faults.append("a link to \(href), which is not there")
            }
        }
        faults += pageFaults(elements.map { ($0.name, $0.attributes) })
        return faults
    }

    private func pageFaults(_ elements: [(String, [String: String])]) -> [String] {
        var faults: [String] = []
        for (name, count) in [("html", 1), ("head", 1), ("title", 1), ("body", 1), ("main", 1), ("h1", 1)] {
            let found = elements.filter { $0.0 == name }.count
            if found != count { faults.append("\(found) × \(name), not \(count)") }
        }
        if elements.first?.1["lang"]?.isEmpty ?? true { faults.append("html has no lang") }
        return faults
    }

    private static func faults(
        of name: String, _ attributes: [String: String], _ children: [Node], _ ancestors: [String]
    ) -> [String] {
        var faults: [String] = []
        if name == "style" { faults.append("an inline style sheet") }
        if name == "script", attributes["src"] == nil || !children.isEmpty { faults.append("an inline script") }
        for (key, value) in attributes {
            if key == "style" || key.hasPrefix("on") || key == "srcdoc" { faults.append("attribute \(key) on \(name)") }
            if addresses.contains(key), !isOwn(value), !["https:", "tel:", "mailto:"].contains(where: value.hasPrefix) {
                faults.append("address \(value) on \(name)")
            }
        }
        let parent = ancestors.last ?? ""
        if ancestors.contains("p"), blocks.contains(name) { faults.append("\(name) inside p") }
        for outer in ["a", "button", "form", "label"] where name == outer && ancestors.contains(outer) {
            faults.append("\(name) inside \(outer)")
        }
        if ["a", "button"].contains(name), ancestors.contains(where: { $0 == "a" || $0 == "button" }) {
            faults.append("\(name) inside a link or a button")
        }
        if name == "li", !["ul", "ol"].contains(parent) { faults.append("li inside \(parent)") }
        if ["tr"].contains(name), !["tbody", "thead"].contains(parent) { faults.append("tr inside \(parent)") }
        if ["td", "th"].contains(name), parent != "tr" { faults.append("\(name) inside \(parent)") }
        if ["ul", "ol", "table", "tbody", "tr", "dl", "select"].contains(name) {
            for case .text(let text) in children where text.contains(where: { !$0.isWhitespace }) {
                faults.append("text directly inside \(name)")
            }
        }
        if ["ul", "ol"].contains(name) {
            for case .element(let child, _, _) in children where child != "li" { faults.append("\(child) in \(name)") }
        }
        return faults
    }

    private static func isOwn(_ value: String) -> Bool {
        (value.hasPrefix("/") && !value.hasPrefix("//")) || value.hasPrefix("#")
    }
}
