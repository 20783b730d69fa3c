import ArgumentParser
import CityModel
import Foundation
import WalkGraph

/// `lifang twin circle`: what can be walked to from one place, on a file of OpenStreetMap.
struct CircleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "circle",
        abstract: "Walking distances from a place on a map of OpenStreetMap.",
        discussion: """
            Reads OSM XML or PBF, makes the walking network and counts its nodes within each limit. Origins join the \
            network at the nearest point of the nearest edge; the way to that point counts.
            Exit 1: the file cannot be read, or no edge is near the origin.
            """)

    @Option(help: "The file: .osm or .osm.pbf.")
    var osm: String

    @Option(help: "Degrees north and east, WGS-84, such as 39.9604,116.3519.")
    var origin: String

    @Option(help: "Limits in metres, 1…20000.")
    var limits: String = "300,500,800,1000"

    @Option(help: "Limits in minutes for the walker; adds reach_minutes, 1…240.")
    var minutes: String?

    @Option(help: "adult, elder, pram or wheelchair.")
    var profile: String = "adult"

    @Option(help: "Day and minute for gates and opening hours, such as Mo-07:30. Also reads the gates.")
    var at: String?

    @Flag(help: "Take private ways and gates as open to the walker.")
    var resident = false

    @Flag(help: "Do not ask the tag access; foot=no still bars a way.")
    var anyAccess = false

    @Option(help: "Write the areas within the limits to this GeoJSON file.")
    var outline: String?

    @Flag(help: "Print JSON (otherwise a short table).")
    var json = false

    func run() throws {
        let place = try CircleArguments.position(origin)
        let metres = try CircleArguments.numbers(limits, 1...20_000)
        let spans = try minutes.map { try CircleArguments.numbers($0, 1...240) } ?? []
        let minute = try at.map(CircleArguments.minute)
        guard var walker = WalkProfile.all.first(where: { $0.name == profile }) else {
            throw ValidationError("profile: one of \(WalkProfile.all.map(\.name).joined(separator: ", "))")
        }
        walker.isResident = resident
        var rules = WalkTagRules()
        rules.keepsPrivate = resident
        rules.ignoresAccess = anyAccess
        rules.readsGates = minute != nil
        let circle: Circle
        do {
            circle = try Circle(file: osm, origin: place, rules: rules, walker: walker, minute: minute)
        } catch let error as OSMError {
            throw CircleFailure(text: "\(osm): \(error)")
        } catch let error as WalkGraphError {
            throw CircleFailure(text: "\(osm): \(error)")
        }
        if let outline {
            try circle.geoJSON(metres: metres, minutes: spans).write(toFile: outline, atomically: true, encoding: .utf8)
        }
        print(json ? circle.json(metres: metres, minutes: spans) : circle.table(metres: metres, minutes: spans))
    }
}

/// A reason to stop with exit status 1.
struct CircleFailure: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
}

/// Reads the arguments of the command.
enum CircleArguments {
    static func position(_ text: String) throws -> WalkPosition {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1],
            (-90...90).contains(latitude), (-180...180).contains(longitude)
        else { throw ValidationError("origin: LAT,LON in degrees") }
        return WalkPosition(latitude: latitude, longitude: longitude)
    }

    static func numbers(_ text: String, _ range: ClosedRange<Int>) throws -> [Int] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        let numbers = parts.compactMap { $0 }.filter(range.contains)
        guard !numbers.isEmpty, numbers.count == parts.count, Set(numbers).count == numbers.count else {
            throw ValidationError(
                "limits: different whole numbers of \(range.lowerBound)…\(range.upperBound), by commas")
        }
        return numbers.sorted()
    }

    static func minute(_ text: String) throws -> WalkMinute {
        let parts = text.split(whereSeparator: { $0 == "-" || $0 == ":" || $0 == " " }).map(String.init)
        let days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        guard parts.count == 3, let day = days.firstIndex(of: parts[0]), let hour = Int(parts[1]),
            let minute = Int(parts[2]), let found = WalkMinute(day: day, hour: hour, minute: minute)
        else { throw ValidationError("at: a day and a time, such as Mo-07:30") }
        return found
    }
}
