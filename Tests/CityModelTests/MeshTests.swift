import CityModel
import Foundation
import Testing

@Suite struct MeshTests {
    /// Doubled area of rings minus holes, and of the triangles, on the plane z = 0.
    static func areas(_ corners: [SIMD3<Int64>], _ rings: [Int], _ triangles: [Int32]) -> (Int64, Int64) {
        var first = 0
        var wanted: Int64 = 0
        for (number, count) in rings.enumerated() {
            var area: Int64 = 0
            for index in 0..<count {
                let (a, b) = (corners[first + index], corners[first + (index + 1) % count])
                area += a.x * b.y - a.y * b.x
            }
            wanted += number == 0 ? abs(area) : -abs(area)
            first += count
        }
        var found: Int64 = 0
        for start in stride(from: 0, to: triangles.count, by: 3) {
            let (a, b, c) = (
                corners[Int(triangles[start])], corners[Int(triangles[start + 1])], corners[Int(triangles[start + 2])]
            )
            found += abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))
        }
        return (wanted, found)
    }

    /// A star around a middle: never crosses itself.
    static func star(
        _ numbers: inout Numbers, _ x: Double, _ y: Double, _ low: Double, _ high: Double, _ count: Int
    ) -> [SIMD3<Int64>] {
        (0..<count).map { index in
            let angle = (Double(index) + 0.9 * numbers.fraction()) / Double(count) * 2 * .pi
            let radius = low + (high - low) * numbers.fraction()
            return SIMD3(Int64(x + radius * cos(angle)), Int64(y + radius * sin(angle)), 0)
        }
    }

    @Test("random polygons with holes are covered exactly", arguments: [8, 40, 300, 3000])
    func polygons(count: Int) {
        var numbers = Numbers(UInt64(count))
        var triangulator = PolygonTriangulator()
        for round in 0..<(count > 1000 ? 4 : 60) {
            var corners = Self.star(&numbers, 0, 0, 60_000, 100_000, count)
            var rings = [count]
            for hole in 0..<(round % 7) {
                let angle = Double(hole) / 6 * 2 * .pi
                let size = 5 + numbers.below(30)
                var ring = Self.star(&numbers, 30_000 * cos(angle), 30_000 * sin(angle), 3000, 12_000, size)
                if hole % 2 == 0 { ring.reverse() }
                corners += ring
                rings.append(size)
            }
            if round % 2 == 1 { corners.replaceSubrange(0..<count, with: corners[0..<count].reversed()) }
            triangulator.triangulate(corners: corners, rings: rings)
            let (wanted, found) = Self.areas(corners, rings, triangulator.triangles)
            #expect(triangulator.isExact)
            #expect(wanted == found)
        }
    }

    @Test(
        "combs, collinear corners, repeated corners and touching holes are covered exactly",
        arguments: [
            ([0, 0, 4, 0, 8, 0, 8, 8, 4, 8, 0, 8], [6]),
            ([0, 0, 0, 0, 8, 0, 8, 8, 8, 8, 0, 8, 0, 0], [7]),
            ([0, 0, 10, 0, 10, 10, 9, 1, 8, 10, 7, 1, 6, 10, 5, 1, 4, 10, 3, 1, 2, 10, 1, 1, 0, 10], [13]),
            // The hole touches a corner, then an edge.
            ([0, 0, 10, 0, 10, 10, 0, 10, 0, 0, 2, 4, 4, 2], [4, 3]),
            ([0, 0, 10, 0, 10, 10, 0, 10, 0, 5, 3, 6, 3, 4], [4, 3]),
            // Two holes that touch each other.
            ([0, 0, 20, 0, 20, 20, 0, 20, 5, 5, 5, 10, 10, 10, 10, 10, 10, 15, 15, 15], [4, 3, 3]),
            // A hole beside another at the same height.
            ([0, 0, 30, 0, 30, 10, 0, 10, 2, 2, 2, 4, 4, 4, 4, 2, 6, 2, 6, 4, 8, 4, 8, 2], [4, 4, 4]),
        ] as [([Int64], [Int])])
    func corners(flat: [Int64], rings: [Int]) {
        let corners = stride(from: 0, to: flat.count, by: 2).map { SIMD3(flat[$0], flat[$0 + 1], 0) }
        var triangulator = PolygonTriangulator()
        // The same face lying in each of the three planes, seen from both sides.
        for turned in [corners, corners.map { SIMD3(0, $0.x, $0.y) }, corners.map { SIMD3($0.y, 0, $0.x) }] {
            triangulator.triangulate(corners: turned, rings: rings)
            let (wanted, found) = Self.areas(corners, rings, triangulator.triangles)
            #expect(triangulator.isExact)
            #expect(wanted == found)
        }
    }

    @Test("rings that cross or have no area end and say so")
    func broken() {
        var triangulator = PolygonTriangulator()
        triangulator.triangulate(
            corners: [SIMD3(0, 0, 0), SIMD3(10, 10, 0), SIMD3(10, 0, 0), SIMD3(0, 10, 0)], rings: [4])
        #expect(!triangulator.isExact)
        triangulator.triangulate(corners: [SIMD3(0, 0, 0), SIMD3(5, 5, 0), SIMD3(9, 9, 0)], rings: [3])
        #expect(triangulator.triangles.isEmpty)
        triangulator.triangulate(corners: [SIMD3(1, 1, 1)], rings: [5])
        #expect(!triangulator.isExact)
        let far = SIMD3<Int64>(.max, .min, .max)
        triangulator.triangulate(corners: [far, SIMD3(.min, 0, 1), SIMD3(3, .max, .min), SIMD3(0, 0, 0)], rings: [4])
        var numbers = Numbers(5)
        for _ in 0..<200 {
            let corners = (0..<60).map { _ in
                SIMD3(Int64(numbers.below(9)), Int64(numbers.below(9)), Int64(numbers.below(2)))
            }
            triangulator.triangulate(corners: corners, rings: [30, 20, 10])
        }
    }

    @Test("an extruded footprint with a hole is a closed solid with normals outwards and passes validation")
    func extrusion() throws {
        var model = CityModel()
        let footprint = CityFootprint(
            outer: [SIMD2(0, 0), SIMD2(0, 20), SIMD2(30, 20), SIMD2(30, 0), SIMD2(0, 0)],
            holes: [[SIMD2(5, 5), SIMD2(10, 5), SIMD2(10, 10), SIMD2(5, 10)]])
        model.extrude(footprint: footprint, height: 9, base: 2, id: "hall")
        let mesh = try {
            var mesher = CityMesher()
            return try mesher.mesh(model)
        }()
        #expect(mesh.counts.surfaces == 10 && mesh.counts.triangles == 32 && mesh.counts.surfacesInexact == 0)
        var volume = 0.0
        for part in mesh.parts {
            func point(_ corner: UInt32) -> SIMD3<Double> {
                let start = Int(corner) * 3
                return SIMD3(
                    Double(part.positions[start]), Double(part.positions[start + 1]), Double(part.positions[start + 2]))
            }
            for start in stride(from: 0, to: part.indices.count, by: 3) {
                let (a, b, c) = (
                    point(part.indices[start]), point(part.indices[start + 1]), point(part.indices[start + 2])
                )
                let cross = SIMD3(b.y * c.z - b.z * c.y, b.z * c.x - b.x * c.z, b.x * c.y - b.y * c.x)
                volume += (a * cross).sum() / 6
            }
        }
        #expect(abs(volume - (600 - 25) * 9) < 1e-3)
        var validator = CityJSONValidator()
        validator.check(try JSONDocument(model.cityJSON))
        #expect(validator.issues.isEmpty)
        #expect(model.extrude(footprint: CityFootprint(outer: [SIMD2(0, 0), SIMD2(1, 1)]), height: 3, id: "no") == nil)
        #expect(model.extrude(footprint: footprint, height: 0, id: "flat") == 1)
        #expect(model.body.objects[1].geometry?[0].type == .multiSurface)
    }

    @Test(
        "every file gives a mesh within its box and an equal one the second time",
        .enabled(if: SharedData.cityJSON != nil, "\(SharedData.absent)"), arguments: SharedData.goodFiles)
    func files(name: String) throws {
        let model = try CityModel(city: SharedData.bytes(name))
        var mesher = CityMesher()
        mesher.lods = .all
        let mesh = try mesher.mesh(model)
        #expect(mesh.counts.surfacesInexact == 0)
        var writer = GLBWriter()
        let bytes = writer.glb(mesh, of: model)
        #expect(Array(bytes[0..<4]) == Array("glTF".utf8))
        #expect(bytes[8..<12].reversed().reduce(0) { $0 << 8 | Int($1) } == bytes.count)
        var second = CityMesher()
        second.lods = .all
        var other = GLBWriter()
        #expect(other.glb(try second.mesh(model), of: model) == bytes)
        mesher.isCancelled = { true }
        if !model.body.objects.isEmpty {
            #expect(throws: CityJSONError.cancelled) { try mesher.mesh(model) }
        }
    }

    @Test("tiles hold every object once, and the tileset's boxes hold their children")
    func tiles() throws {
        var model = CityModel(
            header: CityHeader(
                metadata: JSONObject([
                    .init(key: "referenceSystem", value: "https://www.opengis.net/def/crs/EPSG/0/4549")
                ])))
        model.header.transform.translate = SIMD3(514_000, 3_350_000, 0)
        for number in 0..<400 {
            let (x, y) = (514_000 + Double(number % 20) * 25, 3_350_000 + Double(number / 20) * 25)
            model.extrude(
                footprint: CityFootprint(outer: [SIMD2(x, y), SIMD2(x + 10, y), SIMD2(x + 10, y + 8), SIMD2(x, y + 8)]),
                height: 6 + Double(number % 5) * 3, id: "b\(number)",
                attributes: JSONObject([.init(key: "层数", value: .integer(2 + number % 5))]))
        }
        var tiler = CityTiler()
        tiler.cornersMax = 2000
        var files = [String: [UInt8]]()
        let counts = try tiler.write(model) { files[$0] = $1 }
        #expect(counts.features == 400 && counts.mesh.triangles == 400 * 12 && counts.tiles == files.count - 1)
        #expect(counts.level >= 2)
        let tileset = try JSONDocument(try #require(files["tileset.json"]))
        let root = try #require(tileset.root["root"])
        let matrix = (root["transform"]?.items ?? []).compactMap { $0.double }
        try #require(matrix.count == 16)
        // The root stands where PROJ puts the middle of the site, with its up away from the earth's middle.
        let place = SIMD3(matrix[12], matrix[13], matrix[14])
        #expect(abs((place * place).sum().squareRoot() - 6_372_700) < 5000)
        #expect((place * SIMD3(matrix[8], matrix[9], matrix[10])).sum() > 6e6)
        var named = Set<String>()
        func visit(_ tile: JSONNode, _ shift: SIMD3<Double>, _ isRoot: Bool) -> (SIMD3<Double>, SIMD3<Double>) {
            var shift = shift
            if !isRoot, let own = tile["transform"]?.items.compactMap(\.double) {
                shift += SIMD3(own[12], own[13], own[14])
            }
            if let name = tile["content"]?["uri"]?.string { named.insert(name) }
            let box = tile["boundingVolume"]?["box"]?.items.compactMap(\.double) ?? []
            let low = SIMD3(box[0] - box[3], box[1] - box[7], box[2] - box[11]) + shift
            let high = SIMD3(box[0] + box[3], box[1] + box[7], box[2] + box[11]) + shift
            for child in tile["children"]?.items ?? [] {
                let (below, above) = visit(child, shift, false)
                #expect(below.x >= low.x - 1e-6 && below.y >= low.y - 1e-6 && below.z >= low.z - 1e-6)
                #expect(above.x <= high.x + 1e-6 && above.y <= high.y + 1e-6 && above.z <= high.z + 1e-6)
            }
            return (low, high)
        }
        _ = visit(root, .zero, true)
        #expect(named == Set(files.keys).subtracting(["tileset.json"]))
    }
}
