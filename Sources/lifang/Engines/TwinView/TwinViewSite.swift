/// The pages of the viewer and what they show: a pure answer to a path.
///
/// The page is static and strict: nothing inline, nothing from outside. It asks for `model.glb` and `model.json` beside
/// itself and for three.js under `vendor/`. The form of the metadata is in docs/twin-view.md.
struct TwinViewSite: Sendable {
    /// What answers a path.
    struct Answer: Sendable, Equatable {
        /// The media type, with the character set where it is text.
        var contentType: String
        /// The bytes.
        var bytes: [UInt8]
    }

    /// Headers that go with every answer.
    static let headers: [(name: String, value: String)] = [
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' blob:; "
                + "img-src 'self' blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]

    /// The path of three.js below the page, as the set-up step lays it out.
    static let threePath = "vendor/three/three-r180.js"

    private let files: [String: Answer]

    /// Makes a site.
    ///
    /// - Parameters:
    ///   - model: Binary glTF whose vertices or nodes name their feature.
    ///   - metadata: JSON as docs/twin-view.md says.
    ///   - three: The ES module three.js r180 with OrbitControls and GLTFLoader, from the vendor folder.
    init(model: [UInt8], metadata: [UInt8], three: [UInt8]) {
        let script = "text/javascript; charset=utf-8"
        let page = Answer(contentType: "text/html; charset=utf-8", bytes: PackageResources.twin_view_html)
        files = [
            "": page,
            "twin-view.html": page,
            "twin-view.css": Answer(contentType: "text/css; charset=utf-8", bytes: PackageResources.twin_view_css),
            "twin-view.js": Answer(contentType: script, bytes: PackageResources.twin_view_js),
            "twin-view-scene.js": Answer(contentType: script, bytes: PackageResources.twin_view_scene_js),
            "twin-view-strings.js": Answer(contentType: script, bytes: PackageResources.twin_view_strings_js),
            "model.glb": Answer(contentType: "model/gltf-binary", bytes: model),
            "model.json": Answer(contentType: "application/json", bytes: metadata),
            Self.threePath: Answer(contentType: script, bytes: three),
        ]
    }

    /// The answer to a path.
    ///
    /// - Parameter path: With or without the leading slash, without a query. Only the nine names are known: no path
    ///   reaches a file system.
    /// - Returns: Nil for a path that is not of the site.
    func answer(_ path: String) -> Answer? {
        files[path.hasPrefix("/") ? String(path.dropFirst()) : path]
    }
}
