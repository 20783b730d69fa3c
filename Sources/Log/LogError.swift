/// What can be wrong with a log, a note, a proof or a record of ours.
///
/// Descriptions name the place and the rule, never the content.
public enum LogError: Error, Equatable, Sendable {
    /// A text or file does not follow its format; the line counts from 1 (0 where there are no lines).
    case malformed(LogFormat, line: Int)
    /// The key's type byte is none that this library signs or verifies with.
    case unsupportedKeyType(UInt8)
    /// The key ID written in a verifier key is not the one its key gives.
    case keyIDMismatch
    /// A signature that names a trusted key does not verify.
    case invalidSignature
    /// No signature of a trusted key is there.
    case unverified
    /// The origin of the checkpoint is not the expected one.
    case wrongOrigin
    /// The witnesses that cosigned do not make the policy's quorum.
    case quorumMissing
    /// The path does not lead from the leaf or old root to the root.
    case proofRefused
    /// An index or a size lies outside the tree.
    case outOfRange
    /// An entry is longer than 65,535 bytes.
    case entryTooLong
    /// A tile or an entry bundle does not agree with the rest of the tree.
    case treeMismatch(level: Int, index: Int)
    /// A tile, a bundle or the checkpoint is not in the storage.
    case missing
    /// The storage could not read or write; the number is the system's error number.
    case storage(Int32)
    /// A number cannot be written in canonical JSON: not finite, or an integer beyond ±(2^53 − 1).
    case numberNotExact
}

/// The formats that this library reads.
public enum LogFormat: String, Sendable {
    case note, verifierKey, signerKey, checkpoint, cosignature, tilePath, tile, entryBundle
    case witnessRequest, witnessAnswer, policy, proof, json, entry
}

extension LogError: CustomStringConvertible {
    /// The place and the rule in English, without content.
    public var description: String {
        switch self {
        case .malformed(let format, let line):
            line > 0 ? "\(format.rawValue): line \(line) does not follow the format" : "\(format.rawValue): malformed"
        case .unsupportedKeyType(let type): "key type \(type) is not supported"
        case .keyIDMismatch: "the key ID does not belong to the key"
        case .invalidSignature: "a signature of a trusted key does not verify"
        case .unverified: "no signature of a trusted key"
        case .wrongOrigin: "the origin is another one"
        case .quorumMissing: "the cosignatures do not make the quorum"
        case .proofRefused: "the proof does not lead to the root"
        case .outOfRange: "index or size outside the tree"
        case .entryTooLong: "entry longer than 65,535 bytes"
        case .treeMismatch(let level, let index): "tile \(level)/\(index) does not agree with the tree"
        case .missing: "a part of the log is missing"
        case .storage(let number): "storage error \(number)"
        case .numberNotExact: "a number has no exact canonical form"
        }
    }
}
