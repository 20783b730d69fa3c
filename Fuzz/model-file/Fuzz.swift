#if !FUZZ_ONE_MODULE
    import Learning
#endif

/// Any bytes are either refused or a model that classifies, corrects and is written again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzModelFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let table = try? CSVTable(bytes: bytes) { precondition(table.rows.allSatisfy { $0.count == table.columns.count }) }
    // The checksum is set right, so that what lies behind it is reached too.
    for input in [bytes, withChecksum(bytes)] {
        guard var model = try? TextClassifier(encoded: input) else { continue }
        let text = String(decoding: bytes.suffix(200), as: UTF8.self)
        precondition(!model.classify(text).candidates.isEmpty)
        _ = try? model.correct(text, to: model.labels[0])
        precondition((try? TextClassifier(encoded: model.encoded())) == model)
    }
    return 0
}

private func withChecksum(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count > 4 else { return bytes }
    var sum = ~UInt32(0)
    for byte in bytes.dropLast(4) {
        sum ^= UInt32(byte)
        for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    sum = ~sum
    var result = Array(bytes.dropLast(4))
    for shift: UInt32 in [0, 8, 16, 24] { result.append(UInt8(truncatingIfNeeded: sum >> shift)) }
    return result
}
