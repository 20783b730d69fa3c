/// Names every reason why a CityJSON text is refused, or noted.
public enum CityJSONReason: String, Sendable, CaseIterable {
    case notAnObject = "must be an object"
    case notAnArray = "must be an array"
    case notAString = "must be a string"
    case notANumber = "must be a finite number"
    case notAnInteger = "must be a whole number"
    case notABoolean = "must be true or false"
    case missingMember = "is required and missing"
    case memberNotAllowed = "is not a member that the specification allows here"
    case notInFeature = "must stand in the first line, not in a CityJSONFeature"
    case duplicateName = "stands twice in the same object"
    case wrongType = "type must be CityJSON"
    case wrongFeatureType = "type must be CityJSONFeature"
    case featureAlone = "a CityJSONFeature needs a first line of type CityJSON before it"
    case unsupportedVersion = "version must be 1.1 or 2.0"
    case wrongCount = "has the wrong number of items"
    case unknownCityObjectType = "is not a type of city object"
    case unknownGeometryType = "is not a type of geometry"
    case geometryNotAllowed = "is not a geometry that this type of city object may have"
    case unknownLod = "is not a level of detail (0 to 3, or 0.0 to 3.3)"
    case unknownSemantic = "is not a type of semantic surface"
    case unknownValue = "is not one of the values that the specification lists"
    case emptyArray = "must not be empty"
    case wrongDepth = "is nested to the wrong depth"
    case indexOutOfRange = "points outside of the list"
    case shapeDiffers = "does not have the shape of the boundaries"
    case valueOrValues = "must have either value or values"
    case missingParents = "is a second-level type and must have parents"
    case objectMissing = "names an object that is not there"
    case parentUnaware = "names a parent that does not list it among its children"
    case childUnaware = "names a child that does not list it among its parents"
    case undeclaredExtension = "belongs to an extension, and none is declared"
    case badExtension = "must be MAJOR.MINOR or MAJOR.MINOR.PATCH"
    case badReferenceSystem = "must be https://www.opengis.net/def/crs/AUTHORITY/VERSION/CODE"
    case featureIdUnknown = "must be the identifier of one of the feature's objects"
    case objectTwice = "an object of this name was in an earlier feature"
    case firstLineNotEmpty = "must be empty in the first line of a sequence"
    case tooMany = "more of them than a model can index"
    case unknownRootMember = "is not in the specification and may be ignored by readers"
    case duplicateVertices = "holds the same vertex more than once"
    case unusedVertices = "holds vertices that nothing uses"
    case extensionUnchecked = "belongs to an extension whose own schema is not checked"
    case degenerateRing = "has fewer than three different vertices"
}

/// Is one finding of a validation.
public struct CityJSONIssue: Sendable, Equatable {
    /// Line of a CityJSONSeq, from 1; nil for a CityJSON file.
    public var line: Int?
    /// Place, as a path such as `$.CityObjects["id-1"].type`.
    public var path: String
    /// What is wrong there.
    public var reason: CityJSONReason
    /// Whether the file stays valid.
    public var isWarning: Bool

    /// One sentence: place and reason.
    public var description: String {
        (line.map { "line \($0): " } ?? "") + "\(path) \(reason.rawValue)"
    }
}

/// Says why a CityJSON text cannot be read.
public enum CityJSONError: Error, Equatable, Sendable {
    /// Not JSON, or over a limit; the line is that of a CityJSONSeq, from 1.
    case json(JSONError, line: Int?)
    /// JSON, but not CityJSON.
    case invalid(CityJSONIssue)
    /// The caller's check asked to stop.
    case cancelled

    static func invalid(_ node: JSONNode, _ reason: CityJSONReason, line: Int? = nil) -> CityJSONError {
        .invalid(
            CityJSONIssue(
                line: line, path: node.document.path(to: node.index), reason: reason, isWarning: false))
    }

    static func missing(_ name: String, in node: JSONNode) -> CityJSONError {
        .invalid(
            CityJSONIssue(
                line: nil, path: node.document.path(to: node.index) + JSONDocument.step(name), reason: .missingMember,
                isWarning: false))
    }

    func atLine(_ line: Int) -> CityJSONError {
        switch self {
        case .json(let error, _): return .json(error, line: line)
        case .invalid(var issue):
            issue.line = line
            return .invalid(issue)
        case .cancelled: return .cancelled
        }
    }
}

extension CityJSONError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .json(let error, let line): (line.map { "line \($0): " } ?? "") + error.description
        case .invalid(let issue): issue.description
        case .cancelled: "cancelled"
        }
    }
}
