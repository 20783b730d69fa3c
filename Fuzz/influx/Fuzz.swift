#if !FUZZ_ONE_MODULE
    import Decoders
#endif

/// The bytes of one run as an array.
private func input(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
}

/// Points that are read and can be written must be read as the same points.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard let points = try? InfluxPoint.decode(input(start, count)) else { return 0 }
    for point in points {
        guard let line = try? point.line() else { continue }
        precondition((try? InfluxPoint.decode(Array(line.utf8))) == [point])
        _ = point.json
    }
    return 0
}
