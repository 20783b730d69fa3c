/// Cuts a model into a quadtree of binary glTF tiles with a `tileset.json`.
///
/// Objects go to the deepest square that holds their middle and is not smaller than they are; a square with few corners
/// is not cut further. Refinement adds: a tile's own content stays when its children appear. Where the reference system
/// is known, the root stands on the earth (metres, earth-centred); else the tileset keeps the model's coordinates.
///
/// Source: 3D Tiles 1.1 (OGC 22-025r4) sections 6 and 7.
public struct CityTiler {
    /// A square with at most so many corners of surfaces becomes a leaf.
    public var cornersMax = 60_000
    /// Deepest level.
    public var levelMax = 20
    /// Which levels of detail are drawn.
    public var lods: CityLodChoice = .highest
    /// Asked between tiles and inside of them; true stops with ``CityJSONError/cancelled``.
    public var isCancelled: () -> Bool = { false }
    /// Told how many objects are done.
    public var progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }

    /// Makes a tiler.
    public init() {}

    /// Counts what was written.
    public struct Counts: Sendable, Equatable {
        /// Files with content.
        public var tiles = 0
        /// City objects in them.
        public var features = 0
        /// Deepest level used, from 0.
        public var level = 0
        /// Triangles and what was not drawn.
        public var mesh = CityMeshCounts()
    }

    private struct Item {
        let object: Int
        let bounds: CityBounds
        let corners: Int
    }

    private struct Box {
        var low: SIMD3<Double>
        var high: SIMD3<Double>

        mutating func add(_ other: Box) {
            low = pointwiseMin(low, other.low)
            high = pointwiseMax(high, other.high)
        }
    }

    private struct Square {
        var level: Int
        var column: Int
        var row: Int
        var low: SIMD2<Int64>
        var side: Int64
    }

    /// Writes the tiles and the tileset through a closure.
    ///
    /// - Parameter write: Takes a name relative to the tileset's folder, with `/`, and the bytes.
    /// - Returns: What was written; nothing but an empty tileset for a model without drawable objects.
    /// - Throws: ``CityJSONError/cancelled``, or what `write` throws.
    public func write(_ model: CityModel, write: (String, [UInt8]) throws -> Void) throws -> Counts {
        try withoutActuallyEscaping(write) { write in
            var work = Work(tiler: self, model: model, write: write)
            return try run(&work)
        }
    }

    private func run(_ work: inout Work) throws -> Counts {
        let model = work.model
        let items = model.body.objects.indices.compactMap { index -> Item? in
            guard let bounds = CityBounds.of(model.body.vertices, model.body.objects[index]) else { return nil }
            let corners = (model.body.objects[index].geometry ?? []).reduce(0) { $0 + $1.boundaries.tokens.count }
            return Item(object: index, bounds: bounds, corners: corners)
        }
        work.total = items.count
        var root: JSONValue?
        var error = 0.0
        if let first = items.first {
            let all = items.reduce(into: first.bounds) { box, item in
                box.low = pointwiseMin(box.low, item.bounds.low)
                box.high = pointwiseMax(box.high, item.bounds.high)
            }
            let reach = all.high &- all.low
            let square = Square(
                level: 0, column: 0, row: 0, low: SIMD2(all.low.x, all.low.y), side: max(reach.x, reach.y, 1))
            let origin = model.header.transform.point(
                GridVertex(
                    all.low.x / 2 + all.high.x / 2, all.low.y / 2 + all.high.y / 2, all.low.z))
            if let tile = try work.tile(items, square, parentOrigin: origin, isRoot: true) {
                root = tile.json.adding("transform", Self.placement(model, origin))
                let size: SIMD3<Double> = tile.box.high - tile.box.low
                error = (size * size).sum().squareRoot()
            }
        }
        let empty: JSONValue = ["boundingVolume": ["sphere": [0, 0, 0, 0]], "geometricError": 0, "refine": "ADD"]
        let tileset: JSONValue = [
            "asset": ["version": "1.1", "generator": "Lifang"], "geometricError": .double(error), "root": root ?? empty,
            "extras": ["referenceSystem": .text(model.header.referenceSystem)],
        ]
        try work.write("tileset.json", tileset.bytes)
        return work.counts
    }

    /// Column-major matrix from metres around the origin to the earth, or to the model's coordinates.
    private static func placement(_ model: CityModel, _ origin: SIMD3<Double>) -> JSONValue {
        var columns: [SIMD3<Double>] = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
        var place = origin
        if let name = model.header.referenceSystem, let system = ReferenceSystem(name: name) {
            func earth(_ x: Double, _ y: Double, _ z: Double) -> SIMD3<Double>? {
                system.geographic(x: origin.x + x, y: origin.y + y).map {
                    system.ellipsoid.earthCentred(latitude: $0.latitude, longitude: $0.longitude, height: origin.z + z)
                }
            }
            // Differences over 100 m take up the projection's scale and the angle of its north.
            if let zero = earth(0, 0, 0), let east = earth(100, 0, 0), let north = earth(0, 100, 0),
                let up = earth(0, 0, 100)
            {
                columns = [(east - zero) / 100, (north - zero) / 100, (up - zero) / 100]
                place = zero
            }
        }
        return .array(
            columns.flatMap { [$0.x, $0.y, $0.z, 0] }.map(JSONValue.double)
                + [place.x, place.y, place.z, 1].map(JSONValue.double))
    }

    private struct Work {
        let tiler: CityTiler
        let model: CityModel
        let write: (String, [UInt8]) throws -> Void
        var mesher = CityMesher()
        var glb = GLBWriter()
        var counts = Counts()
        var done = 0
        var total = 0

        init(tiler: CityTiler, model: CityModel, write: @escaping (String, [UInt8]) throws -> Void) {
            self.tiler = tiler
            self.model = model
            self.write = write
            mesher.lods = tiler.lods
            mesher.isCancelled = tiler.isCancelled
        }

        /// Makes one tile with its children; nil when nothing in it can be drawn. The box is in model coordinates.
        mutating func tile(
            _ items: [Item], _ square: Square, parentOrigin: SIMD3<Double>, isRoot: Bool = false
        ) throws -> (json: JSONValue, box: Box)? {
            if tiler.isCancelled() { throw CityJSONError.cancelled }
            var own = items
            var quarters: [[Item]] = [[], [], [], []]
            let corners = items.reduce(0) { $0 + $1.corners }
            if corners > tiler.cornersMax, square.level < tiler.levelMax, square.side >= 4 {
                own.removeAll()
                for item in items {
                    if let quarter = quarter(of: item, square) {
                        quarters[quarter].append(item)
                    } else {
                        own.append(item)
                    }
                }
            }
            var box: Box?
            var json: JSONValue = [:]
            var origin = parentOrigin
            if !own.isEmpty {
                let mesh = try mesher.mesh(model, selection: own.map(\.object))
                done += own.count
                tiler.progress(done, total)
                if let bounds = mesh.bounds {
                    let name = "tiles/\(square.level)/\(square.column)/\(square.row).glb"
                    try write(name, glb.glb(mesh, of: model))
                    box = Box(low: bounds.low, high: bounds.high)
                    json = json.adding("content", ["uri": .string(name)])
                    origin = mesh.origin
                    count(mesh, square)
                }
            }
            var children = [JSONValue]()
            for index in 0..<4 where !quarters[index].isEmpty {
                guard let child = try tile(quarters[index], Self.quarter(square, index), parentOrigin: origin) else {
                    continue
                }
                children.append(child.json)
                if box == nil { box = child.box } else { box?.add(child.box) }
            }
            guard let box else { return nil }
            let size = box.high - box.low
            let error = children.isEmpty ? 0 : (size * size).sum().squareRoot() / 8
            json = json.adding("boundingVolume", ["box": Self.volume(box, origin)])
                .adding("geometricError", .double(error)).adding("refine", "ADD")
            if !children.isEmpty { json = json.adding("children", .array(children)) }
            // The root's own shift goes into its placement, which starts from the same origin.
            let shift = origin - parentOrigin
            if !isRoot, shift != .zero {
                json = json.adding(
                    "transform",
                    .array(
                        [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, shift.x, shift.y, shift.z, 1].map(JSONValue.double)))
            } else if isRoot, shift != .zero {
                json = [
                    "boundingVolume": ["box": Self.volume(box, parentOrigin)], "geometricError": .double(error),
                    "refine": "ADD",
                    "children": [
                        json.adding(
                            "transform",
                            .array(
                                [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, shift.x, shift.y, shift.z, 1].map(JSONValue.double)
                            ))
                    ],
                ]
            }
            return (json, box)
        }

        private mutating func count(_ mesh: CityMesh, _ square: Square) {
            counts.tiles += 1
            counts.features += mesh.features.count
            counts.level = max(counts.level, square.level)
            counts.mesh.surfaces += mesh.counts.surfaces
            counts.mesh.triangles += mesh.counts.triangles
            counts.mesh.surfacesInexact += mesh.counts.surfacesInexact
            counts.mesh.surfacesEmpty += mesh.counts.surfacesEmpty
            counts.mesh.geometriesUndrawn += mesh.counts.geometriesUndrawn
        }

        /// Quarter that holds the middle of an object; nil for an object larger than a quarter.
        private func quarter(of item: Item, _ square: Square) -> Int? {
            let size = item.bounds.high &- item.bounds.low
            let half = square.side / 2
            guard size.x <= half, size.y <= half else { return nil }
            let x = item.bounds.low.x + size.x / 2
            let y = item.bounds.low.y + size.y / 2
            return (x >= square.low.x + half ? 1 : 0) + (y >= square.low.y + half ? 2 : 0)
        }

        private static func quarter(_ square: Square, _ index: Int) -> Square {
            let half = square.side / 2
            var result = square
            result.level += 1
            result.column = square.column * 2 + index % 2
            result.row = square.row * 2 + index / 2
            if index % 2 == 1 { result.low.x += half }
            if index / 2 == 1 { result.low.y += half }
            result.side = square.side - half
            return result
        }

        private static func volume(_ box: Box, _ origin: SIMD3<Double>) -> JSONValue {
            let middle = (box.low + box.high) / 2 - origin
            let half = (box.high - box.low) / 2
            return .array(
                [
                    middle.x, middle.y, middle.z, half.x, 0, 0, 0, half.y, 0, 0, 0, half.z,
                ].map(JSONValue.double))
        }
    }
}
