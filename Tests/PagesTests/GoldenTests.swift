import Foundation
import HTML
import PageGallery
import Pages
import StrictPage
import Testing

@Suite("Golden pages")
struct GoldenTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
    static let isRecording = ProcessInfo.processInfo.environment["LIFANG_RECORD"] == "1"

    /// Every exhibit in Chinese and light; the other modes of a few.
    static let names: [(Int, Gallery.Mode)] =
        Gallery.all.indices.map { ($0, .light) }
        + Gallery.all.indices.filter {
            ["home", "desk", "matter-waiting", "report-errors"].contains(Gallery.all[$0].name)
        }
        .flatMap { index in [(index, .en), (index, .elder)] }

    @Test("a page is the same as the one that was looked at", arguments: names)
    func golden(index: Int, mode: Gallery.Mode) throws {
        let exhibit = Gallery.all[index]
        let file = Self.folder.appendingPathComponent("\(exhibit.name).\(mode.rawValue).html")
        let page = exhibit.page(mode)
        if Self.isRecording {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try Data(page.bytes).write(to: file)
        }
        let golden = try Data(contentsOf: file)
        #expect(
            golden == Data(page.bytes),
            "\(file.lastPathComponent) differs; look at it, then record with LIFANG_RECORD=1")
    }

    @Test("every page in every mode passes the strict parser and its review", arguments: Gallery.all.indices)
    func strict(index: Int) throws {
        let exhibit = Gallery.all[index]
        for mode in Gallery.Mode.allCases {
            let page = try StrictPage(exhibit.page(mode).bytes)
            #expect(page.review() == [], "\(exhibit.name) in \(mode)")
        }
    }

    @Test("no golden page is left over from a page that is gone")
    func leftOver() throws {
        let expected = Set(Self.names.map { "\(Gallery.all[$0.0].name).\($0.1.rawValue).html" })
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(found) == expected)
    }

    @Test("every form that changes something carries the token, and every page asks for every icon of the sprite")
    func token() throws {
        var icons: Set<String> = []
        for exhibit in Gallery.all {
            var frame = exhibit.frame(.light)
            frame.formToken = "t\"1"
            let page = try StrictPage(exhibit.drawn(in: frame).bytes)
            for element in page.elements where element.name == "form" && element.attributes["method"] == "post" {
                let fields = element.children.compactMap { child -> String? in
                    guard case .element("input", let attributes, _) = child, attributes["name"] == "token" else {
                        return nil
                    }
                    return attributes["value"]
                }
                #expect(fields == ["t\"1"], "\(exhibit.name)")
            }
            for element in page.elements where element.name == "use" {
                icons.insert(String(element.attributes["href"]?.split(separator: "#").last ?? ""))
            }
        }
        let list = Self.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Pages/Assets/icons.txt")
        let listed = Set(try String(contentsOf: list, encoding: .utf8).split(separator: "\n").map(String.init))
        #expect(icons.isSubset(of: listed))
    }
}
