/// Where a model lies on the map.
public struct IFCGeoreference: Sendable, Hashable {
    /// The reference system as the model names it, such as `EPSG:4549`; nil where none is given.
    public let system: String?
    /// East of the project's origin in the reference system, in its unit of length.
    public let eastings: Double
    /// North of the project's origin in the reference system, in its unit of length.
    public let northings: Double
    /// Height of the project's origin, in the unit of the reference system.
    public let height: Double
    /// East component of the project's x axis.
    public let xAxisAbscissa: Double
    /// North component of the project's x axis.
    public let xAxisOrdinate: Double
    /// Units of the reference system for one unit of length of the project.
    public let scale: Double
}

extension IFCModel {
    /// The conversion to a reference system, nil where the model has none.
    ///
    /// Source: ISO 16739-1, IfcMapConversion, IfcRigidOperation, IfcCoordinateReferenceSystem.
    public func georeference() -> IFCGeoreference? {
        guard let id = instances(.mapConversion, .mapConversionScaled, .rigidOperation).first else { return nil }
        let values = values(id)
        let system = values[at: 1].reference.flatMap { self.values($0)[at: 0].text }
        let isRigid = entity(id) == .rigidOperation
        return IFCGeoreference(
            system: system, eastings: values[at: 2].number ?? 0, northings: values[at: 3].number ?? 0,
            height: values[at: 4].number ?? 0, xAxisAbscissa: isRigid ? 1 : values[at: 5].number ?? 1,
            xAxisOrdinate: isRigid ? 0 : values[at: 6].number ?? 0, scale: isRigid ? 1 : values[at: 7].number ?? 1)
    }

    /// Latitude, longitude in degrees (WGS 84) and height in metres of the first site that names them.
    ///
    /// Source: ISO 16739-1, IfcSite.RefLatitude (degrees, minutes, seconds, millionths of a second).
    public func siteLocation() -> (latitude: Double, longitude: Double, heightMetres: Double)? {
        for site in instances(.site) {
            let values = values(site)
            guard let latitude = IFCModel.degrees(values[at: 9]), let longitude = IFCModel.degrees(values[at: 10])
            else {
                continue
            }
            return (latitude, longitude, (values[at: 11].number ?? 0) * lengthUnitScale)
        }
        return nil
    }

    private static func degrees(_ value: STEPValue) -> Double? {
        let parts = value.numbers
        guard parts.count >= 3 else { return nil }
        return parts[0] + parts[1] / 60 + parts[2] / 3600 + (parts.count > 3 ? parts[3] / 3_600_000_000 : 0)
    }
}
