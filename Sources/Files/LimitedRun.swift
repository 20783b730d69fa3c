import Subprocess

/// A program that reads what strangers sent: in a folder of its own, without network, with little of everything.
struct LimitedRun: Sendable {
    /// Whether programs run in a network of their own, in which there is nothing.
    let isIsolated: Bool

    /// Address space of a program, in bytes; 1.5 GiB: a picture of 64 million pixels needs about 400 MB.
    private static let addressBytesMax = 1_610_612_736
    /// Computing time of a program; a picture of 12 million pixels takes about one.
    private static let computingSecondsMax = 20
    /// After this time a program and everything that it started is killed, busy machine or not.
    private static let wallSecondsMax = 60
    /// The longest file that a program writes, in bytes; 64 MiB.
    private static let fileBytesMax = 67_108_864

    /// What a program left.
    struct Outcome: Sendable {
        let isDone: Bool
        let said: String
        let complained: String
    }

    /// Runs a program to its end; the kernel keeps the limits also when this process is gone.
    ///
    /// - Throws: ``FileError/noWorkshop`` if a program is not there, ``FileError/noSpace``, `CancellationError`.
    func run(_ program: String, _ arguments: [String], in folder: String) async throws -> Outcome {
        var words = ["--signal=KILL", "\(Self.wallSecondsMax)", "/usr/bin/env", "-C", folder]
        words += ["/usr/bin/nice", "-n", "10"]
        if isIsolated { words += ["/usr/bin/unshare", "--user", "--map-current-user", "--net"] }
        words += [
            "/usr/bin/prlimit", "--as=\(Self.addressBytesMax)", "--cpu=\(Self.computingSecondsMax)",
            "--fsize=\(Self.fileBytesMax)", "--core=0", "--nofile=64", program,
        ]
        let result: ExecutionResult<Void, StringOutput<UTF8>, StringOutput<UTF8>>
        do {
            result = try await Subprocess.run(
                .name("timeout"), arguments: Arguments(words + arguments),
                environment: .custom([
                    "PATH": "/usr/bin:/bin", "HOME": folder, "TMPDIR": folder, "LC_ALL": "C",
                    "VIPS_BLOCK_UNTRUSTED": "1", "VIPS_CONCURRENCY": "1",
                ]), output: .string(limit: 16_384), error: .string(limit: 65_536))
        } catch let error as SubprocessError {
            // More words than the limit are a program that went wild; everything else is a program that is not there.
            if error.code == .outputLimitExceeded { return Outcome(isDone: false, said: "", complained: "") }
            throw FileError.noWorkshop
        }
        let complained = result.standardError
        if complained.contains("No space left on device") { throw FileError.noSpace }
        // timeout and the others answer 126 and 127 for a program that cannot be started.
        if result.terminationStatus == .exited(127) || result.terminationStatus == .exited(126) {
            throw FileError.noWorkshop
        }
        return Outcome(
            isDone: result.terminationStatus == .exited(0), said: result.standardOutput, complained: complained)
    }
}
