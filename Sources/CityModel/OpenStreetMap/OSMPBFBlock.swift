/// One unpacked block of elements; its lists are reused from block to block.
struct OSMPBFBlock {
    private var granularity: Int64 = 100
    private var latitudeOffset: Int64 = 0
    private var longitudeOffset: Int64 = 0
    private var origin = 0
    private var strings: [UnsafeRawBufferPointer] = []
    private var texts: [String?] = []
    private var ids: [Int64] = []
    private var latitudes: [Int64] = []
    private var longitudes: [Int64] = []
    private var keys: [UInt64] = []
    private var values: [UInt64] = []
    private var roles: [UInt64] = []
    private var kinds: [UInt64] = []

    /// Reads a PrimitiveBlock.
    ///
    /// Two passes: settings of the block may stand behind its groups.
    mutating func read(
        _ bytes: UnsafeRawBufferPointer, origin: Int, into collector: inout OSMCollector
    ) throws(OSMError) {
        self.origin = origin
        granularity = 100
        latitudeOffset = 0
        longitudeOffset = 0
        strings.removeAll(keepingCapacity: true)
        var first = ProtobufCursor(bytes, origin: origin)
        while !first.isAtEnd {
            let (field, wire) = try first.key()
            switch (field, wire) {
            case (1, 2): try readStrings(ProtobufCursor(try first.message(), origin: origin))
            case (17, 0): granularity = Int64(truncatingIfNeeded: try first.varint())
            case (19, 0): latitudeOffset = Int64(bitPattern: try first.varint())
            case (20, 0): longitudeOffset = Int64(bitPattern: try first.varint())
            default: try first.skip(wire)
            }
        }
        guard granularity > 0, granularity <= 1_000_000_000 else { throw fault(.coordinate) }
        texts = [String?](repeating: nil, count: strings.count)
        defer { strings.removeAll(keepingCapacity: true) }
        var second = ProtobufCursor(bytes, origin: origin)
        while !second.isAtEnd {
            let (field, wire) = try second.key()
            if field == 2, wire == 2 {
                try readGroup(ProtobufCursor(try second.message(), origin: origin), into: &collector)
            } else {
                try second.skip(wire)
            }
        }
    }

    private func fault(_ fault: OSMFault) -> OSMError { .malformed(fault, at: .byte(origin)) }

    private mutating func readStrings(_ table: ProtobufCursor) throws(OSMError) {
        var table = table
        while !table.isAtEnd {
            let (field, wire) = try table.key()
            if field == 1, wire == 2 { strings.append(try table.message()) } else { try table.skip(wire) }
        }
    }

    private mutating func text(_ number: UInt64) throws(OSMError) -> String {
        guard number < UInt64(strings.count) else { throw fault(.stringIndex) }
        let at = Int(number)
        if let text = texts[at] { return text }
        guard let text = String(validating: strings[at], as: UTF8.self) else { throw fault(.text) }
        texts[at] = text
        return text
    }

    private mutating func readGroup(_ group: ProtobufCursor, into collector: inout OSMCollector) throws(OSMError) {
        var group = group
        while !group.isAtEnd {
            let (field, wire) = try group.key()
            guard wire == 2, (1...4).contains(field) else {
                try group.skip(wire)
                continue
            }
            let element = ProtobufCursor(try group.message(), origin: origin)
            if field == 2 {
                try readDense(element, into: &collector)
            } else {
                try readElement(element, kind: field, into: &collector)
            }
        }
    }

    private func node(_ id: Int64, _ latitude: Int64, _ longitude: Int64, _ tags: OSMTags) throws(OSMError) -> OSMNode {
        let (north, isTooFar) = latitude.multipliedReportingOverflow(by: granularity)
        let (east, isTooWide) = longitude.multipliedReportingOverflow(by: granularity)
        let (latitudeNano, isOver) = north.addingReportingOverflow(latitudeOffset)
        let (longitudeNano, isBeyond) = east.addingReportingOverflow(longitudeOffset)
        guard !isTooFar, !isTooWide, !isOver, !isBeyond,
            (-90_000_000_000...90_000_000_000).contains(latitudeNano),
            (-180_000_000_000...180_000_000_000).contains(longitudeNano)
        else { throw fault(.coordinate) }
        return OSMNode(
            id: id, latitude: Double(latitudeNano) / 1e9, longitude: Double(longitudeNano) / 1e9, tags: tags)
    }

