/// Reads any bytes as GeoJSON, turns them into a city model and back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let collection = try? GeoJSON(bytes) else { return 0 }
    _ = try? GeoJSON(collection.bytes())
    guard let model = CityModel(geoJSON: collection) else { return 0 }
    guard let again = try? CityModel(cityJSON: model.cityJSON) else { preconditionFailure("what is written is not readable") }
    _ = again.geoJSON().bytes()
    var mesher = CityMesher()
    _ = try? mesher.mesh(model)
    return 0
}
