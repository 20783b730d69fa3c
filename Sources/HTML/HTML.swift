/// A piece of a page: UTF-8 bytes that are safe to send, made by string interpolation that escapes every value.
///
/// Write markup as literals and put values into it with `\(…)`. A value may stand only in text or in a double-quoted
/// attribute; `href`, `src`, `action`, `formaction` and the addresses of htmx take a ``Link``; `style`, `on…`, `srcdoc`
/// and attributes that htmx evaluates take no value at all. Each literal is scanned while the page is drawn, in every build: a value at any
/// other place is a programming error, which stops a debug build with a sentence and leaves the value out of a release build.
///
/// A piece is whole: it begins and ends in text, so pieces can be put into each other without being read again.
public struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// The page's bytes, UTF-8.
    public private(set) var bytes: [UInt8]

    /// Makes a piece from a literal without values.
    public init(stringLiteral literal: String) {
        var interpolation = StringInterpolation(literalCapacity: literal.utf8.count, interpolationCount: 0)
        interpolation.appendLiteral(literal)
        self.init(stringInterpolation: interpolation)
    }

    /// Makes a piece from a literal with values.
    public init(stringInterpolation: StringInterpolation) {
        self.bytes = stringInterpolation.finish()
    }

    init(checked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The empty piece.
    public static let nothing = HTML(checked: [])

    /// Makes a piece of text; every byte with a meaning in markup is escaped.
    public static func text(_ value: String) -> HTML {
        var bytes: [UInt8] = []
        Escaping.append(value, to: &bytes)
        return HTML(checked: bytes)
    }

    /// Takes markup as it is: only for assets of this repository or made at set-up, never for anything a person can write.
    ///
    /// Nothing in it is escaped or scanned. Every use is found by searching for `HTML.raw`.
    public static func raw(trustedAsset: String) -> HTML {
        HTML(checked: Array(trustedAsset.utf8))
    }

    /// The page as a string; for tests.
    public var string: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the piece has no bytes.
    public var isEmpty: Bool {
        bytes.isEmpty
    }
}
