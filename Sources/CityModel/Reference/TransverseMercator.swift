#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Is an ellipsoid of rotation.
public struct Ellipsoid: Sendable, Hashable {
    /// Half the equatorial axis in metres.
    public var semiMajorMetres: Double
    /// Flattening.
    public var flattening: Double

    /// Makes an ellipsoid.
    public init(semiMajorMetres: Double, inverseFlattening: Double) {
        self.semiMajorMetres = semiMajorMetres
        flattening = 1 / inverseFlattening
    }

    /// WGS 84. Source: EPSG:7030.
    public static let wgs84 = Ellipsoid(semiMajorMetres: 6_378_137, inverseFlattening: 298.257223563)
    /// CGCS2000. Source: EPSG:1024; GB 22021-2008.
    public static let cgcs2000 = Ellipsoid(semiMajorMetres: 6_378_137, inverseFlattening: 298.257222101)

    /// Square of the first eccentricity.
    var eccentricitySquared: Double { flattening * (2 - flattening) }

    /// Earth-centred coordinates in metres of a place in degrees and a height in metres over the ellipsoid.
    public func earthCentred(latitude: Double, longitude: Double, height: Double) -> SIMD3<Double> {
        let (lat, lon) = (latitude * .pi / 180, longitude * .pi / 180)
        let e2 = eccentricitySquared
        let n = semiMajorMetres / (1 - e2 * sin(lat) * sin(lat)).squareRoot()
        return SIMD3(
            (n + height) * cos(lat) * cos(lon), (n + height) * cos(lat) * sin(lon), (n * (1 - e2) + height) * sin(lat))
    }
}

/// Projects by the transverse Mercator (Gauss–Krüger) projection with Krüger's series to the sixth order.
///
/// Within 35° of the central meridian the series is exact to nanometres.
///
/// Source: Karney, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy 85 (2011), equations 7–36.
public struct TransverseMercator: Sendable, Hashable {
    /// Ellipsoid.
    public var ellipsoid: Ellipsoid
    /// Central meridian in degrees east.
    public var centralMeridian: Double
    /// Scale on the central meridian.
    public var scale: Double
    /// Easting of the central meridian in metres.
    public var falseEasting: Double
    /// Northing of the equator in metres.
    public var falseNorthing: Double
    private let radius: Double
    private let alpha: [Double]
    private let beta: [Double]

    /// Makes a projection.
    public init(
        ellipsoid: Ellipsoid, centralMeridian: Double, scale: Double = 1, falseEasting: Double = 500_000,
        falseNorthing: Double = 0
    ) {
        self.ellipsoid = ellipsoid
        self.centralMeridian = centralMeridian
        self.scale = scale
        self.falseEasting = falseEasting
        self.falseNorthing = falseNorthing
        let n = ellipsoid.flattening / (2 - ellipsoid.flattening)
        let n2 = n * n
        radius = ellipsoid.semiMajorMetres / (1 + n) * (1 + n2 / 4 + n2 * n2 / 64 + n2 * n2 * n2 / 256)
        alpha = Self.series(n, Self.alphaTerms)
        beta = Self.series(n, Self.betaTerms)
    }

    /// Easting and northing in metres of a place in degrees; nil beyond 80° from the central meridian.
    public func project(latitude: Double, longitude: Double) -> (easting: Double, northing: Double)? {
        guard abs(latitude) <= 90, longitude.isFinite else { return nil }
        let offset = remainder(longitude - centralMeridian, 360)
        guard abs(offset) <= 80 else { return nil }
        let (lat, lon) = (latitude * .pi / 180, offset * .pi / 180)
        let t = conformalTangent(tan(lat))
        let xi = atan2(t, cos(lon))
        let eta = asinh(sin(lon) / (t * t + cos(lon) * cos(lon)).squareRoot())
        var (north, east) = (xi, eta)
        for j in 1...6 {
            let k = Double(2 * j)
            north += alpha[j - 1] * sin(k * xi) * cosh(k * eta)
            east += alpha[j - 1] * cos(k * xi) * sinh(k * eta)
        }
        return (falseEasting + scale * radius * east, falseNorthing + scale * radius * north)
    }

    /// Latitude and longitude in degrees of a place in metres; nil where the projection does not reach.
    public func unproject(easting: Double, northing: Double) -> (latitude: Double, longitude: Double)? {
        let xi = (northing - falseNorthing) / (scale * radius)
        let eta = (easting - falseEasting) / (scale * radius)
        guard abs(xi) <= .pi / 2, abs(eta) <= 2.5 else { return nil }
        var (north, east) = (xi, eta)
        for j in 1...6 {
            let k = Double(2 * j)
            north -= beta[j - 1] * sin(k * xi) * cosh(k * eta)
            east -= beta[j - 1] * cos(k * xi) * sinh(k * eta)
        }
        let wanted = sin(north) / (sinh(east) * sinh(east) + cos(north) * cos(north)).squareRoot()
        // Newton's method on the tangent of the latitude; it converges in three steps.
        let e2 = ellipsoid.eccentricitySquared
        var t = wanted / (1 - e2)
        for _ in 0..<5 {
            let now = conformalTangent(t)
            let step =
                (wanted - now) / (1 + now * now).squareRoot() * (1 + (1 - e2) * t * t)
                / ((1 - e2) * (1 + t * t).squareRoot())
            t += step
            if abs(step) < 1e-15 * max(1, abs(t)) { break }
        }
        let longitude = remainder(centralMeridian + atan2(sinh(east), cos(north)) * 180 / .pi, 360)
        return (atan(t) * 180 / .pi, longitude)
    }

    /// Tangent of the conformal latitude.
    private func conformalTangent(_ t: Double) -> Double {
        let e = ellipsoid.eccentricitySquared.squareRoot()
        let sigma = sinh(e * atanh(e * t / (1 + t * t).squareRoot()))
        return t * (1 + sigma * sigma).squareRoot() - sigma * (1 + t * t).squareRoot()
    }

    private static func series(_ n: Double, _ terms: [[Double]]) -> [Double] {
        terms.enumerated().map { index, row in
            // Row j starts with the power j.
            row.reversed().reduce(0) { $0 * n + $1 } * pow(n, Double(index + 1))
        }
    }

    private static let alphaTerms: [[Double]] = [
        [1.0 / 2, -2.0 / 3, 5.0 / 16, 41.0 / 180, -127.0 / 288, 7891.0 / 37800],
        [13.0 / 48, -3.0 / 5, 557.0 / 1440, 281.0 / 630, -1_983_433.0 / 1_935_360],
        [61.0 / 240, -103.0 / 140, 15061.0 / 26880, 167_603.0 / 181_440],
        [49561.0 / 161_280, -179.0 / 168, 6_601_661.0 / 7_257_600],
        [34729.0 / 80640, -3_418_889.0 / 1_995_840],
        [212_378_941.0 / 319_334_400],
    ]

    private static let betaTerms: [[Double]] = [
        [1.0 / 2, -2.0 / 3, 37.0 / 96, -1.0 / 360, -81.0 / 512, 96199.0 / 604_800],
        [1.0 / 48, 1.0 / 15, -437.0 / 1440, 46.0 / 105, -1_118_711.0 / 3_870_720],
        [17.0 / 480, -37.0 / 840, -209.0 / 4480, 5569.0 / 90720],
        [4397.0 / 161_280, -11.0 / 504, -830_251.0 / 7_257_600],
        [4583.0 / 161_280, -108_847.0 / 3_991_680],
        [20_648_693.0 / 638_668_800],
    ]
}
