#if !FUZZ_ONE_MODULE
    import Decoders
#endif

/// The bytes of one run as an array.
private func input(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
}

/// JSON that is read must be written to the same value; the readers of payloads must read or refuse.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    if let value = try? JSONReader.value(bytes) { precondition((try? JSONReader.value(value.description)) == value) }
    _ = try? AccessRecords.decode(bytes)
    for telemetry in [try? ThingsBoardTelemetry.decode(bytes), try? ThingsBoardTelemetry.decodeGateway(bytes)] {
        if let telemetry { precondition(!telemetry.payload.isEmpty) }
    }
    if let command = try? ThingsBoardCommand.decode(bytes) {
        precondition((try? ThingsBoardCommand.decode(command.payload)) == command)
    }
    if let entity = try? HomeAssistantDiscovery.decode(bytes) { _ = try? HomeAssistantDiscovery.decode(entity.payload) }
    let text = String(decoding: bytes, as: UTF8.self)
    if let topic = ThingsBoardTopic(text) { precondition(ThingsBoardTopic(topic.name) == topic) }
    if let topic = try? HomeAssistantDiscovery.Topic(text) { precondition(topic.name == text) }
    return 0
}
