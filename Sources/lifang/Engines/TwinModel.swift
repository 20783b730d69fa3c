import ArgumentParser
import CityModel
import Foundation
import IFC

/// Reads whatever can become a city model.
struct TwinModel {
    /// What a building model has to do with the map.
    enum Ground {
        /// It must say where it stands.
        case map
        /// The map where it says so, else its own metres.
        case mapOrOwn
        /// Its own metres.
        case own
    }

    /// The city model.
    let city: CityModel
    /// What of a building model is not drawn, or not as the file says.
    let undrawn: [IFCUndrawn]

    /// Reads a file.
    ///
    /// - Throws: ``TwinRefusal``; ``IFCError``, ``CityJSONError`` and ``GeoJSONError`` where the file is damaged.
    init(_ url: URL, ground: Ground, drawsRooms: Bool) throws {
        switch try TwinFormat(sniffing: url) {
        case .city:
            city = try Self.city(url)
            undrawn = []
        case .geoJSON:
            guard let model = CityModel(geoJSON: try GeoJSON([UInt8](try Data(contentsOf: url)))) else {
                throw ValidationError("A position lies outside of the reference system.")
            }
            city = model
            undrawn = []
        case .ifc:
            let model = try IFCModel([UInt8](try Data(contentsOf: url)))
            let building = try TwinBuilding(
                model, on: try Self.ground(of: model, ground), drawsRooms: drawsRooms,
                isCancelled: { Task.isCancelled })
            city = building.model
            undrawn = building.undrawn
        }
    }

    private static func ground(of model: IFCModel, _ ground: Ground) throws(TwinRefusal) -> TwinGround {
        switch ground {
        case .own: return .own
        case .map: return try TwinGround(of: model)
        case .mapOrOwn: return (try? TwinGround(of: model)) ?? .own
        }
    }

    /// Reads CityJSON whole, and a CityJSONSeq piece by piece.
    private static func city(_ url: URL) throws -> CityModel {
        guard url.pathExtension.lowercased() == "jsonl" else {
            return try CityModel(city: [UInt8](try Data(contentsOf: url)))
        }
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        var reader = CityJSONSequenceReader()
        var model: CityModel?
        var features: [CityFeature] = []
        func keep(_ feature: CityFeature) -> Bool {
            features.append(feature)
            return !Task.isCancelled
        }
        func join() throws {
            if model == nil, let header = reader.header { model = CityModel(sequenceHeader: header) }
            for feature in features { try model?.append(feature) }
            features.removeAll(keepingCapacity: true)
        }
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
            try reader.read(piece, each: keep)
            try join()
        }
        try reader.finish(each: keep)
        try join()
        guard let model else { throw TwinRefusal.nothingDrawn }
        return model
    }

    /// The levels of detail that an option names.
    static func lods(_ text: String) -> CityLodChoice {
        switch text {
        case "highest": .highest
        case "all": .all
        default: .exactly(text)
        }
    }
}
