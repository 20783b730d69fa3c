/// Says how the surfaces of a piece look.
public struct CityMaterial: Sendable, Hashable {
    /// Name for people.
    public var name: String
    /// Red, green, blue as on a screen, 0 to 1.
    public var colour: SIMD3<Double>
    /// 1 is solid, 0 is invisible.
    public var opacity: Double

    /// Makes a material; what lies outside of 0 to 1 is clamped when it is written.
    public init(name: String, colour: SIMD3<Double>, opacity: Double = 1) {
        self.name = name
        self.colour = colour
        self.opacity = opacity
    }
}

/// Is a piece of an object as triangles in one material.
public struct CityTriangles: Sendable {
    /// Corners in the coordinates of the model.
    public var positions: [SIMD3<Double>]
    /// Indices of corners, three for each triangle, counter-clockwise seen from outside.
    public var triangles: [UInt32]
    /// Index of a material of the model; nil for none.
    public var material: Int?

    /// Makes a piece.
    public init(positions: [SIMD3<Double>], triangles: [UInt32], material: Int? = nil) {
        self.positions = positions
        self.triangles = triangles
        self.material = material
    }
}

extension CityModel {
    /// Name of the theme under which ``add(_:id:type:lod:attributes:)`` files materials.
    static let triangleTheme = "colour"

    /// Adds a material and returns its index.
    ///
    /// Source: CityJSON 2.0 section 6.1.
    public mutating func addMaterial(_ material: CityMaterial) -> Int {
        func share(_ value: Double) -> JSONValue {
            .double(value.isFinite ? (max(0, min(1, value)) * 10_000).rounded() / 10_000 : 1)
        }
        var object = JSONObject([
            .init(key: "name", value: .string(material.name)),
            .init(key: "diffuseColor", value: .array((0..<3).map { share(material.colour[$0]) })),
        ])
        if material.opacity < 1 { object["transparency"] = share(1 - material.opacity) }
        var appearance = body.appearance ?? JSONObject()
        let before = appearance["materials"]?.array ?? []
        appearance["materials"] = .array(before + [.object(object)])
        appearance["default-theme-material"] = .string(Self.triangleTheme)
        body.appearance = appearance
        return before.count
    }

    /// Adds an object made of triangles.
    ///
    /// Corners are put on the model's grid; triangles that collapse there are dropped. Where every connected piece is
    /// closed and turned outwards the object gets a solid, or several where its type allows that; else surfaces.
    ///
    /// - Parameters:
    ///   - pieces: Triangles; indices outside of their corners are dropped with their triangle.
    ///   - id: Identifier; must be new.
    ///   - type: Type of city object.
    ///   - lod: Level of detail.
    ///   - attributes: Attributes as they shall stand in the file.
    /// - Returns: Index of the object; it has no geometry where no triangle is left.
    ///
    /// Source: CityJSON 2.0 section 3.1; ISO 19107 (a shell is connected and closed).
    @discardableResult
    public mutating func add(
        _ pieces: [CityTriangles], id: String, type: String, lod: String = "3", attributes: JSONObject? = nil
    ) -> Int {
        var shells: [CityShell] = []
        var index = GridIndex()
        for piece in pieces {
            let grid = piece.positions.map { header.transform.vertex($0) }
            var corners: [Int32] = []
            for start in stride(from: 0, to: piece.triangles.count - 2, by: 3) {
                let indices = piece.triangles[start..<start + 3].map { Int($0) }
                guard indices.allSatisfy(grid.indices.contains) else { continue }
                let (a, b, c) = (grid[indices[0]], grid[indices[1]], grid[indices[2]])
                guard a != b, b != c, c != a else { continue }
                for corner in [a, b, c] { corners.append(Int32(clamping: index.index(of: corner, in: &body.vertices))) }
            }
            shells += CityShell.shells(corners, material: piece.material)
        }
        var object = CityObject(id: id, type: type, attributes: attributes)
        if let geometry = Self.geometry(of: shells, lod: lod, type: type, body.vertices) {
            object.geometry = [geometry]
        }
        body.objects.append(object)
        return body.objects.count - 1
    }

