#if !FUZZ_ONE_MODULE
    import Decoders
#endif

/// The bytes of one run as an array.
private func input(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
}

/// What decodes must encode to the same frame; a reading that is read must be written to the same reading.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    if let received = try? CJT188Frame.decode(bytes) {
        precondition((try? CJT188Frame.decode(received.frame.bytes()))?.frame == received.frame)
        _ = try? received.json()
    }
    if bytes.count > 2, let address = try? MeterAddress("00000000000001") {
        let frame = CJT188Frame(meterType: bytes[0], address: address, control: bytes[1], data: Array(bytes[2...]))
        if case .reading(_, let sequence, let reading)? = try? frame.content() {
            let again = try? CJT188Frame.answer(meterType: bytes[0], from: address, sequence: sequence, reading)
            if case .reading(_, _, let second)? = try? again?.content() {
                precondition(second == reading)
            } else {
                preconditionFailure("a reading that was read cannot be written")
            }
        }
    }
    var stream = FrameStream<CJT188Frame>()
    stream.append(bytes)
    while stream.finish() != nil {}
    return 0
}
