#if !FUZZ_ONE_MODULE
    import Web
#endif

/// What a reading gave: every event, with neighbouring bytes joined; nil where it was refused.
private func events(_ bytes: ArraySlice<UInt8>, piece: Int) -> [Multipart.Event]? {
    guard var multipart = Multipart(contentType: "multipart/form-data; boundary=b") else { return nil }
    var events: [Multipart.Event] = []
    var rest = bytes
    while !rest.isEmpty {
        guard let more = try? multipart.feed(Array(rest.prefix(piece))) else { return nil }
        for event in more {
            if case .bytes(let next) = event, case .bytes(let before)? = events.last {
                events[events.count - 1] = .bytes(before + next)
            } else {
                events.append(event)
            }
        }
        rest = rest.dropFirst(piece)
    }
    return (try? multipart.finish()) == nil ? nil : events
}

/// A form must be read the same whatever the lengths of its pieces, and its events must nest.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = Multipart(contentType: "multipart/form-data; " + String(decoding: bytes, as: UTF8.self))
    let whole = events(bytes[1...], piece: 65_536)
    let inPieces = events(bytes[1...], piece: Int(bytes[0] % 32) + 1)
    precondition(whole == inPieces)
    var isOpen = false
    for event in whole ?? [] {
        switch event {
        case .begin:
            precondition(!isOpen)
            isOpen = true
        case .bytes(let part): precondition(isOpen && !part.isEmpty)
        case .end:
            precondition(isOpen)
            isOpen = false
        case .finish: precondition(!isOpen)
        }
    }
    return 0
}
