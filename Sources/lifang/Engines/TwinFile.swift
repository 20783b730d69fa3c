import Foundation

/// Tells what a file holds by its first bytes.
enum TwinFormat: String {
    case ifc = "IFC"
    case geoJSON = "GeoJSON"
    case city = "CityJSON"

    /// The format; anything that is neither STEP nor GeoJSON is taken for CityJSON and refused there if need be.
    init(sniffing bytes: some Collection<UInt8>) {
        // White space between a name and its value is left out, so that one form of each is enough.
        var start = [UInt8]()
        start.reserveCapacity(65_536)
        for byte in bytes.prefix(65_536) where byte > 0x20 { start.append(byte) }
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start.removeFirst(3) }
        // A STEP file, perhaps behind a comment; or a ZIP archive, which can only be an .ifczip.
        let isSTEP = String(decoding: start.prefix(512), as: UTF8.self).uppercased().contains("ISO-10303-21")
        if isSTEP || start.starts(with: "/*".utf8) || start.starts(with: [0x50, 0x4B]) {
            self = .ifc
            return
        }
        let isCity = Self.contains("\"CityJSON", in: start) || Self.contains("\"CityObjects\"", in: start)
        let isGeo =
            !isCity
            && [
                "FeatureCollection", "Feature", "GeometryCollection", "Polygon", "MultiPolygon", "Point", "LineString",
                "MultiPoint", "MultiLineString",
            ].contains { Self.contains("\"type\":\"\($0)\"", in: start) }
        self = isGeo ? .geoJSON : .city
    }

    /// The format of a file on disk.
    init(sniffing file: URL) throws {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        self.init(sniffing: try handle.read(upToCount: 65_536) ?? Data())
    }

    private static func contains(_ text: String, in bytes: [UInt8]) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first, bytes.count >= wanted.count else { return false }
        for start in 0...bytes.count - wanted.count where bytes[start] == first {
            var matched = 1
            while matched < wanted.count, bytes[start + matched] == wanted[matched] { matched += 1 }
            if matched == wanted.count { return true }
        }
        return false
    }
}
