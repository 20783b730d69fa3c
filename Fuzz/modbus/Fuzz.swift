#if !FUZZ_ONE_MODULE
    import Decoders
#endif

/// The bytes of one run as an array.
private func input(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
}

/// What decodes must encode to the same bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    for direction in [ModbusMessage.Direction.request, .response, .unknown] {
        if let frame = try? ModbusFrame.decode(bytes, direction: direction) {
            precondition((try? frame.bytes()) == bytes)
            _ = frame.json
        }
        if let message = try? ModbusMessage.decode(bytes[...], direction: direction) {
            precondition((try? message.bytes()) == bytes)
            _ = ModbusFrame(carrier: .rtu, unit: 1, message: message).json
        }
    }
    var stream = FrameStream<ModbusFrame>()
    stream.append(bytes)
    while stream.finish() != nil {}
    return 0
}
