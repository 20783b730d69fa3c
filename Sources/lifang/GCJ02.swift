import Foundation
import Vocabulary

/// The shifted coordinates of Chinese maps, turned back.
enum GCJ02 {
    private static let axis = 6_378_245.0
    private static let eccentricitySquared = 0.006_693_421_622_965_943

    /// Finds the WGS-84 point whose shifted coordinates are given, within a millimetre; nil outside the Earth.
    ///
    /// Source: the shift as published with eviltransform (formula only); turned back by iteration.
    static func toWGS84(longitude: Double, latitude: Double) -> Coordinate? {
        guard longitude.isFinite, latitude.isFinite, abs(longitude) <= 180, abs(latitude) <= 90 else { return nil }
        var x = longitude
        var y = latitude
        for _ in 0..<10 {
            let (shiftX, shiftY) = shift(x, y)
            x = longitude - shiftX
            y = latitude - shiftY
        }
        return Coordinate(longitude: x, latitude: y)
    }

    private static func shift(_ longitude: Double, _ latitude: Double) -> (Double, Double) {
        let x = longitude - 105
        let y = latitude - 35
        let waves = 20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)
        var north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot()
        north += (waves + 20 * sin(y * .pi) + 40 * sin(y / 3 * .pi)) * 2 / 3
        north += (160 * sin(y / 12 * .pi) + 320 * sin(y * .pi / 30)) * 2 / 3
        var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot()
        east += (waves + 20 * sin(x * .pi) + 40 * sin(x / 3 * .pi)) * 2 / 3
        east += (150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)) * 2 / 3
        let radians = latitude / 180 * .pi
        let magic = 1 - eccentricitySquared * sin(radians) * sin(radians)
        let shiftY = north * 180 / (axis * (1 - eccentricitySquared) / (magic * magic.squareRoot()) * .pi)
        let shiftX = east * 180 / (axis / magic.squareRoot() * cos(radians) * .pi)
        return (shiftX, shiftY)
    }
}
