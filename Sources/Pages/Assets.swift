import HTML

/// The files that pages refer to, and their addresses for one version of the program.
///
/// Make one value at start and put it into every ``Frame``: it holds the drawn icons.
public struct Assets: Sendable {
    /// What changes when a file changes; stands in each address so that browsers may keep files for a year.
    public let version: String

    private let icons: [HTML]

    /// Prepares the addresses for one version.
    public init(version: String) {
        self.version = version
        let sprite = Link.path("assets", "sprite.svg").query("v", version)
        self.icons = Icon.allCases.map {
            #"<svg class="i" aria-hidden="true"><use href="\#(sprite.at($0.name))"/></svg>"#
        }
    }

    /// The style sheet: tokens, base, components and rooms in this order. Serve at `/assets/lifang.css`.
    public static let styleSheet: [UInt8] =
        PackageResources.tokens_css + PackageResources.base_css + PackageResources.components_css
        + PackageResources.ground_css

    /// The script that every page loads as a module. Serve at `/assets/lifang.js`.
    public static let script: [UInt8] = PackageResources.lifang_js

    /// The mark, a ward wall with four gates and one lit house. Serve at `/assets/mark.svg`.
    public static let mark: [UInt8] = PackageResources.mark_svg

    /// The Content-Security-Policy under which every page works in full.
    public static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    var styleSheetLink: Link { file("assets", "lifang.css") }
    var scriptLink: Link { file("assets", "lifang.js") }
    var markLink: Link { file("assets", "mark.svg") }
    var htmxLink: Link { file("vendor", "htmx", "htmx.min.js") }
    var liveLink: Link { file("vendor", "htmx", "sse.min.js") }

    func icon(_ icon: Icon) -> HTML {
        icons[icon.rawValue]
    }

    private func file(_ segments: String...) -> Link {
        Link.path(segments).query("v", version)
    }
}
