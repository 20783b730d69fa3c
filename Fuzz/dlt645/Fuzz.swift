#if !FUZZ_ONE_MODULE
    import Decoders
#endif

/// The bytes of one run as an array.
private func input(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
}

/// What decodes must encode to the same frame; every content must be read or refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    if let received = try? DLT645Frame.decode(bytes) {
        precondition((try? DLT645Frame.decode(received.frame.bytes()))?.frame == received.frame)
        _ = try? received.json()
        _ = try? received.valuesJSON()
    }
    // The mutator rarely finds an address and a checksum: the content is tried alone too.
    if let address = try? MeterAddress("000000000001"), let control = bytes.first {
        let frame = DLT645Frame(address: address, control: control, data: Array(bytes.dropFirst()))
        if case .answer(let identifier, _?, let values)? = try? frame.content(), control == 0x91 {
            let again = try? DLT645Frame.answer(identifier, values, from: address)
            precondition((try? again?.content()) == (try? frame.content()))
        }
    }
    var stream = FrameStream<DLT645Frame>()
    stream.append(bytes)
    while stream.finish() != nil {}
    return 0
}
