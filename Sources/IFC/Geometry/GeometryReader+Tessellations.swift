extension GeometryReader {
    /// The mesh of a triangulated face set.
    ///
    /// Source: ISO 16739-1, IfcTriangulatedFaceSet.
    func triangulatedFaceSet(_ id: UInt32) throws(GeometryFailure) -> IFCMesh {
        let values = model.values(id)
        guard let listId = values[at: 0].reference else { throw GeometryFailure(.badValue, id) }
        var mesh = IFCMesh()
        mesh.positions = try pointList(listId)
        let count = mesh.positions.count
        let lookup = values[at: 4].list?.compactMap(\.whole) ?? []
        for row in values[at: 3].list ?? [] {
            let indices = row.list?.compactMap(\.whole) ?? []
            guard indices.count == 3 else { throw GeometryFailure(.badValue, id) }
            let corners = indices.map { $0 >= 1 && $0 <= lookup.count ? lookup[$0 - 1] : $0 }
            guard corners.allSatisfy({ $0 >= 1 && $0 <= count }) else { throw GeometryFailure(.badValue, id) }
            let c = corners.map { UInt32($0 - 1) }
            mesh.beginFace()
            if c[0] != c[1], c[1] != c[2], c[0] != c[2] { mesh.add(c[0], c[1], c[2]) }
        }
        return mesh
    }

    /// The mesh of a polygonal face set; a face that cannot be drawn is reported and left out.
    ///
    /// Source: ISO 16739-1, IfcPolygonalFaceSet, IfcIndexedPolygonalFace, IfcIndexedPolygonalFaceWithVoids.
    func polygonalFaceSet(_ id: UInt32) throws(GeometryFailure) -> IFCMesh {
        let values = model.values(id)
        guard let listId = values[at: 0].reference else { throw GeometryFailure(.badValue, id) }
        var mesh = IFCMesh()
        mesh.positions = try pointList(listId)
        let lookup = values[at: 3].list?.compactMap(\.whole) ?? []
        for face in values[at: 2].references {
            do throws(GeometryFailure) {
                let faceValues = model.values(face)
                let lists =
                    [faceValues[at: 0]]
                    + (model.entity(face) == .indexedPolygonalFaceWithVoids ? faceValues[at: 1].list ?? [] : [])
                var loops: [[UInt32]] = []
                for list in lists {
                    var loop: [UInt32] = []
                    for index in list.list?.compactMap(\.whole) ?? [] {
                        let corner = index >= 1 && index <= lookup.count ? lookup[index - 1] : index
                        guard corner >= 1, corner <= mesh.positions.count else {
                            throw GeometryFailure(.badValue, face)
                        }
                        if loop.last != UInt32(corner - 1) { loop.append(UInt32(corner - 1)) }
                    }
                    if loop.count > 1, loop.first == loop.last { loop.removeLast() }
                    loops.append(loop)
                }
                try add(loops, face, into: &mesh)
            } catch {
                note(error)
            }
        }
        return mesh
    }
}
