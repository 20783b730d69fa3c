#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Is a reference system of coordinates that can be turned into longitude and latitude and back.
///
/// Coordinates stand in the order of city models and GeoJSON: x is east or longitude, y is north or latitude, whatever
/// order the register gives. CGCS2000 and WGS 84 differ by centimetres and count as one. Heights pass unchanged.
///
/// Source: EPSG dataset, codes 4490, 4480, 4326, 4979, 4491–4554, 32601–32660, 32701–32760, 3857.
public struct ReferenceSystem: Sendable, Hashable {
    private enum Kind: Hashable {
        case geographic
        case transverseMercator(TransverseMercator)
        case webMercator
    }

    /// EPSG code.
    public let epsg: Int
    private let kind: Kind
    /// Ellipsoid of the datum.
    public let ellipsoid: Ellipsoid

    /// WGS 84 longitude and latitude.
    public static let wgs84 = ReferenceSystem(epsg: 4326, kind: .geographic, ellipsoid: .wgs84)
    /// CGCS2000 longitude and latitude 国家大地坐标系.
    public static let cgcs2000 = ReferenceSystem(epsg: 4490, kind: .geographic, ellipsoid: .cgcs2000)

    private init(epsg: Int, kind: Kind, ellipsoid: Ellipsoid) {
        self.epsg = epsg
        self.kind = kind
        self.ellipsoid = ellipsoid
    }

    /// Makes the system of an EPSG code; nil for a code that is not in the list above.
    public init?(epsg: Int) {
        func gaussKrueger(_ meridian: Int, _ easting: Double) -> Kind {
            .transverseMercator(
                TransverseMercator(
                    ellipsoid: .cgcs2000, centralMeridian: Double(meridian), falseEasting: easting))
        }
        switch epsg {
        case 4326, 4979: self.init(epsg: epsg, kind: .geographic, ellipsoid: .wgs84)
        case 4490, 4480: self.init(epsg: epsg, kind: .geographic, ellipsoid: .cgcs2000)
        case 3857: self.init(epsg: epsg, kind: .webMercator, ellipsoid: .wgs84)
        case 4491...4501:
            let zone = epsg - 4491 + 13
            self.init(
                epsg: epsg, kind: gaussKrueger(zone * 6 - 3, Double(zone) * 1e6 + 500_000), ellipsoid: .cgcs2000)
        case 4502...4512:
            self.init(epsg: epsg, kind: gaussKrueger(75 + (epsg - 4502) * 6, 500_000), ellipsoid: .cgcs2000)
        case 4513...4533:
            let zone = epsg - 4513 + 25
            self.init(epsg: epsg, kind: gaussKrueger(zone * 3, Double(zone) * 1e6 + 500_000), ellipsoid: .cgcs2000)
        case 4534...4554:
            self.init(epsg: epsg, kind: gaussKrueger(75 + (epsg - 4534) * 3, 500_000), ellipsoid: .cgcs2000)
        case 32601...32660, 32701...32760:
            let zone = epsg % 100
            self.init(
                epsg: epsg,
                kind: .transverseMercator(
                    TransverseMercator(
                        ellipsoid: .wgs84, centralMeridian: Double(zone * 6 - 183), scale: 0.9996,
                        falseNorthing: epsg < 32700 ? 0 : 10_000_000)), ellipsoid: .wgs84)
        default: return nil
        }
    }

    /// Makes the system that a city model names by address or URN, such as `https://www.opengis.net/def/crs/EPSG/0/4547`.
    public init?(name: String) {
        let isAddress = name.contains("/def/crs/EPSG/") || name.hasPrefix("urn:ogc:def:crs:EPSG:")
        guard isAddress || name.hasPrefix("EPSG:") else {
            guard name.hasSuffix("OGC:1.3:CRS84") || name.hasSuffix("/OGC/1.3/CRS84") else { return nil }
            self.init(epsg: 4326)
            return
        }
        guard let last = name.split(whereSeparator: { $0 == "/" || $0 == ":" }).last, let code = Int(last) else {
            return nil
        }
        self.init(epsg: code)
    }

    /// The 3° Gauss–Krüger zone by central meridian (EPSG:4534–4554) that holds a longitude; nil outside 73.5–136.5° E.
    public static func gaussKrueger(longitude: Double) -> ReferenceSystem? {
        guard longitude >= 73.5, longitude <= 136.5 else { return nil }
        return ReferenceSystem(epsg: 4534 + min(20, Int(((longitude - 73.5) / 3).rounded(.down))))
    }

    /// Address for `metadata.referenceSystem`.
    public var address: String { "https://www.opengis.net/def/crs/EPSG/0/\(epsg)" }

    /// Whether coordinates are degrees.
    public var isGeographic: Bool { kind == .geographic }

    /// Longitude and latitude in degrees of coordinates; nil where the projection does not reach.
    public func geographic(x: Double, y: Double) -> (longitude: Double, latitude: Double)? {
        switch kind {
        case .geographic: return x.isFinite && abs(y) <= 90 ? (x, y) : nil
        case .transverseMercator(let projection):
            return projection.unproject(easting: x, northing: y).map { ($0.longitude, $0.latitude) }
        case .webMercator:
            let radius = ellipsoid.semiMajorMetres
            guard x.isFinite, y.isFinite else { return nil }
            return (x / radius * 180 / .pi, atan(sinh(y / radius)) * 180 / .pi)
        }
    }

    /// Coordinates of a place in degrees; nil where the projection does not reach.
    public func coordinates(longitude: Double, latitude: Double) -> (x: Double, y: Double)? {
        switch kind {
        case .geographic: return longitude.isFinite && abs(latitude) <= 90 ? (longitude, latitude) : nil
        case .transverseMercator(let projection):
            return projection.project(latitude: latitude, longitude: longitude).map { ($0.easting, $0.northing) }
        case .webMercator:
            guard longitude.isFinite, abs(latitude) < 89.9 else { return nil }
            let radius = ellipsoid.semiMajorMetres
            return (longitude * .pi / 180 * radius, asinh(tan(latitude * .pi / 180)) * radius)
        }
    }
}
