/// Builds the property table of a mesh: what each feature number is.
///
/// Numbers become 64-bit floats, everything else text; nested values are JSON text. Names that the format does not
/// allow get a plain one and keep their own as `name`.
///
/// Source: EXT_structural_metadata, 3D Metadata specification 1.0 (OGC 22-025r4 annex).
struct FeatureTable {
    /// At most this many attributes become columns, in order of first use.
    private static let columnsMax = 256
    /// Stands for "no value" in a column of numbers.
    private static let noNumber = -Double.greatestFiniteMagnitude

    private let objects: [CityObject]
    private let includesAttributes: Bool
    private var classProperties: [JSONObject.Member] = []
    private var tableProperties: [JSONObject.Member] = []

    init(_ model: CityModel, _ features: [Int], includesAttributes: Bool) {
        objects = features.map { model.body.objects[$0] }
        self.includesAttributes = includesAttributes
    }

    /// The content of the extension; `add` stores bytes and returns the number of their buffer view.
    mutating func metadata(_ add: (UnsafeRawBufferPointer) -> Int) -> JSONValue {
        column("id", named: nil, texts: objects.map(\.id), hasGaps: false, add)
        column("type", named: nil, texts: objects.map(\.type), hasGaps: false, add)
        column("parent", named: nil, texts: objects.map { $0.parents?.first ?? "" }, hasGaps: true, add)
        if includesAttributes { attributes(add) }
        let cityObject: JSONValue = ["name": "City object", "properties": .object(JSONObject(classProperties))]
        let table: JSONValue = [
            "class": "cityObject", "count": .integer(objects.count),
            "properties": .object(JSONObject(tableProperties)),
        ]
        return ["schema": ["id": "lifang_city", "classes": ["cityObject": cityObject]], "propertyTables": [table]]
    }

    private mutating func attributes(_ add: (UnsafeRawBufferPointer) -> Int) {
        var names = [String]()
        var columns = [String: [JSONValue?]]()
        for (index, object) in objects.enumerated() {
            for member in object.attributes?.members ?? [] where member.value != .null {
                if columns[member.key] == nil {
                    guard names.count < Self.columnsMax else { continue }
                    names.append(member.key)
                    columns[member.key] = [JSONValue?](repeating: nil, count: objects.count)
                }
                columns[member.key]?[index] = member.value
            }
        }
        var used: Set<String> = ["id", "type", "parent"]
        for (number, name) in names.enumerated() {
            let values = columns[name] ?? []
            let plain = Self.plainName(name, number, &used)
            let hasGaps = values.contains { $0 == nil }
            if values.allSatisfy({ $0 == nil || ($0?.double?.isFinite ?? false) }) {
                self.numbers(plain, named: name, values.map { $0?.double ?? Self.noNumber }, hasGaps: hasGaps, add)
            } else {
                let texts = values.map { value in
                    value.map { $0.string ?? String(decoding: $0.bytes, as: UTF8.self) } ?? ""
                }
                column(plain, named: name, texts: texts, hasGaps: hasGaps, add)
            }
        }
    }

    /// Letters, digits and underscores, not starting with a digit, and different from all others.
    private static func plainName(_ name: String, _ number: Int, _ used: inout Set<String>) -> String {
        var plain = String(
            decoding: name.utf8.map { byte in
                let isPlain = (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
                return isPlain ? byte : 0x5F
            }, as: UTF8.self)
        let isLost = !name.utf8.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
        if isLost || plain.utf8.first.map({ $0 <= 0x39 }) ?? true { plain = "attribute_\(number)" }
        if !used.insert(plain).inserted {
            plain = "\(plain)_\(number)"
            used.insert(plain)
        }
        return plain
    }

    private mutating func numbers(
        _ plain: String, named name: String, _ values: [Double], hasGaps: Bool, _ add: (UnsafeRawBufferPointer) -> Int
    ) {
        var property: JSONValue = ["name": .string(name), "type": "SCALAR", "componentType": "FLOAT64"]
        if hasGaps { property = property.adding("noData", .double(Self.noNumber)) }
        classProperties.append(.init(key: plain, value: property))
        let view = values.withUnsafeBytes(add)
        tableProperties.append(.init(key: plain, value: ["values": .integer(view)]))
    }

    private mutating func column(
        _ plain: String, named name: String?, texts: [String], hasGaps: Bool, _ add: (UnsafeRawBufferPointer) -> Int
    ) {
        var property: JSONValue = ["type": "STRING"]
        if let name { property = ["name": .string(name), "type": "STRING"] }
        if hasGaps { property = property.adding("noData", "") }
        var bytes = [UInt8]()
        var offsets: [UInt32] = [0]
        for text in texts {
            bytes.append(contentsOf: text.utf8)
            offsets.append(UInt32(truncatingIfNeeded: bytes.count))
        }
        // A buffer view must not be empty.
        if bytes.isEmpty { bytes.append(0) }
        classProperties.append(.init(key: plain, value: property))
        let values = bytes.withUnsafeBytes(add)
        let positions = offsets.withUnsafeBytes(add)
        tableProperties.append(
            .init(
                key: plain,
                value: [
                    "values": .integer(values), "stringOffsets": .integer(positions), "stringOffsetType": "UINT32",
                ]))
    }
}
