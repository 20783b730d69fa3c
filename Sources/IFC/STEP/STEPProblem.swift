/// One place where a STEP file breaks the rules of ISO 10303-21.
///
/// Lines count from 1. The reason names the rule and never quotes the content of the file.
public struct STEPProblem: Sendable, Hashable {
    /// The line of the file, from 1.
    public let line: Int
    /// What is wrong there.
    public let reason: Reason

    /// The rules that a file can break.
    ///
    /// Source: ISO 10303-21, clauses 5 to 11.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case noExchangeStructure = "the file does not begin with ISO-10303-21"
        case noSchema = "the header names no schema"
        case noDataSection = "there is no DATA section"
        case unfinishedFile = "the file ends before END-ISO-10303-21"
        case unfinishedString = "a string is not closed"
        case unfinishedComment = "a comment is not closed"
        case unfinishedRecord = "a record is not closed"
        case malformedRecord = "a record is not of the form #number=NAME(values);"
        case malformedValue = "a value of a record cannot be read"
        case nestedTooDeep = "lists are nested deeper than 64"
        case duplicateInstance = "an instance number is used twice"
        case missingInstance = "a reference names an instance that does not exist"
        case unknownSchema = "the schema is not IFC2X3, IFC4 or IFC4X3"
    }

    init(_ reason: Reason, line: Int) {
        self.line = line
        self.reason = reason
    }
}

/// Why a file could not be opened at all.
public enum IFCError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file is not a STEP file that can be read; the problem says where and why.
    case unreadable(STEPProblem)
    /// The file is larger than 4,294,967,295 bytes.
    case tooLarge
    /// The archive is damaged or holds no model.
    case damagedArchive
    /// The work was cancelled by the caller.
    case cancelled

    /// The reason in one sentence, without any content of the file.
    public var description: String {
        switch self {
        case .unreadable(let problem): "line \(problem.line): \(problem.reason.rawValue)"
        case .tooLarge: "the file is larger than 4 GiB"
        case .damagedArchive: "the archive is damaged or holds no model"
        case .cancelled: "cancelled"
        }
    }
}
