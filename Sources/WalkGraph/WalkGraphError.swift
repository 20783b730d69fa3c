/// Why a walking network was not made or not asked.
public enum WalkGraphError: Error, Sendable, Equatable, CustomStringConvertible {
    /// More than 2³⁰ nodes or edges.
    case tooLarge
    /// A position is not on the earth.
    case invalidPosition
    /// An edge is longer than 100 km.
    case edgeTooLong
    /// An edge names a node that is not given.
    case unknownNode
    /// A number for drawing an outline is out of its range.
    case invalidOutline
    /// A list has another length than the one that it belongs to.
    case lengthMismatch
    /// The progress closure answered false.
    case cancelled

    /// The reason in words, without data.
    public var description: String {
        switch self {
        case .tooLarge: "the network is too large"
        case .invalidPosition: "a position is not on the earth"
        case .edgeTooLong: "an edge is longer than 100 km"
        case .unknownNode: "an edge names an unknown node"
        case .invalidOutline: "the outline cannot be drawn with these numbers"
        case .lengthMismatch: "two lists that belong together differ in length"
        case .cancelled: "cancelled"
        }
    }
}
