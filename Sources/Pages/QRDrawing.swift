public import HTML
public import QRCodes

extension QRCode {
    /// The code as an SVG drawing with its quiet zone, dark on white in every theme.
    ///
    /// - Parameters:
    ///   - label: What the code is for, read out to those who do not see it.
    ///   - style: The class that gives it its size; `qr` fills the width of what it stands in.
    public func drawing(_ label: String, style: String = "qr") -> HTML {
        let edge = side + 2 * QRCode.quietModules
        var path = ""
        for stroke in strokes {
            path += "M\(stroke.column + QRCode.quietModules) \(stroke.row + QRCode.quietModules)"
            path += "h\(stroke.length)v1h-\(stroke.length)z"
        }
        return """
            <svg class="\(style)" role="img" aria-label="\(label)" viewBox="0 0 \(edge) \(edge)" \
            shape-rendering="crispEdges"><path fill="#fff" d="M0 0h\(edge)v\(edge)h-\(edge)z"/>\
            <path fill="#000" d="\(path)"/></svg>
            """
    }
}
