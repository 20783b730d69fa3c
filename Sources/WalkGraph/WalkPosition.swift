#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A place on the earth in degrees, WGS-84.
public struct WalkPosition: Sendable, Hashable {
    /// Degrees north, −90…90.
    public var latitude: Double
    /// Degrees east, −180…180.
    public var longitude: Double

    /// Makes a position.
    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// True where both numbers are on the earth.
    var isValid: Bool { abs(latitude) <= 90 && abs(longitude) <= 180 }

    /// The length of the great circle to another position, metres.
    ///
    /// Source: the haversine formula on a sphere of 6,371,008.8 m, the mean radius of the earth (IUGG 1980).
    public func metres(to other: WalkPosition) -> Double {
        let radians = Double.pi / 180
        let north = sin((other.latitude - latitude) * radians / 2)
        let east = sin((other.longitude - longitude) * radians / 2)
        let squared = north * north + cos(latitude * radians) * cos(other.latitude * radians) * east * east
        return 2 * Self.earthRadiusMetres * asin(min(1, squared.squareRoot()))
    }

    /// Metres, the mean radius R₁ of the earth (IUGG, Geodetic Reference System 1980).
    static let earthRadiusMetres = 6_371_008.8
    static let metresPerDegree = earthRadiusMetres * Double.pi / 180

    /// Metres of one degree of longitude at a latitude; never zero, so that it may divide.
    static func metresPerLongitude(at latitude: Double) -> Double {
        max(1e-3, cos(latitude * Double.pi / 180)) * metresPerDegree
    }
}

/// The rise over run of an angle.
func tangent(degrees: Double) -> Double { tan(degrees * Double.pi / 180) }