    private mutating func readDense(_ dense: ProtobufCursor, into collector: inout OSMCollector) throws(OSMError) {
        clear()
        var dense = dense
        while !dense.isAtEnd {
            let (field, wire) = try dense.key()
            switch field {
            case 1: try dense.appendSigned(wire, to: &ids)
            case 8: try dense.appendSigned(wire, to: &latitudes)
            case 9: try dense.appendSigned(wire, to: &longitudes)
            case 10: try dense.append(wire, to: &keys)
            default: try dense.skip(wire)
            }
        }
        guard ids.count == latitudes.count, ids.count == longitudes.count else { throw fault(.listLength) }
        var id: Int64 = 0
        var latitude: Int64 = 0
        var longitude: Int64 = 0
        var next = 0
        for at in ids.indices {
            id &+= ids[at]
            latitude &+= latitudes[at]
            longitude &+= longitudes[at]
            try collector.count(at: .byte(origin))
            let tags = try denseTags(from: &next, limit: collector.limits.tagCountMax)
            collector.add(try node(id, latitude, longitude, tags))
        }
    }

    /// The tags of the next dense node: pairs of string numbers ended by zero, or no list at all.
    private mutating func denseTags(from next: inout Int, limit: Int) throws(OSMError) -> OSMTags {
        guard !keys.isEmpty else { return OSMTags() }
        var tags: [OSMTag] = []
        while true {
            guard next < keys.count else { throw fault(.listLength) }
            let key = keys[next]
            next += 1
            if key == 0 { return OSMTags(tags) }
            guard next < keys.count else { throw fault(.listLength) }
            tags.append(OSMTag(key: try text(key), value: try text(keys[next])))
            next += 1
            if tags.count > limit { throw .limitExceeded(.tags, at: .byte(origin)) }
        }
    }

    private mutating func clear() {
        ids.removeAll(keepingCapacity: true)
        latitudes.removeAll(keepingCapacity: true)
        longitudes.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        roles.removeAll(keepingCapacity: true)
        kinds.removeAll(keepingCapacity: true)
    }

    /// Reads a Node (1), a Way (3) or a Relation (4).
    private mutating func readElement(
        _ element: ProtobufCursor, kind: Int, into collector: inout OSMCollector
    ) throws(OSMError) {
        clear()
        try collector.count(at: .byte(origin))
        var element = element
        var id: Int64 = 0
        while !element.isAtEnd {
            let (field, wire) = try element.key()
            switch (field, kind) {
            case (1, 1): id = try element.signed()
            case (1, _): id = Int64(bitPattern: try element.varint())
            case (2, _): try element.append(wire, to: &keys)
            case (3, _): try element.append(wire, to: &values)
            case (8, 1): latitudes = [try element.signed()]
            case (9, 1): longitudes = [try element.signed()]
            case (8, 3): try element.appendSigned(wire, to: &ids)
            case (8, 4): try element.append(wire, to: &roles)
            case (9, 4): try element.appendSigned(wire, to: &ids)
            case (10, 4): try element.append(wire, to: &kinds)
            default: try element.skip(wire)
            }
        }
        guard keys.count == values.count else { throw fault(.listLength) }
        if keys.count > collector.limits.tagCountMax { throw .limitExceeded(.tags, at: .byte(origin)) }
        if ids.count > collector.limits.memberCountMax { throw .limitExceeded(.members, at: .byte(origin)) }
        var tags: [OSMTag] = []
        tags.reserveCapacity(keys.count)
        for at in keys.indices {
            tags.append(OSMTag(key: try text(keys[at]), value: try text(values[at])))
        }
        switch kind {
        case 1:
            guard let latitude = latitudes.first, let longitude = longitudes.first else { throw fault(.listLength) }
            collector.add(try node(id, latitude, longitude, OSMTags(tags)))
        case 3:
            collector.add(OSMWay(id: id, nodes: summed(ids), tags: OSMTags(tags)))
        default:
            collector.add(OSMRelation(id: id, members: try members(), tags: OSMTags(tags)))
        }
    }

    private func summed(_ steps: [Int64]) -> [Int64] {
        var last: Int64 = 0
        return steps.map { step in
            last &+= step
            return last
        }
    }

    private mutating func members() throws(OSMError) -> [OSMMember] {
        guard ids.count == roles.count, ids.count == kinds.count else { throw fault(.listLength) }
        var members: [OSMMember] = []
        members.reserveCapacity(ids.count)
        let numbers = summed(ids)
        for at in numbers.indices {
            guard let kind = OSMMemberKind(rawValue: UInt8(clamping: kinds[at])) else { throw fault(.memberKind) }
            members.append(OSMMember(kind: kind, id: numbers[at], role: try text(roles[at])))
        }
        return members
    }
}
