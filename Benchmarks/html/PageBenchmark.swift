import Foundation
import HTML
import PageGallery
import Pages
import Vocabulary

/// Draws the desk with 50 matters for some seconds on one core and prints how many pages a second; with `page`
/// prints the page; with a number draws so many pages, for a profiler.
@main
enum Main {
    static func main() {
        var desk = Gallery.desk(selected: nil)
        desk.rows = (0..<50).map { desk.rows[$0 % desk.rows.count] }
        var frame = Frame(
            language: .zhHans, now: Cast.now, secondsFromUTC: 28_800, path: Address.desk("c1"),
            assets: Assets(version: "1"),
            person: Cast.shen, deskID: "c1")
        frame.theme = .light
        if CommandLine.arguments.dropFirst().first == "page" {
            print(desk.view(in: frame).string)
            return
        }
        if let count = CommandLine.arguments.dropFirst().first.flatMap(Int.init) {
            for _ in 0..<count { _ = desk.view(in: frame) }
            return
        }
        var best = 0.0
        var bytes = 0
        for _ in 0..<5 {
            let start = clock()
            var pages = 0
            while seconds(since: start) < 0.6 {
                for _ in 0..<20 { bytes = desk.view(in: frame).bytes.count }
                pages += 20
            }
            best = max(best, Double(pages) / seconds(since: start))
        }
        print(Int(best), bytes)
    }

    /// Seconds of this process's own time: others on the machine do not count.
    static func seconds(since start: clock_t) -> Double {
        Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }
}
