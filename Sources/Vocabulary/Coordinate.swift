/// A point on the Earth in WGS-84, in whole ten-millionths of a degree (about 11 mm).
public struct Coordinate: Sendable, Hashable {
    /// Longitude × 10,000,000; −1,800,000,000 … 1,800,000,000.
    public let longitudeE7: Int64
    /// Latitude × 10,000,000; −900,000,000 … 900,000,000.
    public let latitudeE7: Int64

    /// Takes ten-millionths of degrees; nil outside the Earth.
    public init?(longitudeE7: Int64, latitudeE7: Int64) {
        guard abs(longitudeE7) <= 1_800_000_000, abs(latitudeE7) <= 900_000_000 else { return nil }
        self.longitudeE7 = longitudeE7
        self.latitudeE7 = latitudeE7
    }

    /// Rounds degrees to ten-millionths; nil outside the Earth or where a number is not finite.
    public init?(longitude: Double, latitude: Double) {
        guard longitude.isFinite, latitude.isFinite, abs(longitude) <= 180, abs(latitude) <= 90 else { return nil }
        self.init(
            longitudeE7: Int64((longitude * 10_000_000).rounded()),
            latitudeE7: Int64((latitude * 10_000_000).rounded())
        )
    }

    /// Longitude in degrees.
    public var longitude: Double { Double(longitudeE7) / 10_000_000 }
    /// Latitude in degrees.
    public var latitude: Double { Double(latitudeE7) / 10_000_000 }
}
