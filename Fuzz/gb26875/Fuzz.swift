#if !FUZZ_ONE_MODULE
    import Decoders
#endif

/// The bytes of one run as an array.
private func input(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
}

/// What decodes must encode to the same bytes; a stream must neither stop nor lose bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    if let received = try? GB26875Frame.decode(bytes), received.fault == nil {
        precondition(received.frame.bytes == bytes)
        if let unit = try? received.frame.unit(), let body = try? unit.bytes() {
            precondition(body == received.frame.body)
        }
        _ = try? received.json()
        precondition((try? GB26875Frame.decode(received.frame.reply(.refuse, at: received.frame.time).bytes)) != nil)
    }
    _ = try? GB26875Unit.decode(bytes).json
    if let frame = try? FSCN8001Frame(decoding: bytes) {
        precondition((try? FSCN8001Frame(decoding: frame.bytes)) == frame)
    }
    var stream = FrameStream<GB26875Frame>()
    var seen = 0
    for piece in stride(from: 0, to: bytes.count, by: 37) {
        stream.append(bytes[piece..<min(piece + 37, bytes.count)])
        while let element = stream.next() { seen += size(element) }
    }
    while let element = stream.finish() { seen += size(element) }
    precondition(seen == bytes.count)
    return 0
}

private func size(_ element: FrameStream<GB26875Frame>.Element) -> Int {
    switch element {
    case .frame(let received): return GB26875Frame.emptyByteCount + received.frame.body.count
    case .skipped(let byteCount, _): return byteCount
    }
}
