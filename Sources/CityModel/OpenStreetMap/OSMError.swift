/// A place in the bytes of a file.
public enum OSMFilePosition: Sendable, Equatable, CustomStringConvertible {
    /// The line of an XML file, from 1.
    case line(Int)
    /// The byte of a binary file, from 0.
    case byte(Int)

    /// The place in words.
    public var description: String {
        switch self {
        case .line(let line): "line \(line)"
        case .byte(let byte): "byte \(byte)"
        }
    }
}

/// What is wrong with a file of OpenStreetMap.
public enum OSMFault: String, Sendable, Equatable {
    /// The XML is not well-formed.
    case notWellFormed = "the XML is not well-formed"
    /// A document type stands in the file; none belongs there, and entities are refused.
    case documentType = "a document type is not allowed"
    /// The first element is not `osm`.
    case root = "the root element is not osm"
    /// An element lacks an attribute that it must have, or the attribute is no number of its range.
    case attribute = "an attribute is missing or out of range"
    /// A member is neither node, way nor relation.
    case memberKind = "a member has an unknown type"
    /// The text is not UTF-8.
    case text = "text is not UTF-8"
    /// The end came too early.
    case truncated = "the file ends too early"
    /// A protobuf key, length or number is broken.
    case protobuf = "a protobuf field is broken"
    /// A block names a string that its table does not hold.
    case stringIndex = "a string number is outside the table"
    /// Lists that belong together differ in length.
    case listLength = "lists that belong together differ in length"
    /// A coordinate is outside the earth.
    case coordinate = "a coordinate is out of range"
    /// The compressed data is broken, or not as long as it says.
    case compression = "compressed data is broken"
    /// The first block is not a header, or a second one comes.
    case header = "the header block is missing or repeated"
}

/// A bound that a file exceeds.
public enum OSMBound: String, Sendable, Equatable {
    /// Elements in the file.
    case elements
    /// Tags on an element.
    case tags
    /// Nodes of a way or members of a relation.
    case members
    /// Bytes of one block, or of one piece of XML.
    case block
    /// Levels of nested elements.
    case depth
}

/// Why a file of OpenStreetMap was not read.
public enum OSMError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The bytes are neither OSM XML nor OSM PBF.
    case unknownFormat
    /// The file breaks its format.
    case malformed(OSMFault, at: OSMFilePosition)
    /// The file exceeds a bound of ``OSMLimits``.
    case limitExceeded(OSMBound, at: OSMFilePosition)
    /// The header requires a feature other than `OsmSchema-V0.6` and `DenseNodes`.
    case unsupportedFeature(at: OSMFilePosition)
    /// A block is compressed with something other than zlib.
    case unsupportedCompression(at: OSMFilePosition)
    /// The progress closure answered false.
    case cancelled
    /// Memory for the parser was refused.
    case outOfMemory

    /// Position and reason, without data of the file.
    public var description: String {
        switch self {
        case .unknownFormat: "not a file of OpenStreetMap: neither XML nor PBF"
        case .malformed(let fault, let position): "\(position): \(fault.rawValue)"
        case .limitExceeded(let bound, let position): "\(position): too many or too large: \(bound.rawValue)"
        case .unsupportedFeature(let position): "\(position): the file requires a feature that is not read"
        case .unsupportedCompression(let position): "\(position): a block is not compressed with zlib"
        case .cancelled: "cancelled"
        case .outOfMemory: "out of memory"
        }
    }
}

/// Bounds on what is read, so that a hostile file cannot take the machine.
public struct OSMLimits: Sendable, Equatable {
    /// Elements in all.
    ///
    /// Default 50,000,000: a province.
    public var elementCountMax = 50_000_000
    /// Tags on one element.
    ///
    /// Default 5,000, the limit of API 0.6.
    public var tagCountMax = 5_000
    /// Nodes of a way or members of a relation.
    ///
    /// Default 100,000; API 0.6 allows 2,000 and 32,000.
    public var memberCountMax = 100_000
    /// Bytes of one unpacked block.
    ///
    /// Default 32 MiB, the limit of the PBF format.
    public var blockByteCountMax = 32 << 20
    /// Levels of nested XML elements.
    ///
    /// Default 64; OSM XML needs three.
    public var depthMax = 64

    /// The default bounds.
    public init() {}
}
