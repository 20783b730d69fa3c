#if !FUZZ_ONE_MODULE
    import IFC
#endif

/// Reads whatever comes: structure, meaning and geometry. A model of more than 20,000 bytes is only checked.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let model = try? IFCModel(bytes) else { return 0 }
    _ = model.problems()
    _ = model.spatialTree()
    _ = model.schedule()
    _ = model.georeference()
    _ = model.siteLocation()
    for product in model.products.prefix(20) {
        _ = model.propertySets(of: product)
        _ = model.materials(of: product)
        _ = model.classifications(of: product)
        _ = model.storey(of: product)
    }
    if bytes.count < 20_000 {
        var asked = 0
        let drawn = try? model.shapes(isCancelled: {
            asked += 1
            return asked > 200
        })
        _ = IFCInspection(model, drawn: drawn)
    }
    return 0
}
