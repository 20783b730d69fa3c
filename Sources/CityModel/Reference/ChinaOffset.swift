#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Turns WGS-84 coordinates into the shifted ones of Chinese maps and back.
///
/// GCJ-02 国测局坐标 is what Chinese maps must show; BD-09 is Baidu's shift on top. The formula is the one that open
/// libraries share; it was never published officially, and agrees with map services to about a metre. The way back has
/// no closed form: it is iterated until it returns within 1 µm of its start. Outside of the box 72.004–137.8347° E,
/// 0.8293–55.8271° N nothing is shifted.
///
/// Source: the public formula as in the coord-convert library, with which it agrees to 1e-9°; eviltransform takes another
/// radius for GCJ-02 and differs by about a centimetre (`ReferenceTests` holds figures of both).
public enum ChinaOffset {
    /// Longitude and latitude in degrees.
    public typealias Place = (longitude: Double, latitude: Double)

    private static let semiMajor = 6_378_245.0
    private static let eccentricitySquared = 0.00669342162296594323
    private static let baiduAngle = Double.pi * 3000 / 180

    /// Whether GCJ-02 shifts a place.
    public static func isShifted(_ place: Place) -> Bool {
        place.longitude >= 72.004 && place.longitude <= 137.8347 && place.latitude >= 0.8293
            && place.latitude <= 55.8271
    }

    /// GCJ-02 of a WGS-84 place.
    public static func gcj02(fromWGS84 place: Place) -> Place {
        guard isShifted(place) else { return place }
        let shift = shift(place)
        return (place.longitude + shift.longitude, place.latitude + shift.latitude)
    }

    /// WGS-84 of a GCJ-02 place.
    public static func wgs84(fromGCJ02 place: Place) -> Place {
        guard isShifted(place) else { return place }
        return invert(place) { gcj02(fromWGS84: $0) }
    }

    /// BD-09 of a GCJ-02 place.
    public static func bd09(fromGCJ02 place: Place) -> Place {
        let (x, y) = place
        let z = (x * x + y * y).squareRoot() + 0.00002 * sin(y * baiduAngle)
        let theta = atan2(y, x) + 0.000003 * cos(x * baiduAngle)
        return (z * cos(theta) + 0.0065, z * sin(theta) + 0.006)
    }

    /// GCJ-02 of a BD-09 place.
    public static func gcj02(fromBD09 place: Place) -> Place {
        invert(place) { bd09(fromGCJ02: $0) }
    }

    /// BD-09 of a WGS-84 place.
    public static func bd09(fromWGS84 place: Place) -> Place { bd09(fromGCJ02: gcj02(fromWGS84: place)) }

    /// WGS-84 of a BD-09 place.
    public static func wgs84(fromBD09 place: Place) -> Place { wgs84(fromGCJ02: gcj02(fromBD09: place)) }

    private static func invert(_ target: Place, _ forward: (Place) -> Place) -> Place {
        var guess = target
        for _ in 0..<30 {
            let now = forward(guess)
            let (east, north) = (target.longitude - now.longitude, target.latitude - now.latitude)
            guess = (guess.longitude + east, guess.latitude + north)
            // 1e-11 degrees are about a micrometre.
            if abs(east) < 1e-11, abs(north) < 1e-11 { break }
        }
        return guess
    }

    private static func shift(_ place: Place) -> Place {
        let (x, y) = (place.longitude - 105, place.latitude - 35)
        let common = (20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)) * 2 / 3
        var north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot() + common
        north += (20 * sin(y * .pi) + 40 * sin(y / 3 * .pi)) * 2 / 3
        north += (160 * sin(y / 12 * .pi) + 320 * sin(y * .pi / 30)) * 2 / 3
        var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot() + common
        east += (20 * sin(x * .pi) + 40 * sin(x / 3 * .pi)) * 2 / 3
        east += (150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)) * 2 / 3
        let latitude = place.latitude / 180 * .pi
        let w = 1 - eccentricitySquared * sin(latitude) * sin(latitude)
        north = north * 180 / (semiMajor * (1 - eccentricitySquared) / (w * w.squareRoot()) * .pi)
        east = east * 180 / (semiMajor / w.squareRoot() * cos(latitude) * .pi)
        return (east, north)
    }
}
