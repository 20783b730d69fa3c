import Flows
import HTML
import PageGallery
import Pages
import Places
import StrictPage
import Testing
import Vocabulary

@Suite("Who sees what")
struct WhoSeesWhatTests {
    func page(_ name: String, _ mode: Gallery.Mode = .light) throws -> (
        text: String, actions: [String], hrefs: [String]
    ) {
        let exhibit = try #require(Gallery.all.first { $0.name == name })
        let page = try StrictPage(exhibit.page(mode).bytes)
        return (
            page.children.map(\.text).joined(separator: " "),
            page.elements.compactMap { $0.name == "form" ? $0.attributes["action"] : nil },
            page.elements.compactMap { $0.attributes["href"] }
        )
    }

    @Test("only the reporter of a finished matter can rate it")
    func rating() throws {
        #expect(try page("matter-waiting").actions.contains("/matters/m-1121-019/rating"))
        for name in ["matter-doing", "matter-done", "matter-take", "matter-finish", "desk"] {
            #expect(try !page(name).actions.contains { $0.hasSuffix("/rating") }, "\(name)")
        }
    }

    @Test("only those who may can take, finish and withdraw")
    func actions() throws {
        #expect(try page("matter-take").actions.contains("/matters/m-1122-052/assignment"))
        #expect(try page("matter-finish").actions.contains("/matters/m-1122-021/completion"))
        #expect(try page("matter-doing").actions.contains("/matters/m-1122-037/withdrawal"))
        for name in ["matter-done", "matter-withdrawn", "matter-reopened"] {
            #expect(try !page(name).actions.contains { $0.hasPrefix("/matters/") }, "\(name)")
        }
    }

    @Test("a resident finds no way to a desk")
    func desk() throws {
        for exhibit in Gallery.all where !exhibit.name.hasPrefix("desk") {
            let isStaff = exhibit.frame(.light).deskID != nil
            let hasDesk = try page(exhibit.name).hrefs.contains { $0.hasPrefix("/desk/") }
            #expect(hasDesk == isStaff, "\(exhibit.name)")
        }
    }

    @Test("the demo banner stands on every page of a demo and on no other")
    func demo() throws {
        for exhibit in Gallery.all {
            #expect(try page(exhibit.name).text.contains("人和事都是编的，放心试。"))
            var frame = exhibit.frame(.light)
            frame.isDemo = false
            let real = exhibit.drawn(in: frame).string
            #expect(!real.contains("放心试"), "\(exhibit.name)")
        }
    }

    @Test("one lit window: no page has two main actions")
    func lamp() throws {
        for exhibit in Gallery.all {
            let page = try StrictPage(exhibit.page(.light).bytes)
            let lamps = page.elements.filter {
                let names = ($0.attributes["class"] ?? "").split(separator: " ")
                return names.contains("report") || (names.contains("btn") && names.contains("main"))
            }
            #expect(lamps.count <= 1, "\(exhibit.name)")
        }
    }

    @Test("what was written is kept, and each error stands beside its field and on top")
    func errors() throws {
        let exhibit = try #require(Gallery.all.first { $0.name == "report-errors" })
        let page = try StrictPage(exhibit.page(.light).bytes)
        let words = page.elements.first { $0.attributes["id"] == "words" }
        #expect(words?.children.map(\.text).joined() == "\n" + String(repeating: "电梯到 6 楼会抖。", count: 51))
        #expect(words?.attributes["aria-invalid"] == "true")
        #expect(words?.attributes["aria-describedby"] == "words-hint words-error")
        let alerts = page.elements.filter { $0.attributes["role"] == "alert" }
        #expect(alerts.count == 1 && alerts[0].attributes["tabindex"] == "-1")
        let chosen = page.elements.filter { $0.name == "option" && $0.attributes["selected"] != nil }
        #expect(chosen.map { $0.attributes["value"] } == ["u2"])
        #expect(page.elements.contains { $0.attributes["name"] == "once" && $0.attributes["value"] == "0198-once" })
    }

    @Test(
        "hostile words change nothing but the text of a page",
        arguments: [
            "</textarea></title><script>alert(1)</script>", "\" onfocus=\"alert(1)\" autofocus x=\"",
            "'><img src=x onerror=alert(1)>",
            "<!--", "]]>", "javascript:alert(1)",
        ])
    func hostile(words: String) throws {
        let card = Cast.matter(words, words, .other, .new, at: Cast.text(words, words), due: (.takeUp, 5))
        let person = ShownPerson(id: words, name: Cast.text(words, words), role: Cast.text(words, words), isStaff: true)
        let place = Cast.place(words, words, words, .space, open: 3)
        let matter = Cast.page(card, handler: person, actions: [.take, .finish, .rate, .withdraw])
        var frame = Frame(
            language: .en, now: Cast.now, secondsFromUTC: 28_800, path: .path(words).query(words, words),
            assets: Assets(version: words), person: person, deskID: words)
        frame.formToken = words
        var desk = Gallery.desk(selected: matter)
        desk.search = words
        desk.rows = [.init(card: card, handler: person)]
        desk.community = place
        var report = ReportPage(place: place, parts: [place], words: words, once: words, errors: [.wordsMissing])
        report.chosenPlaceID = words
        let pages: [HTML] = [
            matter.view(in: frame), desk.view(in: frame), report.view(in: frame),
            HomePage(.community(.init(place: place, mine: [card], mineCount: 1, places: [place]))).view(in: frame),
            HomePage(.choice(.init(search: words, places: [], hasMore: false))).view(in: frame),
            PlacePage(
                place: place, ancestors: [place], open: [card], children: [], childCount: 9, filter: words,
                canReport: true,
                canBecomeMine: true, isMine: false
            ).view(in: frame),
            IdentityPage(people: [.init(person: person, about: Cast.text(words, words))], back: .path(words)).view(
                in: frame),
            ErrorPage(.broken, reference: words).view(in: frame),
        ]
        for page in pages {
            let read = try StrictPage(page.bytes)
            #expect(
                !read.elements.contains {
                    $0.name == "img" || $0.attributes["onfocus"] != nil || $0.attributes["autofocus"] != nil
                })
            let scripts = read.elements.filter { $0.name == "script" }
            #expect(scripts.allSatisfy { $0.children.isEmpty && $0.attributes["src"]?.hasPrefix("/") == true })
        }
    }
}
