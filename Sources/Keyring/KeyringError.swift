/// Why the keyring refused; none of the cases carries data.
public enum KeyringError: Error, Sendable, Hashable {
    /// There is no key file where one was looked for.
    case keyFileMissing
    /// The key file stands but cannot be read.
    case keyFileUnreadable
    /// The key file, or its erasure list, may be read or written by others than its owner.
    case keyFileOpenToOthers
    /// The key file is not one, was cut short, or was changed by hand.
    case keyFileDamaged
    /// The key file, or its erasure list, cannot be written.
    case keyFileUnwritable
    /// There is a key file already; it is never written over.
    case keyFileStands
    /// The erasure list beside the key file is missing.
    case erasureListMissing
    /// The erasure list beside the key file cannot be read as one.
    case erasureListDamaged
    /// The key file belongs to another database.
    case wrongKeyFile
    /// The database holds sealed values but does not say to which key file they belong.
    case unboundDatabase
    /// A data key is wrapped by a key-encryption key that the key file does not hold.
    case unknownKey(number: Int)
    /// There is no key of that number in the key file, or it is the current one.
    case notToRetire(number: Int)
    /// The owner has no data key: none was ever issued.
    case noKey
    /// The owner's data key was destroyed; what was sealed by it cannot be read any more, by anybody.
    case destroyed
    /// A sealed value, or a wrapped key, is not what was sealed there: changed, or moved from elsewhere.
    case tampered
}

extension KeyringError: CustomStringConvertible {
    /// One English sentence without data, for the operator.
    public var description: String {
        switch self {
        case .keyFileMissing:
            "the key file is missing; bring it back from where its copy is kept, nothing else opens what is sealed"
        case .keyFileUnreadable: "the key file cannot be read by this user"
        case .keyFileOpenToOthers: "others may read the key file or its erasure list; chmod 600 both"
        case .keyFileDamaged: "the key file is damaged: cut short or changed by hand; bring back a whole copy"
        case .keyFileUnwritable: "the key file or its erasure list cannot be written"
        case .keyFileStands: "there is a key file already, and it is never written over"
        case .erasureListMissing:
            "the erasure list beside the key file is missing; without it a backup could bring back what was erased"
        case .erasureListDamaged: "the erasure list beside the key file is damaged"
        case .wrongKeyFile: "this key file belongs to another database"
        case .unboundDatabase: "the database holds sealed values but no proof of its key file"
        case .unknownKey(let number): "the key file does not hold key \(number), by which data keys are wrapped"
        case .notToRetire(let number): "key \(number) is the current one, or stands not in the key file"
        case .noKey: "there is no data key for this owner"
        case .destroyed: "the data key was destroyed; what it sealed cannot be read any more"
        case .tampered: "a sealed value was changed, or moved from elsewhere"
        }
    }
}
