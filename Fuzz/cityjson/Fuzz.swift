/// Reads any bytes as a city model and does everything with it that a user can.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    var inspector = CityJSONInspector()
    let half = count / 2
    inspector.read(bytes[..<half])
    inspector.read(bytes[half...])
    inspector.finish()
    guard let model = try? CityModel(city: bytes) else { return 0 }
    guard let again = try? CityModel(cityJSON: model.cityJSON) else { preconditionFailure("what is written is not readable") }
    precondition(again.body.vertices == model.body.vertices, "vertices changed")
    _ = try? CityModel(cityJSONSequence: model.cityJSONSequence)
    var mesher = CityMesher()
    mesher.lods = .all
    guard let mesh = try? mesher.mesh(model) else { return 0 }
    var writer = GLBWriter()
    _ = writer.glb(mesh, of: model)
    var tiler = CityTiler()
    tiler.cornersMax = 8
    _ = try? tiler.write(model) { _, _ in }
    _ = model.geoJSON().bytes()
    _ = model.inMetres()
    var merged = model
    try? merged.merge(again)
    return 0
}
