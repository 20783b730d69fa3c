/// Why a file was refused, or could not be kept or given.
public enum FileError: Error, Sendable, Hashable {
    /// There is no such file, or it lies outside what the actor may know.
    case notFound
    /// Nobody knows who sends this.
    case signInNeeded
    /// The content is of no kind that is taken, or of two kinds at once.
    case wrongType
    /// The file is empty.
    case empty
    /// The file is longer than the limit.
    case tooLarge(bytesMax: Int)
    /// The picture has more pixels than the limit.
    case tooManyPixels(max: Int)
    /// The file is damaged, locked by a password, or asks for more work than one file may.
    case unreadable
    /// So many files belong to one thing already.
    case tooMany(max: Int)
    /// What a file shows is said in too many words, or with characters that nobody can read.
    case wordsUnfit(max: Int)
    /// The person sent much today.
    case quotaOfPerson(secondsToWait: Int)
    /// The community's room for files is used up.
    case quotaOfCommunity
    /// The file belongs to something and stays with it.
    case inUse
    /// No space is left on the disk.
    case noSpace
    /// Too many files are being worked on; later again.
    case busy
    /// A content is missing or not what its hash says, or a row cannot be read; the store was changed by other hands.
    case lost
    /// The disk did not do what it was asked.
    case disk
    /// The programs that read pictures are not installed.
    case noWorkshop
}
