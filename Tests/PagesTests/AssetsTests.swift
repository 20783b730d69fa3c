import Foundation
import Testing

@testable import Pages

@Suite("Assets")
struct AssetsTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/Pages/Assets")

    @Test("the list of icons is the list of icons that pages use")
    func icons() throws {
        let text = try String(contentsOf: Self.folder.appendingPathComponent("icons.txt"), encoding: .utf8)
        #expect(text.split(separator: "\n").map(String.init).sorted() == Icon.allCases.map(\.name).sorted())
    }

    @Test("dark by the device and dark by choice are the same values")
    func dark() throws {
        let css = String(decoding: Assets.styleSheet, as: UTF8.self)
        let chosen = try #require(css.firstMatch(of: /:root\[data-theme="dark"\] \{([^}]*)\}/)).1
        let followed = try #require(css.firstMatch(of: /:root:not\(\[data-theme\]\) \{([^}]*)\}/)).1
        let lines: (Substring) -> [String] = {
            $0.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
        #expect(lines(chosen) == lines(followed) && lines(chosen).count > 5)
    }

    @Test("components read tokens only")
    func tokens() throws {
        for name in ["base.css", "components.css"] {
            let css = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
            let raw = css.split(separator: "\n").filter {
                $0.contains(/#[0-9a-fA-F]{3,6}\b/) && !$0.contains("body { background: #fff")
            }
            #expect(raw.filter { !$0.contains("border: 1px solid #000") } == [], "\(name)")
        }
        let css = String(decoding: Assets.styleSheet, as: UTF8.self)
        let defined = Set(css.matches(of: /(--[a-z0-9-]+):/).map { String($0.1) })
        for use in css.matches(of: /var\((--[a-z0-9-]+)\)/) { #expect(defined.contains(String(use.1)), "\(use.1)") }
        #expect(!css.contains("url(") && !css.contains("@import"))
    }

    @Test("the policy allows nothing inline and nothing from elsewhere")
    func policy() {
        let policy = Assets.contentSecurityPolicy
        #expect(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains("*"))
        #expect(policy.hasPrefix("default-src 'none';"))
    }
}
