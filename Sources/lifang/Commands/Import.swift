import ArgumentParser
import CityModel
import Foundation
import Places
import Store
import Vocabulary

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings places from a file into the tree.", subcommands: [ImportDivisions.self, ImportPlaces.self])
}

/// Options that both imports share.
struct ImportOptions: ParsableArguments {
    @Argument(help: "The file.")
    var file: String

    @Flag(help: "Refuse everything if one row is refused.")
    var strict = false

    @Option(help: "How many refused rows to list.")
    var list = 50
}

struct ImportDivisions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "divisions", abstract: "Reads administrative divisions (CSV: code, parent, level, name).")

    @OptionGroup var store: StoreOptions
    @OptionGroup var options: ImportOptions

    func run() async throws {
        let content = try options.reading { bytes throws(ImportError) in
            try DivisionsFile.read(bytes) { longitude, latitude in
                guard longitude.isFinite, latitude.isFinite else { return nil }
                let place = ChinaOffset.wgs84(fromGCJ02: (longitude, latitude))
                return Coordinate(longitude: place.longitude, latitude: place.latitude)
            }
        }
        try await options.run(content, into: store, nearestMetresMax: nil)
    }
}

struct ImportPlaces: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places", abstract: "Reads compounds, buildings and other places (CSV or GeoJSON).")

    @OptionGroup var store: StoreOptions
    @OptionGroup var options: ImportOptions

    @Option(help: "The kind of every row: compound, building, unit, home, room, space, …")
    var kind: String?

    @Option(help: "The code of the place above every row that names none.")
    var parent: String?

    @Option(help: "Where a row names no place above: the nearest community, at most so many metres away.")
    var nearest: Int?

    @Option(help: "The column or property that holds the code.")
    var codeColumn = "code"

    @Option(help: "What to put before every code, so that codes of two sources cannot meet.")
    var codePrefix = ""

    @Option(help: "Only rows in which a column has a value: COLUMN=VALUE.")
    var only: String?

    func run() async throws {
        let reading = try reading()
        let content = try options.reading { bytes throws(ImportError) in
            let isJSON = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == UInt8(ascii: "{")
            return try isJSON ? PlacesFile.readGeoJSON(bytes, as: reading) : PlacesFile.readCSV(bytes, as: reading)
        }
        try await options.run(content, into: store, nearestMetresMax: nearest)
    }

    private func reading() throws -> PlacesFile.Reading {
        var wanted: PlaceKind?
        if let kind {
            guard let known = PlaceKind(rawValue: kind) else {
                let kinds = PlaceKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--kind \(kind): there is no such kind; one of \(kinds)")
            }
            wanted = known
        }
        var condition: (column: String, value: String)?
        if let only {
            let parts = only.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValidationError("--only \(only): write COLUMN=VALUE") }
            condition = (parts[0], parts[1])
        }
        return PlacesFile.Reading(
            kind: wanted, parentCode: parent, codeColumn: codeColumn, condition: condition, codePrefix: codePrefix)
    }
}

extension ImportOptions {
    func reading(_ read: ([UInt8]) throws(ImportError) -> DivisionsFile.Content) throws -> DivisionsFile.Content {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Refusal("\(file): the file cannot be read")
        }
        do {
            return try read([UInt8](data))
        } catch {
            throw Refusal("\(file): \(error.sentence)")
        }
    }

    func run(_ content: DivisionsFile.Content, into options: StoreOptions, nearestMetresMax: Int?) async throws {
        let store = try await options.open(.command)
        let isTerminal = isatty(STDERR_FILENO) == 1
        let outcome: PlaceImport.Outcome
        do {
            outcome = try await PlaceImport(into: store, as: .operatorOfMachine).run(
                content.drafts, refused: content.refused, isStrict: strict, nearestMetresMax: nearestMetresMax
            ) { progress in
                guard isTerminal else { return }
                switch progress {
                case .staged(let count, let total): note("\r\(count) of \(total) rows checked and staged")
                case .flipping: note("\nwriting …\n")
                }
            }
        } catch let error as ImportError {
            await store.close()
            throw Refusal("\(file): \(error.sentence)")
        }
        await store.close()
        for row in outcome.refused.prefix(list) { print("line \(row.line): \(row.reason.sentence)") }
        if outcome.refused.count > list { print("… and \(outcome.refused.count - list) more") }
        print(
            "\(outcome.added) added, \(outcome.changed) changed, \(outcome.unchanged) unchanged, \(outcome.refused.count) refused"
        )
    }

    private func note(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

extension ImportError {
    var sentence: String {
        switch self {
        case .empty: "there are no rows in it"
        case .missingColumn(let name): "the column \"\(name)\" is missing in the head"
        case .format: "it is neither a CSV file with a head nor a GeoJSON feature collection"
        case .parentUnknown: "the place above does not exist"
        case .incomplete: "rows were refused, and --strict asks for all of them; nothing was imported"
        }
    }
}

extension RefusedRow.Reason {
    var sentence: String {
        switch self {
        case .columns(let found, let expected): "\(found) columns instead of \(expected)"
        case .quoting: "a quotation mark is not closed or stands inside a field"
        case .encoding: "it is not UTF-8"
        case .empty(let column): "\(column) is empty"
        case .code: "the code has other characters than it may have"
        case .kind: "the level or kind is none that is known"
        case .coordinate: "the coordinate is not a number or lies outside the Earth"
        case .nameTooLong: "the name is longer than 200 characters"
        case .duplicate(let line): "the code stands already in line \(line)"
        case .parentUnknown: "the place above is neither in the file nor in the tree, or was refused itself"
        case .wrongLevel: "a place of this kind cannot stand below its parent"
        case .moves: "the place stands below another parent; an import does not move places"
        case .changesKind: "the place stands in the tree as another kind"
        case .nothingNear: "no community with a known position is near enough"
        }
    }
}
