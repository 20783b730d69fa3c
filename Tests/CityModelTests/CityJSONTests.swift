import CityModel
import Foundation
import Testing

@Suite struct CityJSONTests {
    @Test(
        "every good file has the counts that plain Python found and is valid",
        .enabled(if: SharedData.cityJSON != nil, "\(SharedData.absent)"), arguments: SharedData.goodFiles)
    func expectedCounts(name: String) throws {
        let expected = try JSONDocument(SharedData.bytes("EXPECTED.json"))
        let truth = try #require(expected.root[name]?.value.object)
        var inspector = CityJSONInspector()
        // Pieces of an odd size cut lines and characters anywhere.
        let bytes = try SharedData.bytes(name)
        for start in stride(from: 0, to: bytes.count, by: 7919) {
            inspector.read(bytes[start..<min(start + 7919, bytes.count)])
        }
        inspector.finish()
        #expect(inspector.isValid, "\(inspector.validator.issues.first { !$0.isWarning }?.description ?? "")")
        let found = try #require(inspector.summary.json(bytes: bytes.count).object)
        for member in truth.members {
            let value = try #require(found[member.key], "\(member.key)")
            #expect(Self.isNear(member.value, value), "\(member.key)")
        }
    }

    static func isNear(_ a: JSONValue, _ b: JSONValue) -> Bool {
        if let x = a.double, let y = b.double { return abs(x - y) <= 1e-9 * max(1, abs(x)) }
        if let x = a.array, let y = b.array { return x.count == y.count && zip(x, y).allSatisfy { isNear($0, $1) } }
        if let x = a.object, let y = b.object {
            return x.members.count == y.members.count
                && x.members.allSatisfy { member in
                    y[member.key].map { isNear(member.value, $0) } ?? false
                }
        }
        return a == b
    }

    @Test(
        "reading and writing loses nothing, not even the text of a number",
        .enabled(if: SharedData.cityJSON != nil, "\(SharedData.absent)"), arguments: SharedData.goodFiles)
    func roundTrip(name: String) throws {
        let bytes = try SharedData.bytes(name)
        guard name.hasSuffix(".jsonl") else {
            let written = try CityModel(cityJSON: bytes).cityJSON
            #expect(try JSONDocument(written).root.value == JSONDocument(bytes).root.value)
            return
        }
        var reader = CityJSONSequenceReader()
        var written = [UInt8]()
        try reader.read(bytes) { feature in
            written += CityJSONSequenceWriter.line(feature)
            return true
        }
        try reader.finish { feature in
            written += CityJSONSequenceWriter.line(feature)
            return true
        }
        written = CityJSONSequenceWriter.headerLine(try #require(reader.header)) + written
        let before = bytes.split(separator: 0x0A)
        let after = written.split(separator: 0x0A)
        #expect(before.count == after.count)
        for (one, other) in zip(before, after) {
            #expect(try JSONDocument(one).root.value == JSONDocument(other).root.value)
        }
    }

    @Test(
        "a file cut into features and put together again holds the same surfaces at the same places",
        .enabled(if: SharedData.cityJSON != nil, "\(SharedData.absent)"), arguments: SharedData.goodFiles)
    func sequenceRoundTrip(name: String) throws {
        let model = try CityModel(city: SharedData.bytes(name))
        let sequence = model.cityJSONSequence
        let again = try CityModel(cityJSONSequence: sequence)
        #expect(again.header.transform == model.header.transform)
        #expect(again.body.objects.count == model.body.objects.count)
        let found = Dictionary(uniqueKeysWithValues: again.body.objects.map { ($0.id, $0) })
        for object in model.body.objects {
            let other = try #require(found[object.id])
            #expect(other.attributes == object.attributes)
            for (one, two) in zip(object.geometry ?? [], other.geometry ?? []) {
                #expect(
                    one.boundaries.indices.map { model.body.vertices[$0] }
                        == two.boundaries.indices.map { again.body.vertices[$0] })
                #expect(one.semantics == two.semantics)
            }
        }
        var inspector = CityJSONInspector()
        inspector.read(sequence)
        inspector.finish()
        #expect(inspector.isValid, "\(inspector.validator.issues.first { !$0.isWarning }?.description ?? "")")
    }

