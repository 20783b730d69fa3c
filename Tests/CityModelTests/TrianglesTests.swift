import CityModel
import Testing

@Suite("Objects made of triangles") struct TrianglesTests {
    /// A cube of that size with its low corner at a place, turned outwards.
    private func cube(at low: SIMD3<Double>, size: Double = 1, material: Int? = nil) -> CityTriangles {
        var positions: [SIMD3<Double>] = []
        for number in 0..<8 {
            let corner = SIMD3(Double(number & 1), Double(number >> 1 & 1), Double(number >> 2))
            positions.append(low + corner * size)
        }
        let faces: [[UInt32]] = [
            [0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5],
        ]
        let triangles = faces.flatMap { [$0[0], $0[1], $0[2], $0[0], $0[2], $0[3]] }
        return CityTriangles(positions: positions, triangles: triangles, material: material)
    }

    private func errors(_ model: CityModel) throws -> [CityJSONIssue] {
        var validator = CityJSONValidator()
        validator.check(try JSONDocument(model.cityJSON))
        return validator.issues
    }

    @Test("a closed cube becomes a solid, two become a multi-solid, an open one becomes surfaces")
    func types() throws {
        var model = CityModel()
        var open = cube(at: .zero)
        open.triangles.removeLast(3)
        model.add([cube(at: .zero)], id: "one", type: "OtherConstruction")
        model.add([cube(at: .zero), cube(at: [5, 0, 0])], id: "two", type: "OtherConstruction")
        model.add([open], id: "open", type: "OtherConstruction")
        model.add([cube(at: .zero), cube(at: [5, 0, 0])], id: "no several solids", type: "Building")
        let types = model.body.objects.map { $0.geometry?.first?.type }
        #expect(types == [.solid, .multiSolid, .multiSurface, .multiSurface])
        #expect(model.body.objects.map { $0.geometry?.first?.surfaceCount } == [12, 24, 11, 24])
        #expect(try errors(model).filter { $0.reason != .duplicateVertices }.isEmpty)
        var mesher = CityMesher()
        #expect(try mesher.mesh(model).counts.triangles == 71)
    }

    @Test("a cube turned inwards is no solid")
    func inwards() {
        var model = CityModel()
        var turned = cube(at: .zero)
        for start in stride(from: 0, to: turned.triangles.count, by: 3) { turned.triangles.swapAt(start, start + 1) }
        model.add([turned], id: "a", type: "OtherConstruction")
        #expect(model.body.objects[0].geometry?.first?.type == .multiSurface)
    }

    @Test("materials are written once each, by piece, and colour the mesh")
    func materials() throws {
        var model = CityModel()
        let red = model.addMaterial(CityMaterial(name: "red", colour: [1, 0, 0]))
        let glass = model.addMaterial(CityMaterial(name: "glass", colour: [0, 0.5, 2], opacity: 0.25))
        model.add(
            [cube(at: .zero, material: red), cube(at: [5, 0, 0], material: glass), cube(at: [9, 0, 0])], id: "a",
            type: "OtherConstruction")
        model.add([cube(at: .zero, material: red)], id: "b", type: "OtherConstruction")
        #expect(try errors(model).filter { $0.reason != .duplicateVertices }.isEmpty)
        let again = try CityModel(cityJSON: model.cityJSON)
        #expect(again.body == model.body)
        var mesher = CityMesher()
        let mesh = try mesher.mesh(again)
        #expect(mesh.parts.first { $0.material.name == "red" }?.indices.count == 72)
        let pane = try #require(mesh.parts.first { $0.material.name == "glass" })
        #expect(pane.material.colour.w == 0.25 && pane.material.colour.z == 1 && pane.indices.count == 36)
    }

    @Test("triangles that collapse on the grid or point nowhere are dropped")
    func collapsed() {
        var model = CityModel()
        var piece = cube(at: .zero, size: 0.0001)
        piece.triangles += [0, 1, 99]
        model.add([piece], id: "a", type: "OtherConstruction")
        #expect(model.body.objects[0].geometry == nil)
        #expect(model.body.vertices.isEmpty)
    }
}
