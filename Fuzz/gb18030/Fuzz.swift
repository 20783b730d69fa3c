#if !FUZZ_ONE_MODULE
    import Decoders
#endif

/// The bytes of one run as an array.
private func input(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
}

/// Text that is read strictly must be written to bytes that read as the same text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    let lenient = GB18030.string(lenient: bytes)
    if let text = try? GB18030.string(strict: bytes) {
        precondition(text == lenient)
        precondition((try? GB18030.string(strict: GB18030.bytes(text))) == text)
    }
    precondition(GB18030.field(lenient, count: 31).count == 31)
    _ = GB26875Text.string(bytes)
    return 0
}
