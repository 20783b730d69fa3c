import Foundation
import IFC

/// Times one model: reads it, draws it if asked, and prints milliseconds and resident memory as one JSON object.
@main
enum Bench {
    static func main() throws {
        let arguments = CommandLine.arguments
        let before = rss()
        guard arguments.count > 2 else {
            print("{\"rss_kb\": \(before)}")
            return
        }
        let bytes = try load(arguments[1])
        let clock = ContinuousClock()
        let start = clock.now
        let model = try IFCModel(bytes)
        let read = clock.now
        let parsed = rss()
        var triangles = 0
        if arguments[2] == "geometry" { triangles = try model.shapes().shapes.reduce(0) { $0 + $1.triangleCount } }
        let drawn = clock.now
        print(
            "{\"parse_ms\": \(milliseconds(read - start)), \"geometry_ms\": \(milliseconds(drawn - read)), "
                + "\"triangles\": \(triangles), \"rss_parse_kb\": \(parsed)}")
    }

    private static func load(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw CocoaError(.fileReadNoSuchFile) }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let size = ftell(file)
        rewind(file)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = fread(buffer.baseAddress, 1, size, file)
        }
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) / 1e15
    }

    private static func rss() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}
