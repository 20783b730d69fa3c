import Foundation
import Testing

@testable import lifang

@Suite("The viewer's pages")
struct TwinViewSiteTests {
    private let site = TwinViewSite(model: [1], metadata: [2], three: [3])

    private func text(_ path: String) throws -> String {
        String(decoding: try #require(site.answer(path)).bytes, as: UTF8.self)
    }

    @Test("every path of the site has its type, and no other path has an answer")
    func answersPaths() {
        #expect(site.answer("/")?.contentType == "text/html; charset=utf-8")
        #expect(site.answer("") == site.answer("/twin-view.html"))
        #expect(site.answer("/model.glb") == TwinViewSite.Answer(contentType: "model/gltf-binary", bytes: [1]))
        #expect(site.answer("/model.json")?.bytes == [2])
        #expect(site.answer("/vendor/three/three-r180.js")?.contentType == "text/javascript; charset=utf-8")
        for path in ["/..", "/../etc/passwd", "//", "/vendor", "/index.html", "/model.glb/", "twin-view.css?x"] {
            #expect(site.answer(path) == nil, "\(path)")
        }
    }

    @Test("nothing is inline and nothing comes from outside")
    func isStrict() throws {
        let page = try text("/")
        #expect(page.contains("<script type=\"module\" src=\"twin-view.js\"></script>"))
        #expect(page.components(separatedBy: "<script").count == 2)
        for part in ["style=", "<style", "onclick", "onload", "http:", "https:", "//cdn"] {
            #expect(!page.contains(part), "\(part)")
        }
        let policy = try #require(TwinViewSite.headers.first { $0.name == "Content-Security-Policy" }).value
        #expect(!policy.contains("unsafe"))
        #expect(!policy.contains("*"))
        for path in ["/twin-view.js", "/twin-view-scene.js", "/twin-view-strings.js"] {
            let script = try text(path)
            for part in ["innerHTML", "eval(", "https:", "import(\"http", ".style."] {
                #expect(!script.contains(part), "\(path) \(part)")
            }
        }
    }

    @Test("every word of the page stands in both languages, and every module that is named is served")
    func isWhole() throws {
        let page = try text("/")
        let words = try text("/twin-view-strings.js").components(separatedBy: "  en: {")
        #expect(words.count == 2)
        for part in page.components(separatedBy: "data-text=\"").dropFirst() {
            let key = String(part.prefix { $0 != "\"" })
            for language in words {
                #expect(language.contains("\(key): \"") || language.contains("\"\(key)\": \""), "\(key)")
            }
        }
        for path in ["/twin-view.js", "/twin-view-scene.js"] {
            for part in try text(path).components(separatedBy: "\"./").dropFirst() {
                #expect(site.answer(String(part.prefix { $0 != "\"" })) != nil, "\(part.prefix(40))")
            }
        }
    }
}
