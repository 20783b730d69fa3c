/// An element of the small XML documents that cameras and recorders send.
public struct XMLNode: Hashable, Sendable {
    /// An attribute.
    public struct Attribute: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value, entities resolved.
        public var value: String
    }

    /// Name of the element.
    public var name: String
    /// Attributes in their order; no name twice.
    public var attributes: [Attribute]
    /// Elements within, in their order.
    public var children: [XMLNode]
    /// The text of an element without elements, trimmed; of others the empty text.
    public var text: String

    /// An element with text.
    public init(_ name: String, _ text: String) {
        self.name = name
        attributes = []
        children = []
        self.text = text
    }

    /// An element with elements.
    public init(_ name: String, attributes: [(String, String)] = [], _ children: [XMLNode]) {
        self.name = name
        self.attributes = attributes.map { Attribute(name: $0.0, value: $0.1) }
        self.children = children
        text = ""
    }

    /// The first element of this name within.
    public subscript(_ name: String) -> XMLNode? { children.first { $0.name == name } }

    /// The value of an attribute.
    public func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// The element and all within as XML, one element per line, without a declaration.
    public var xml: String {
        var output = ""
        write(to: &output)
        return output
    }

    private func write(to output: inout String) {
        output += "<\(name)"
        for attribute in attributes { output += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
        if children.isEmpty {
            output += ">\(Self.escaped(text))</\(name)>\r\n"
            return
        }
        output += ">\r\n"
        for child in children { child.write(to: &output) }
        output += "</\(name)>\r\n"
    }

    /// Markup and control characters as references; characters that XML 1.0 cannot hold are left out.
    private static func escaped(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;".unicodeScalars
            case "<": output += "&lt;".unicodeScalars
            case ">": output += "&gt;".unicodeScalars
            case "\"": output += "&quot;".unicodeScalars
            case "\t", "\n", "\r": output += "&#\(scalar.value);".unicodeScalars
            default: if XMLReader.isAllowed(scalar) { output.append(scalar) }
            }
        }
        return String(output)
    }
}
