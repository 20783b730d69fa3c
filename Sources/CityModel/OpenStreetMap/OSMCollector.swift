/// Gathers elements under the limits, for both formats.
struct OSMCollector {
    var extract = OSMExtract()
    let limits: OSMLimits
    let keep: ((OSMElement) -> Bool)?
    private(set) var elementCount = 0

    init(limits: OSMLimits, keep: ((OSMElement) -> Bool)?) {
        self.limits = limits
        self.keep = keep
    }

    mutating func count(at position: @autoclosure () -> OSMFilePosition) throws(OSMError) {
        elementCount += 1
        if elementCount > limits.elementCountMax { throw .limitExceeded(.elements, at: position()) }
    }

    mutating func add(_ node: OSMNode) {
        if keep?(.node(node)) ?? true { extract.nodes.append(node) }
    }

    mutating func add(_ way: OSMWay) {
        if keep?(.way(way)) ?? true { extract.ways.append(way) }
    }

    mutating func add(_ relation: OSMRelation) {
        if keep?(.relation(relation)) ?? true { extract.relations.append(relation) }
    }
}
