/// A key and its value on an element of OpenStreetMap.
public struct OSMTag: Sendable, Equatable {
    /// The key, as written: case matters, at most 255 characters in the main database.
    public var key: String
    /// The value, as written.
    public var value: String

    /// Makes a tag.
    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

/// The tags of one element, in the order of the file.
public struct OSMTags: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// Key and value pairs, in the order of the file.
    public var pairs: [OSMTag]

    /// Makes a list of tags.
    public init(_ pairs: [OSMTag] = []) { self.pairs = pairs }

    /// Makes a list of tags from a literal, keeping its order.
    public init(dictionaryLiteral elements: (String, String)...) {
        pairs = elements.map { OSMTag(key: $0.0, value: $0.1) }
    }

    /// True where the element has no tag.
    public var isEmpty: Bool { pairs.isEmpty }

    /// The value of the first tag with this key, or nil.
    public subscript(key: String) -> String? {
        for pair in pairs where pair.key == key { return pair.value }
        return nil
    }

    /// True where a tag with this key stands, whatever its value.
    public func has(_ key: String) -> Bool { self[key] != nil }
}

/// A point of OpenStreetMap.
public struct OSMNode: Sendable, Equatable {
    /// The number of the node; negative for one that was never uploaded.
    public var id: Int64
    /// Degrees north, WGS-84, −90…90.
    public var latitude: Double
    /// Degrees east, WGS-84, −180…180.
    public var longitude: Double
    /// The tags.
    public var tags: OSMTags

    /// Makes a node.
    public init(id: Int64, latitude: Double, longitude: Double, tags: OSMTags = OSMTags()) {
        self.id = id
        self.latitude = latitude
        self.longitude = longitude
        self.tags = tags
    }
}

/// A line or an outline of OpenStreetMap.
public struct OSMWay: Sendable, Equatable {
    /// The number of the way.
    public var id: Int64
    /// The numbers of its nodes in order; the first again at the end where the way is closed.
    public var nodes: [Int64]
    /// The tags.
    public var tags: OSMTags

    /// Makes a way.
    public init(id: Int64, nodes: [Int64], tags: OSMTags = OSMTags()) {
        self.id = id
        self.nodes = nodes
        self.tags = tags
    }

    /// True where the last node is the first and at least three different corners can stand between.
    public var isClosed: Bool { nodes.count >= 4 && nodes.first == nodes.last }
}

/// What a member of a relation is.
public enum OSMMemberKind: UInt8, Sendable {
    /// A node.
    case node = 0
    /// A way.
    case way = 1
    /// Another relation.
    case relation = 2
}

/// One member of a relation.
public struct OSMMember: Sendable, Equatable {
    /// What the member is.
    public var kind: OSMMemberKind
    /// The number of the member among its kind.
    public var id: Int64
    /// The role, such as `outer`; often empty.
    public var role: String

    /// Makes a member.
    public init(kind: OSMMemberKind, id: Int64, role: String) {
        self.kind = kind
        self.id = id
        self.role = role
    }
}

/// A group of elements of OpenStreetMap, such as an outline with courtyards.
public struct OSMRelation: Sendable, Equatable {
    /// The number of the relation.
    public var id: Int64
    /// The members in order.
    public var members: [OSMMember]
    /// The tags.
    public var tags: OSMTags

    /// Makes a relation.
    public init(id: Int64, members: [OSMMember], tags: OSMTags = OSMTags()) {
        self.id = id
        self.members = members
        self.tags = tags
    }
}

/// A box of degrees, WGS-84.
public struct OSMBounds: Sendable, Equatable {
    /// The southern edge, degrees.
    public var minLatitude: Double
    /// The western edge, degrees.
    public var minLongitude: Double
    /// The northern edge, degrees.
    public var maxLatitude: Double
    /// The eastern edge, degrees.
    public var maxLongitude: Double
}

/// One element as it is read, before it is kept.
public enum OSMElement: Sendable {
    /// A node.
    case node(OSMNode)
    /// A way.
    case way(OSMWay)
    /// A relation.
    case relation(OSMRelation)
}

/// What was read from a file of OpenStreetMap.
///
/// Deleted elements (`visible="false"`, `action="delete"`) are left out and counted.
/// Times, users and versions are not kept: nothing here needs them, and users are people.
///
/// Source: OpenStreetMap wiki, "OSM XML" (API 0.6) and "PBF Format".
public struct OSMExtract: Sendable, Equatable {
    /// The box that the file states; nil where it states none.
    ///
    /// Not computed from the nodes.
    public var bounds: OSMBounds?
    /// The nodes, in the order of the file.
    public var nodes: [OSMNode] = []
    /// The ways, in the order of the file.
    public var ways: [OSMWay] = []
    /// The relations, in the order of the file.
    public var relations: [OSMRelation] = []
    /// The number of elements that the file marks as deleted.
    public var deletedCount = 0

    /// Makes an empty extract.
    public init() {}
}

/// Finds elements by number.
///
/// Where a number stands twice, the later element of the file is meant.
///
/// - Complexity: made in O(n) where the file is sorted by number, O(n log n) otherwise; a look-up is O(log n).
public struct OSMIndex: Sendable {
    private var ids: [Int64]
    private var positions: [Int32]?

    /// Makes an index over the numbers of a list of elements, at most 2³¹−1 of them.
    public init(_ ids: [Int64]) {
        var isAscending = true
        for at in ids.indices.dropFirst() where ids[at - 1] >= ids[at] {
            isAscending = false
            break
        }
        guard !isAscending else {
            self.ids = ids
            return
        }
        let order = (0..<Int32(clamping: ids.count)).sorted {
            (ids[Int($0)], $0) < (ids[Int($1)], $1)
        }
        positions = order
        self.ids = order.map { ids[Int($0)] }
    }

    /// The position in the list that the index was made of, or nil where the number is not in it.
    public func position(of id: Int64) -> Int? {
        var low = 0
        var high = ids.count
        while low < high {
            let middle = (low + high) >> 1
            if ids[middle] <= id { low = middle + 1 } else { high = middle }
        }
        guard low > 0, ids[low - 1] == id else { return nil }
        return positions.map { Int($0[low - 1]) } ?? low - 1
    }
}

extension OSMExtract {
    /// An index of the nodes by number.
    public func nodeIndex() -> OSMIndex { OSMIndex(nodes.map(\.id)) }

    /// An index of the ways by number.
    public func wayIndex() -> OSMIndex { OSMIndex(ways.map(\.id)) }
}
