#if !FUZZ_ONE_MODULE
    import Files
#endif

/// Whatever is recognised must begin as its kind begins, and the archive behind it must make it nothing.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let type = try? FileType.recognise(FileBytes(bytes)) else { return 0 }
    precondition(!bytes.isEmpty)
    let end: [UInt8] = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)
    precondition((try? FileType.recognise(FileBytes(bytes + end))) == nil)
    if type == .jpeg { precondition(bytes.starts(with: [0xFF, 0xD8, 0xFF])) }
    return 0
}
