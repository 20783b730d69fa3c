// libFuzzer entry for everything in Log that reads foreign bytes.

#if !FUZZ_ONE_MODULE
    import Log
#endif

/// What is read must be written back as it was, or the fuzzer stops here.
private func check(_ holds: Bool) {
    precondition(holds, "a value that was read is not written back as it was")
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLog(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let text = String(decoding: bytes, as: UTF8.self)
    if let note = try? SignedNote(parsing: bytes) { check(Array(note.serialized.utf8) == bytes) }
    if let head = try? Checkpoint(parsing: text) { check(head.text.utf8.elementsEqual(text.utf8)) }
    if let proof = try? LogProof(parsing: bytes) { check(Array(proof.serialized.utf8) == bytes) }
    if let request = try? WitnessRequest(parsing: bytes) { check(Array(request.serialized.utf8) == bytes) }
    if let path = try? TilePath(parsing: text) { check(path.path.utf8.elementsEqual(text.utf8)) }
    if let entries = try? EntryBundle.decode(bytes) { check((try? EntryBundle.encode(entries)) == bytes) }
    if let value = try? JSONValue(parsing: bytes), let canonical = try? value.canonical() {
        check((try? JSONValue(parsing: canonical).canonical()) == canonical)
    }
    let written = try? JSONValue(parsing: bytes).canonical()
    let inPlace = try? CanonicalValue(parsing: bytes)
    check((inPlace != nil) == (written == bytes))
    if let inPlace { check((try? inPlace.json.canonical()) == bytes) }
    _ = try? CanonicalValue.lines(bytes)
    if let entry = try? LogEntry(parsing: bytes) { check((try? entry.serialized()) == bytes) }
    _ = try? WitnessPolicy(parsing: bytes)
    _ = try? VerifierKey(parsing: text)
    _ = try? SignerKey(parsing: text)
    return 0
}