    @Test("materials and textures keep their meaning through features")
    func appearance() throws {
        let model = try CityModel(cityJSON: Array(Self.textured.utf8))
        let features = model.features()
        #expect(features.count == 2)
        #expect(features[1].appearance?["materials"]?.array?.count == 1)
        #expect(features[1].objects[0].geometry?[0].materials?[0].values?.indices == [0])
        #expect(features[1].appearance?["vertices-texture"]?.array?.count == 3)
        let again = try CityModel(cityJSONSequence: model.cityJSONSequence)
        #expect(again.body.appearance?["materials"]?.array?.count == 2)
        #expect(again.body.objects[1].geometry?[0].materials?[0].values?.indices == [1])
        let list = try #require(again.body.appearance?["vertices-texture"]?.array)
        let ring = try #require(again.body.objects[1].geometry?[0].textures?[0].values?.indices)
        #expect(ring.dropFirst().map { list[$0].array?.first?.double } == [0.1, 0.2, 0.3])
    }

    static let textured = """
        {"type":"CityJSON","version":"2.0","transform":{"scale":[0.001,0.001,0.001],"translate":[0,0,0]},
        "appearance":{"materials":[{"name":"red"},{"name":"blue"}],"textures":[{"type":"PNG","image":"a.png"}],
        "vertices-texture":[[0.0,0.0],[0.1,0.1],[0.2,0.2],[0.3,0.3]]},
        "CityObjects":{"a":{"type":"LandUse","geometry":[{"type":"MultiSurface","lod":"1","boundaries":[[[0,1,2]]],
        "material":{"m":{"value":0}}}]},"b":{"type":"LandUse","geometry":[{"type":"MultiSurface","lod":"1",
        "boundaries":[[[2,1,3]]],"material":{"m":{"values":[1]}},"texture":{"t":{"values":[[[0,1,2,3]]]}}}]}},
        "vertices":[[0,0,0],[1000,0,0],[0,1000,0],[1000,1000,0]]}
        """

    @Test("a sequence is read in pieces of one byte and can be stopped")
    func pieces() throws {
        let bytes = try CityModel(cityJSON: Array(Self.textured.utf8)).cityJSONSequence
        var reader = CityJSONSequenceReader()
        var ids = [String]()
        for byte in bytes {
            try reader.read([byte]) { feature in
                ids.append(feature.id)
                return true
            }
        }
        try reader.finish { _ in true }
        #expect(ids == ["a", "b"])
        var other = CityJSONSequenceReader()
        #expect(throws: CityJSONError.cancelled) { try other.read(bytes) { _ in false } }
    }

    @Test("a child that does not name its parent still comes once, in its parent's feature")
    func unawareChild() throws {
        let text = Self.textured.replacingOccurrences(
            of: #""a":{"type":"LandUse","#, with: #""a":{"type":"LandUse","children":["b"],"#)
        let features = try CityModel(cityJSON: Array(text.utf8)).features()
        #expect(features.map { $0.objects.map(\.id) } == [["a", "b"]])
    }

    @Test("merging moves vertices to the first grid and keeps identifiers apart")
    func merging() throws {
        var model = try CityModel(cityJSON: Array(Self.textured.utf8))
        var other = model
        other.header.transform = CityTransform(scale: SIMD3(repeating: 0.01), translate: SIMD3(5, 0, 0))
        try model.merge(other)
        #expect(model.body.objects.map(\.id) == ["a", "b", "a-2", "b-2"])
        #expect(model.body.vertices[5] == GridVertex(15_000, 0, 0))
        #expect(model.body.objects[2].geometry?[0].boundaries.indices == [4, 5, 6])
    }
}
