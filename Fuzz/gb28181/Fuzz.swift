#if !FUZZ_ONE_MODULE
    import Decoders
#endif

/// The bytes of one run as an array.
private func input(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
}

/// Messages that are read must be written to the same message.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    if let message = try? SIPMessage.decode(bytes) {
        if let again = try? SIPMessage.decode(message.bytes) { precondition(again.body == message.body) }
        _ = try? message.json()
    }
    if let message = try? MANSCDPMessage(decoding: bytes) {
        precondition((try? MANSCDPMessage(decoding: message.body(.utf8)))?.serial == message.serial)
        _ = message.json
        _ = try? message.movement()
        _ = try? message.alarm()
    }
    if let session = try? SDPSession(decoding: bytes) { _ = try? SDPSession(decoding: session.bytes) }
    if let command = try? PTZCommand(decoding: bytes) {
        precondition((try? PTZCommand(decoding: command.bytes)) == command)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    _ = try? SIPAddress(text)
    _ = try? SIPCredentials("Digest " + text)
    _ = try? SIPChallenge("Digest " + text)
    _ = try? GB28181Subject(text)
    var stream = FrameStream<SIPMessage>()
    stream.append(bytes.prefix(512))
    while stream.finish() != nil {}
    return 0
}