    private static func geometry(
        of shells: [CityShell], lod: String, type: String, _ vertices: [GridVertex]
    ) -> CityGeometry? {
        guard !shells.isEmpty else { return nil }
        let allowed = CityJSONTypes.geometries(of: type) ?? [.multiSurface]
        let wanted: CityGeometryType = shells.count == 1 ? .solid : .multiSolid
        let isSolid = allowed.contains(wanted) && shells.allSatisfy { $0.isClosed && $0.isOutward(vertices) }
        var boundaries = ContiguousArray<Int32>()
        var values = ContiguousArray<Int32>()
        if isSolid {
            if wanted == .multiSolid {
                boundaries.append(IndexTree.array(shells.count))
                values.append(IndexTree.array(shells.count))
            }
            for shell in shells {
                boundaries += [IndexTree.array(1), IndexTree.array(shell.count)]
                values += [IndexTree.array(1), IndexTree.array(shell.count)]
                shell.append(to: &boundaries, &values)
            }
        } else {
            let count = shells.reduce(0) { $0 + $1.count }
            boundaries.append(IndexTree.array(count))
            values.append(IndexTree.array(count))
            for shell in shells { shell.append(to: &boundaries, &values) }
        }
        var geometry = CityGeometry(
            type: isSolid ? wanted : .multiSurface, lod: lod, boundaries: IndexTree(tokens: boundaries))
        let materials = Set(shells.map(\.material))
        if materials != [nil] {
            var theme = CityTheme(name: triangleTheme)
            if materials.count == 1 {
                theme.value = shells[0].material
            } else {
                theme.values = IndexTree(tokens: values)
            }
            geometry.materials = [theme]
        }
        return geometry
    }
}

/// Is a connected set of triangles in one material, on the grid.
struct CityShell {
    /// Three vertices for each triangle.
    private(set) var corners: [Int32] = []
    let material: Int?

    var count: Int { corners.count / 3 }

    /// The connected parts of triangles, in the order of their first ones.
    static func shells(_ kept: [Int32], material: Int?) -> [CityShell] {
        var root: [Int32: Int32] = [:]
        func find(_ vertex: Int32) -> Int32 {
            var top = vertex
            while let next = root[top], next != top { top = next }
            var current = vertex
            while let next = root[current], next != top {
                root[current] = top
                current = next
            }
            return top
        }
        for vertex in kept { root[vertex] = vertex }
        for start in stride(from: 0, to: kept.count, by: 3) {
            let first = find(kept[start])
            root[find(kept[start + 1])] = first
            root[find(kept[start + 2])] = first
        }
        var shells: [CityShell] = []
        var place: [Int32: Int] = [:]
        for start in stride(from: 0, to: kept.count, by: 3) {
            let top = find(kept[start])
            let shell = place[top] ?? shells.count
            if shell == shells.count {
                shells.append(CityShell(material: material))
                place[top] = shell
            }
            shells[shell].corners += kept[start..<start + 3]
        }
        return shells
    }

    private init(material: Int?) { self.material = material }

    /// Whether every edge is used as often in one direction as in the other.
    var isClosed: Bool {
        var balance: [Int64: Int] = [:]
        for start in stride(from: 0, to: corners.count, by: 3) {
            for side in 0..<3 {
                let (from, to) = (Int64(corners[start + side]), Int64(corners[start + (side + 1) % 3]))
                balance[min(from, to) << 32 | max(from, to), default: 0] += from < to ? 1 : -1
            }
        }
        return balance.values.allSatisfy { $0 == 0 }
    }

    /// Whether the enclosed volume is positive.
    func isOutward(_ vertices: [GridVertex]) -> Bool {
        guard let first = corners.first else { return false }
        let base = vertices[Int(first)]
        func point(_ corner: Int32) -> SIMD3<Double> {
            let vertex = vertices[Int(corner)]
            return SIMD3(
                Double(vertex.x) - Double(base.x), Double(vertex.y) - Double(base.y), Double(vertex.z) - Double(base.z))
        }
        var volume = 0.0
        for start in stride(from: 0, to: corners.count, by: 3) {
            let (a, b, c) = (point(corners[start]), point(corners[start + 1]), point(corners[start + 2]))
            volume +=
                a.x * (b.y * c.z - b.z * c.y) + a.y * (b.z * c.x - b.x * c.z) + a.z * (b.x * c.y - b.y * c.x)
        }
        return volume > 0
    }

    /// Appends one surface for each triangle, and its material.
    func append(to boundaries: inout ContiguousArray<Int32>, _ values: inout ContiguousArray<Int32>) {
        for start in stride(from: 0, to: corners.count, by: 3) {
            boundaries += [IndexTree.array(1), IndexTree.array(3)]
            boundaries += corners[start..<start + 3]
            values.append(material.map { Int32(clamping: $0) } ?? -1)
        }
    }
}
