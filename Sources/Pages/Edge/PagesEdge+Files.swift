import HTTPTypes
import Web

extension PagesEdge {
    /// | method | path | who | shows |
    /// |---|---|---|---|
    /// | GET | /assets/{file} | anybody | style, script, mark and icons of this version |
    /// | GET | /vendor/{library}/{file} | anybody | browser libraries that set-up fetched |
    var fileRoutes: [Route] {
        [
            route(.get, "/assets/{file}") { request in
                switch request.parameters["file"] {
                case "lifang.css": return .file(Assets.styleSheet, type: "text/css; charset=utf-8")
                case "lifang.js": return .file(Assets.script, type: "text/javascript; charset=utf-8")
                case "mark.svg": return .file(Assets.mark, type: "image/svg+xml")
                case "sprite.svg": return try file("icons/sprite.svg")
                default: throw Problem(.notFound)
                }
            },
            route(.get, "/vendor/{library}/{file}") { request in
                try file("\(request.parameters["library"] ?? "")/\(request.parameters["file"] ?? "")")
            },
        ]
    }

    private func file(_ path: String) throws -> WebResponse {
        guard let file = vendor[path] else { throw Problem(.notFound) }
        return .file(file.bytes, type: file.type)
    }
}
