internal import ArgumentParser
internal import Foundation
internal import Learning

/// `lifang hotspots`: what many people write about at once.
struct HotspotsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hotspots", abstract: "Find matters that many messages are about.")

    @Option(help: "The table of messages, in UTF-8.") var csv: String
    @Option(name: .customLong("text-column"), help: "A column of text; several are joined in the order given.")
    var textColumns: [String] = []
    @Option(help: "The column of the date (year, month, day first); default: `time` if there is one.")
    var timeColumn: String?
    @Option(help: "How many hot spots at most.") var limit = 20
    @Flag(help: "Print JSON.") var json = false

    struct Report: Encodable {
        struct Spot: Encodable {
            let name: String
            let size: Int
            let heat: Double
            let trend: String
            let first_day: String?
            let last_day: String?
            let rows: [Int]
            let texts: [String]
        }

        let hotspots: [Spot]
        let messages: Int
    }

    func run() throws {
        let table = try CSVTable(file: csv)
        let texts = try table.joined(textColumns.isEmpty ? ["text"] : textColumns)
        if let timeColumn, table.column(timeColumn) == nil {
            throw ValidationError("there is no column named \(timeColumn)")
        }
        let time = table.column(timeColumn ?? "time")
        let messages = zip(texts, table.rows).map { text, row in
            DatedText(text: text, day: time.flatMap { CivilDay.number(of: row[$0]) })
        }
        let spots = HotSpots().find(in: messages, limit: limit).map { spot in
            Report.Spot(
                name: spot.name, size: spot.members.count, heat: spot.heat, trend: spot.trend.rawValue,
                first_day: spot.days.map { CivilDay.text($0.lowerBound) },
                last_day: spot.days.map { CivilDay.text($0.upperBound) },
                rows: spot.members, texts: spot.members.map { texts[$0] })
        }
        if json { return try JSONOutput.print(Report(hotspots: spots, messages: messages.count)) }
        for spot in spots { print("\((spot.heat * 10).rounded() / 10)\t\(spot.size)\t\(spot.trend)\t\(spot.name)") }
    }
}

/// Days of the Gregorian calendar as numbers, day 0 being 1970-01-01.
enum CivilDay {
    /// The day that a text begins with, in the order year, month, day with any one sign between; nil if it does not.
    static func number(of text: String) -> Int? {
        let parts = text.split(whereSeparator: { !$0.isASCII || !$0.isNumber }).prefix(3).compactMap { Int($0) }
        guard parts.count == 3, (1_900...2_200).contains(parts[0]), (1...12).contains(parts[1]),
            (1...31).contains(parts[2])
        else { return nil }
        let year = parts[1] > 2 ? parts[0] : parts[0] - 1
        let shifted = (parts[1] + 9) % 12
        let ofYear = (153 * shifted + 2) / 5 + parts[2] - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + ofYear - 719_468
    }

    /// The day as `yyyy-mm-dd`.
    static func text(_ number: Int) -> String {
        let days = number + 719_468
        let era = days / 146_097
        let ofEra = days - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * ofYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(padded(ofYear - (153 * shifted + 2) / 5 + 1))"
    }

    private static func padded(_ day: Int) -> String { day < 10 ? "0\(day)" : "\(day)" }
}
