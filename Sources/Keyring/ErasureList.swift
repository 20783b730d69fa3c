public import Vocabulary

/// Who was erased, kept beside the key file, so that a backup from before cannot bring anybody back.
///
/// ```
/// lifang-erased 1
/// OWNER AT_MS REASON              one line for each, in the order of erasing
/// ```
struct ErasureList: Sendable, Equatable {
    var erasures: [Erasure] = []

    static let head = "lifang-erased 1\n"

    static func path(beside keyFile: String) -> String { keyFile + ".erased" }

    init() {}

    /// A last line that was cut short by a crash is left out; the database still has it.
    init(text: String) throws(KeyringError) {
        guard text.hasPrefix(Self.head) else { throw .erasureListDamaged }
        let whole = text.hasSuffix("\n") ? text[...] : text[...(text.lastIndex(of: "\n") ?? text.startIndex)]
        for line in whole.split(separator: "\n").dropFirst() {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 3, let owner = Identifier(words[0]), let at = Int64(words[1]),
                let reason = ErasureReason(rawValue: words[2])
            else { throw .erasureListDamaged }
            erasures.append(Erasure(owner: owner, at: Instant(millisecondsSince1970: at), reason: reason))
        }
    }

    var text: String { Self.head + erasures.map(\.line).joined() }

    static func read(beside keyFile: String) throws(KeyringError) -> (list: ErasureList, isWhole: Bool) {
        do {
            let text = try SecretFile.read(path(beside: keyFile))
            return (try ErasureList(text: text), text.hasSuffix("\n"))
        } catch {
            switch error {
            case .keyFileMissing: throw .erasureListMissing
            case .keyFileUnreadable, .keyFileDamaged: throw .erasureListDamaged
            default: throw error
            }
        }
    }
}

/// One erasure: whose key was destroyed, when, and why.
public struct Erasure: Sendable, Hashable {
    /// Whose data key is gone.
    public let owner: Identifier
    /// When it was destroyed.
    public let at: Instant
    /// Why.
    public let reason: ErasureReason

    var line: String { "\(owner) \(at.millisecondsSince1970) \(reason.rawValue)\n" }
}

/// Why a data key was destroyed.
///
/// Source: Personal Information Protection Law, article 47, which lists when personal information must be deleted.
public enum ErasureReason: String, Sendable, Hashable, CaseIterable {
    /// The person asked for it, or withdrew consent.
    case asked
    /// What it was kept for is over, or the time for which it may be kept.
    case expired
    /// It should not have been held.
    case unlawful
}
