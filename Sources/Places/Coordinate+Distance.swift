import Foundation
import Vocabulary

extension Coordinate {
    /// Distance on a sphere with the Earth's mean radius, in metres; within 0.5 % of the ellipsoid.
    ///
    /// Source: haversine formula; mean radius 6,371,008.8 m of the IUGG.
    func metres(to other: Coordinate) -> Double {
        let radians = Double.pi / 180
        let halfLatitude = (other.latitude - latitude) * radians / 2
        let halfLongitude = (other.longitude - longitude) * radians / 2
        let chord =
            sin(halfLatitude) * sin(halfLatitude)
            + cos(latitude * radians) * cos(other.latitude * radians) * sin(halfLongitude) * sin(halfLongitude)
        return 2 * 6_371_008.8 * asin(min(1, chord.squareRoot()))
    }
}
