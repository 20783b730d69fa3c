import Log

/// A vote of four units with its bundle; each run puts its bytes in the place of one file, or after its beginning.
private let bundle: AssemblyBundle? = {
    let draft = try? AssemblyExample.draft(units: 4, seed: 7, keyedUnits: 1, verifier: Array("# none".utf8))
    return try? draft?.sealed(at: AssemblyExample.closesAtMs + 60_000)
}()

private let names = bundle?.files.keys.sorted() ?? []

/// Input: number of the file, how many of its lines stay, then what follows them. A changed bundle that is accepted must
/// be counted as before; other bytes must be refused without a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count >= 2, var changed = bundle else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let name = names[Int(bytes[0]) % names.count]
    let lines = (changed.files[name] ?? []).split(separator: 10, omittingEmptySubsequences: false)
    let kept: [UInt8] = lines.prefix(Int(bytes[1]) % (lines.count + 1)).flatMap { $0 + [10] }
    changed.files[name] = kept + bytes[2...]
    if name != AssemblyBundle.sumsPath { changed.files[AssemblyBundle.sumsPath] = changed.sums }
    if let result = try? AssemblyVerification.verify(changed) {
        precondition((try? result.canonical()) == bundle?.files["result.json"])
    }
    if let counted = try? AssemblyVerification.count(changed) { precondition((try? counted.canonical()) != nil) }
    return 0
}
