import CExpat

/// Reads OSM XML with expat; entities and document types are refused.
final class OSMXMLReader {
    private let parser: XML_Parser
    private var collector: OSMCollector
    private var fault: OSMError?
    private var depth = 0
    private var skipDepth = 0
    private var byteCount = 0

    private enum Open {
        case none
        case node(OSMNode)
        case way(OSMWay)
        case relation(OSMRelation)
    }
    private var open = Open.none
    private var tags: [OSMTag] = []
    private var refs: [Int64] = []
    private var members: [OSMMember] = []

    var elementCount: Int { collector.elementCount }

    init(collector: OSMCollector) throws(OSMError) {
        guard let parser = XML_ParserCreate(nil) else { throw .outOfMemory }
        self.parser = parser
        self.collector = collector
        // The reader outlives every callback: they run only inside feed and finish, and deinit frees the parser.
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { user, name, attributes in
                guard let user, let name, let attributes else { return }
                let reader = Unmanaged<OSMXMLReader>.fromOpaque(user).takeUnretainedValue()
                reader.catching { () throws(OSMError) in
                    try reader.start(XMLText(name), XMLAttributes(attributes))
                }
            },
            { user, _ in
                guard let user else { return }
                let reader = Unmanaged<OSMXMLReader>.fromOpaque(user).takeUnretainedValue()
                reader.end()
            })
        XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
            guard let user else { return }
            let reader = Unmanaged<OSMXMLReader>.fromOpaque(user).takeUnretainedValue()
            reader.catching { () throws(OSMError) in throw .malformed(.documentType, at: reader.position) }
        }
    }

    deinit { XML_ParserFree(parser) }

    private var position: OSMFilePosition { .line(Int(XML_GetCurrentLineNumber(parser))) }

    private func catching(_ body: () throws(OSMError) -> Void) {
        guard fault == nil else { return }
        do throws(OSMError) {
            try body()
        } catch {
            fault = error
            XML_StopParser(parser, 0)
        }
    }

    /// Takes the next bytes, at most 2³¹−1.
    func feed(_ bytes: UnsafeRawBufferPointer) throws(OSMError) {
        byteCount += bytes.count
        try parse(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count), isLast: false)
        let waiting = byteCount - Int(XML_GetCurrentByteIndex(parser))
        if waiting > collector.limits.blockByteCountMax { throw .limitExceeded(.block, at: position) }
    }

    func finish() throws(OSMError) -> OSMExtract {
        try parse(nil, 0, isLast: true)
        return collector.extract
    }

    private func parse(_ bytes: UnsafePointer<CChar>?, _ count: Int32, isLast: Bool) throws(OSMError) {
        let status = XML_Parse(parser, bytes, count, isLast ? 1 : 0)
        if let fault { throw fault }
        if status == XML_STATUS_ERROR { throw .malformed(.notWellFormed, at: position) }
    }

    private func start(_ name: XMLText, _ attributes: XMLAttributes) throws(OSMError) {
        depth += 1
        if depth > collector.limits.depthMax { throw .limitExceeded(.depth, at: position) }
        if skipDepth > 0 { return }
        switch depth {
        case 1:
            if !(name == "osm") { throw .malformed(.root, at: position) }
        case 2:
            try startElement(name, attributes)
        case 3:
            try startPart(name, attributes)
        default:
            skipDepth = depth
        }
    }

    private func end() {
        guard fault == nil else { return }
        if skipDepth == depth { skipDepth = 0 }
        depth -= 1
        guard depth == 1, skipDepth == 0 else { return }
        switch open {
        case .none: return
        case .node(var node):
            if !tags.isEmpty { node.tags = OSMTags(tags) }
            collector.add(node)
        case .way(var way):
            way.nodes = refs
            way.tags = OSMTags(tags)
            collector.add(way)
        case .relation(var relation):
            relation.members = members
            relation.tags = OSMTags(tags)
            collector.add(relation)
        }
        open = .none
        tags.removeAll(keepingCapacity: true)
        refs.removeAll(keepingCapacity: true)
        members.removeAll(keepingCapacity: true)
    }

    private func startElement(_ name: XMLText, _ attributes: XMLAttributes) throws(OSMError) {
        let isNode = name == "node"
        let isWay = name == "way"
        guard isNode || isWay || name == "relation" else {
            if name == "bounds" { collector.extract.bounds = bounds(attributes) }
            skipDepth = depth
            return
        }
        try collector.count(at: position)
        if attributes["visible"].map({ $0 == "false" }) ?? false
            || attributes["action"].map({ $0 == "delete" }) ?? false
        {
            collector.extract.deletedCount += 1
            skipDepth = depth
            return
        }
        guard let id = attributes["id"]?.integer else { throw .malformed(.attribute, at: position) }
        if isNode {
            guard let latitude = attributes["lat"]?.decimal, let longitude = attributes["lon"]?.decimal,
                abs(latitude) <= 90, abs(longitude) <= 180
            else { throw .malformed(.attribute, at: position) }
            open = .node(OSMNode(id: id, latitude: latitude, longitude: longitude, tags: OSMTags()))
        } else if isWay {
            open = .way(OSMWay(id: id, nodes: [], tags: OSMTags()))
        } else {
            open = .relation(OSMRelation(id: id, members: [], tags: OSMTags()))
        }
    }

    private func startPart(_ name: XMLText, _ attributes: XMLAttributes) throws(OSMError) {
        if name == "tag" {
            guard let key = attributes["k"], let value = attributes["v"] else {
                throw .malformed(.attribute, at: position)
            }
            tags.append(OSMTag(key: key.string, value: value.string))
            if tags.count > collector.limits.tagCountMax { throw .limitExceeded(.tags, at: position) }
        } else if name == "nd", case .way = open {
            guard let id = attributes["ref"]?.integer else { throw .malformed(.attribute, at: position) }
            refs.append(id)
            if refs.count > collector.limits.memberCountMax { throw .limitExceeded(.members, at: position) }
        } else if name == "member", case .relation = open {
            guard let id = attributes["ref"]?.integer, let type = attributes["type"] else {
                throw .malformed(.attribute, at: position)
            }
            let kind: OSMMemberKind
            if type == "way" {
                kind = .way
            } else if type == "node" {
                kind = .node
            } else if type == "relation" {
                kind = .relation
            } else {
                throw .malformed(.memberKind, at: position)
            }
            members.append(OSMMember(kind: kind, id: id, role: attributes["role"]?.string ?? ""))
            if members.count > collector.limits.memberCountMax { throw .limitExceeded(.members, at: position) }
        }
    }

    private func bounds(_ attributes: XMLAttributes) -> OSMBounds? {
        guard let south = attributes["minlat"]?.decimal, let west = attributes["minlon"]?.decimal,
            let north = attributes["maxlat"]?.decimal, let east = attributes["maxlon"]?.decimal
        else { return nil }
        return OSMBounds(minLatitude: south, minLongitude: west, maxLatitude: north, maxLongitude: east)
    }
}
