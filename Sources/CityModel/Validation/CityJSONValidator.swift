/// Validates CityJSON and CityJSONSeq as the specification says, and collects what is wrong with its place.
///
/// Errors make a file invalid; warnings do not. What JSON Schema cannot say is checked too: references between
/// objects, indices, shapes of `values`, duplicate names, identifiers across the features of a sequence.
///
/// Source: CityJSON 2.0.2 specification and schemas; CityJSON 1.1; the checks that the cjval documentation lists.
public struct CityJSONValidator: Sendable {
    /// At most this many findings are kept; the rest is only counted.
    public var issuesMax: Int
    /// Findings in file order.
    public private(set) var issues: [CityJSONIssue] = []
    /// Findings beyond ``issuesMax``.
    public private(set) var issuesDropped = 0
    /// Number of findings that make the text invalid.
    public private(set) var errorCount = 0

    /// What the first line or the root says, for the checks of its objects.
    var context = Context()
    private var line: Int?
    private var objectsSeen = Set<String>()

    struct Context: Sendable {
        var isVersion2 = true
        var hasExtensions = false
        var templates = 0
        var materials = 0
        var textures = 0
        var textureVertices = 0
    }

    /// Makes a validator for one file or one sequence.
    public init(issuesMax: Int = 1000) { self.issuesMax = issuesMax }

    /// Whether nothing so far makes the text invalid.
    public var isValid: Bool { errorCount == 0 }

    /// Validates a CityJSON file.
    public mutating func check(_ document: JSONDocument) {
        checkNames(document)
        let root = document.root
        guard root.isObject else { return add(root, .notAnObject) }
        if root["type"]?.string == "CityJSONFeature" {
            add(root["type"] ?? root, .featureAlone)
            return
        }
        header(root)
        body(root)
    }

    /// Validates one line of a CityJSONSeq; line 1 is the header.
    ///
    /// - Parameter line: Line of the text, from 1.
    public mutating func check(line: Int, isFirst: Bool, _ document: JSONDocument) {
        self.line = line
        checkNames(document)
        let root = document.root
        guard root.isObject else { return add(root, .notAnObject) }
        if isFirst {
            if root["type"]?.string == "CityJSONFeature" { return add(root["type"] ?? root, .featureAlone) }
            header(root)
            for name in ["CityObjects", "vertices"] {
                if let node = root[name], node.count > 0 { add(node, .firstLineNotEmpty) }
            }
            body(root)
            return
        }
        feature(root)
    }

    mutating func add(_ node: JSONNode, _ reason: CityJSONReason, warning: Bool = false) {
        if !warning { errorCount += 1 }
        guard issues.count < issuesMax else {
            issuesDropped += 1
            return
        }
        issues.append(
            CityJSONIssue(
                line: line, path: node.document.path(to: node.index), reason: reason, isWarning: warning))
    }

    mutating func addMissing(_ name: String, in node: JSONNode) {
        guard case .invalid(let issue) = CityJSONError.missing(name, in: node) else { return }
        add(issue)
    }

    mutating func add(_ issue: CityJSONIssue) {
        var issue = issue
        issue.line = line
        if !issue.isWarning { errorCount += 1 }
        if issues.count < issuesMax { issues.append(issue) } else { issuesDropped += 1 }
    }

    /// Runs a reader and turns its refusal into a finding; nil when it refused.
    mutating func read<T>(_ body: () throws(CityJSONError) -> T) -> T? {
        do throws(CityJSONError) {
            return try body()
        } catch {
            if case .invalid(let issue) = error { add(issue) }
            return nil
        }
    }

    /// Finds names that stand twice in one object.
    private mutating func checkNames(_ document: JSONDocument) {
        for index in document.tape.indices where JSONWord.kind(document.tape[index]) == JSONWord.isObject {
            let node = JSONNode(document: document, index: index)
            guard node.count > 1 else { continue }
            var names = Set<String>(minimumCapacity: node.count)
            var key = index + 1
            for _ in 0..<node.count {
                let name = JSONNode(document: document, index: key)
                if !names.insert(name.string ?? "").inserted { add(name, .duplicateName) }
                key = JSONNode(document: document, index: key + 1).end
            }
        }
    }

    private mutating func feature(_ root: JSONNode) {
        guard let type = root["type"] else { return addMissing("type", in: root) }
        guard type.string == "CityJSONFeature" else { return add(type, .wrongFeatureType) }
        for (name, node) in root.members {
            if CityJSONTypes.headerOnly.contains(name) { add(node, .notInFeature) }
        }
        let headerContext = context
        if let node = root["appearance"] { appearance(node) }
        body(root)
        context = headerContext
        guard let objects = root["CityObjects"], objects.isObject else { return }
        if let id = root["id"] {
            if let name = id.string {
                if objects[name] == nil { add(id, .featureIdUnknown) }
            } else {
                add(id, .notAString)
            }
        } else {
            addMissing("id", in: root)
        }
        for (name, node) in objects.members where !objectsSeen.insert(name).inserted { add(node, .objectTwice) }
    }

    /// Checks what a file and a feature share: vertices and objects.
    private mutating func body(_ root: JSONNode) {
        guard let vertexNode = root["vertices"] else { return addMissing("vertices", in: root) }
        guard let objectNode = root["CityObjects"] else { return addMissing("CityObjects", in: root) }
        let count = vertices(vertexNode)
        guard objectNode.isObject else { return add(objectNode, .notAnObject) }
        var used = [Bool](repeating: false, count: count)
        objects(objectNode, used: &used)
        if used.contains(false) { add(vertexNode, .unusedVertices, warning: true) }
    }

    private mutating func vertices(_ node: JSONNode) -> Int {
        guard node.isArray else {
            add(node, .notAnArray)
            return 0
        }
        var seen = Set<GridVertex>(minimumCapacity: node.count)
        var hasTwice = false
        for item in node.items {
            let parts = item.items
            guard item.isArray else {
                add(item, .notAnArray)
                continue
            }
            guard parts.count == 3 else {
                add(item, .wrongCount)
                continue
            }
            guard let x = parts[0].int, let y = parts[1].int, let z = parts[2].int else {
                add(item, .notAnInteger)
                continue
            }
            if !seen.insert(GridVertex(x, y, z)).inserted { hasTwice = true }
        }
        if hasTwice { add(node, .duplicateVertices, warning: true) }
        return node.count
    }
}
