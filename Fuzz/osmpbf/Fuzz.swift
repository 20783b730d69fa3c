/// Reads any bytes as OSM PBF in pieces whose size the first byte says, and classifies what was read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOSMPBF(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    var limits = OSMLimits()
    limits.blockByteCountMax = 1 << 20
    var reader = OSMReader(limits: limits)
    let bytes = UnsafeRawBufferPointer(start: start + 1, count: count - 1)
    let size = Int(start[0]) + 1
    do throws(OSMError) {
        var at = 0
        while at < bytes.count {
            let end = min(at + size, bytes.count)
            try reader.feed(UnsafeRawBufferPointer(rebasing: bytes[at..<end]))
            at = end
        }
        _ = OSMFeatures(try reader.finish())
    } catch {
        precondition(!error.description.isEmpty)
    }
    return 0
}
