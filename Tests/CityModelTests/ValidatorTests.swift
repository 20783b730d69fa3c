import CityModel
import Foundation
import Testing

@Suite struct ValidatorTests {
    static let good = """
        {"type":"CityJSON","version":"2.0","transform":{"scale":[0.001,0.001,0.001],"translate":[0,0,0]},
        "metadata":{"referenceSystem":"https://www.opengis.net/def/crs/EPSG/0/4549"},
        "appearance":{"materials":[{"name":"m"}],"textures":[{"type":"PNG","image":"a.png"}],
        "vertices-texture":[[0,0],[1,0],[1,1]]},
        "CityObjects":{"a":{"type":"Building","children":["b"],"attributes":{"n":1},"geometry":[{"type":"MultiSurface",
        "lod":"2.2","boundaries":[[[0,1,2]],[[0,2,3]]],"semantics":{"surfaces":[{"type":"RoofSurface"}],"values":[0,null]},
        "material":{"t":{"values":[0,null]}},"texture":{"t":{"values":[[[0,0,1,2]],[[null]]]}}}]},
        "b":{"type":"BuildingPart","parents":["a"]}},
        "vertices":[[0,0,0],[1000,0,0],[1000,1000,0],[0,1000,0]]}
        """

    static func issues(_ text: String) throws -> [CityJSONIssue] {
        var validator = CityJSONValidator()
        validator.check(try JSONDocument(Array(text.utf8)))
        return validator.issues
    }

    @Test("the model that the refusals start from is valid")
    func goodModel() throws {
        #expect(try Self.issues(Self.good) == [])
    }

    @Test(
        "one broken rule gives one error with its place and reason",
        arguments: [
            (#""version":"2.0""#, #""version":"1.0""#, "$.version", CityJSONReason.unsupportedVersion),
            (#""type":"CityJSON","#, "", "$.type", .missingMember),
            (#""translate":[0,0,0]"#, #""translate":[0,0]"#, "$.transform.translate", .wrongCount),
            (#""translate":[0,0,0]"#, #""translate":[0,0,1e999]"#, "$.transform.translate[2]", .notANumber),
            (
                "https://www.opengis.net/def/crs/EPSG/0/4549", "EPSG:4549", "$.metadata.referenceSystem",
                .badReferenceSystem
            ),
            (#""name":"m""#, #""name":"m","gloss":1"#, "$.appearance.materials[0].gloss", .memberNotAllowed),
            (#""type":"PNG""#, #""type":"GIF""#, "$.appearance.textures[0].type", .unknownValue),
            (#""type":"Building""#, #""type":"Bilding""#, #"$.CityObjects.a.type"#, .unknownCityObjectType),
            (#""type":"Building""#, #""type":"+Shed""#, "$.CityObjects.a.type", .undeclaredExtension),
            (#""n":1"#, #""+n":1"#, #"$.CityObjects.a.attributes["+n"]"#, .undeclaredExtension),
            (#""n":1"#, #""n":1,"n":2"#, "$.CityObjects.a.attributes.n", .duplicateName),
            (#","parents":["a"]"#, "", "$.CityObjects.b", .missingParents),
            (#""children":["b"]"#, #""children":["b","c"]"#, "$.CityObjects.a.children[1]", .objectMissing),
            (#""children":["b"],"#, "", "$.CityObjects.b.parents[0]", .parentUnaware),
            (#""lod":"2.2""#, #""lod":"2.4""#, "$.CityObjects.a.geometry[0].lod", .unknownLod),
            (#""lod":"2.2""#, #""lod":2.2"#, "$.CityObjects.a.geometry[0].lod", .notAString),
            (#""lod":"2.2","#, "", "$.CityObjects.a.geometry[0].lod", .missingMember),
            (
                "\"type\":\"MultiSurface\",\n", "\"type\":\"Surface\",", "$.CityObjects.a.geometry[0].type",
                .unknownGeometryType
            ),
            (
                "[[[0,1,2]],[[0,2,3]]]", "[[[0,1,2]],[[0,2,9]]]", "$.CityObjects.a.geometry[0].boundaries[1][0][2]",
                .indexOutOfRange
            ),
            (
                "[[[0,1,2]],[[0,2,3]]]", "[[[0,1,2]],[[0,2,-1]]]", "$.CityObjects.a.geometry[0].boundaries[1][0][2]",
                .indexOutOfRange
            ),
            (
                "[[[0,1,2]],[[0,2,3]]]", "[[[0,1,2]],[0,2,3]]", "$.CityObjects.a.geometry[0].boundaries[1][0]",
                .wrongDepth
            ),
            (
                "[[[0,1,2]],[[0,2,3]]]", "[[[0,1,2.5]],[[0,2,3]]]", "$.CityObjects.a.geometry[0].boundaries[0][0][2]",
                .notAnInteger
            ),
            (
                #"[{"type":"RoofSurface"}]"#, #"[{"type":"Roof"}]"#,
                "$.CityObjects.a.geometry[0].semantics.surfaces[0].type", .unknownSemantic
            ),
            (
                #"],"values":[0,null]},"#, #"],"values":[0]},"#, "$.CityObjects.a.geometry[0].semantics.values",
                .shapeDiffers
            ),
            (
                #"],"values":[0,null]},"#, #"],"values":[0,1]},"#, "$.CityObjects.a.geometry[0].semantics.values",
                .indexOutOfRange
            ),
            (
                #"{"t":{"values":[0,null]}}"#, #"{"t":{"values":[0,1]}}"#,
                "$.CityObjects.a.geometry[0].material.t.values", .indexOutOfRange
            ),
            (
                #"{"t":{"values":[0,null]}}"#, #"{"t":{"values":[0,null],"value":0}}"#,
                "$.CityObjects.a.geometry[0].material.t", .valueOrValues
            ),
            (
                "[[[0,0,1,2]],[[null]]]", "[[[0,0,1]],[[null]]]", "$.CityObjects.a.geometry[0].texture.t.values",
                .shapeDiffers
            ),
            (
                "[[[0,0,1,2]],[[null]]]", "[[[0,0,1,7]],[[null]]]", "$.CityObjects.a.geometry[0].texture.t.values",
                .indexOutOfRange
            ),
            (
                "[[[0,0,1,2]],[[null]]]", "[[[1,0,1,2]],[[null]]]", "$.CityObjects.a.geometry[0].texture.t.values",
                .indexOutOfRange
            ),
            ("[0,1000,0]]", "[0,1000]]", "$.vertices[3]", .wrongCount),
            ("[0,1000,0]]", "[0,1000,0.5]]", "$.vertices[3]", .notAnInteger),
        ])
    func refusals(from: String, to: String, path: String, reason: CityJSONReason) throws {
        let text = Self.good.replacingOccurrences(of: from, with: to)
        #expect(text != Self.good)
        let errors = try Self.issues(text).filter { !$0.isWarning }
        #expect(errors.contains { $0.path == path && $0.reason == reason }, "\(errors.map(\.description))")
    }

    @Test("whatever the validator accepts, the reader reads, and cuts of a file never crash")
    func cuts() throws {
        let bytes = Array(Self.good.utf8)
        for end in bytes.indices {
            var inspector = CityJSONInspector()
            inspector.read(bytes[..<end])
            inspector.finish()
            #expect(!inspector.isValid)
        }
    }

    @Test(
        "warnings leave a file valid",
        arguments: [
            ("[0,1000,0]]", "[0,1000,0],[0,1000,0]]", CityJSONReason.duplicateVertices),
            (#""type":"CityJSON","#, #""type":"CityJSON","hugo":1,"#, .unknownRootMember),
            ("[[[0,1,2]],[[0,2,3]]]", "[[[0,1,2]],[[0,3,3]]]", .degenerateRing),
        ])
    func warnings(from: String, to: String, reason: CityJSONReason) throws {
        let issues = try Self.issues(Self.good.replacingOccurrences(of: from, with: to))
        #expect(issues.allSatisfy(\.isWarning) && issues.contains { $0.reason == reason })
    }

    /// Files that cjval's own tests declare valid, or that it only warns about.
    static let validByTheSpecification: Set<String> = [
        "cjval_japanese.city.json", "cjval_many.json", "cjval_many2.json", "cjval_material3.city.json", "cjval_o2.json",
        "cjval_o3.json", "cjval_texture5.city.json",
    ]

    @Test(
        "files of cjval that break a rule are refused, those that break none are accepted",
        .enabled(if: SharedData.cityJSON != nil, "\(SharedData.absent)"), arguments: SharedData.invalidFiles)
    func invalidFiles(name: String) throws {
        var inspector = CityJSONInspector()
        inspector.read(try SharedData.bytes("invalid/" + name))
        inspector.finish()
        #expect(inspector.isValid == Self.validByTheSpecification.contains(name))
    }

    @Test(
        "a sequence must have its header first, unique objects and no header members in features",
        arguments: [
            (#"{"type":"CityJSONFeature","id":"a","CityObjects":{"a":{"type":"Road"}},"vertices":[]}"#, nil),
            (
                #"{"type":"CityJSONFeature","id":"x","CityObjects":{"a":{"type":"Road"}},"vertices":[]}"#,
                CityJSONReason.featureIdUnknown
            ),
            (#"{"type":"CityJSONFeature","CityObjects":{"a":{"type":"Road"}},"vertices":[]}"#, .missingMember),
            (
                #"{"type":"CityJSONFeature","id":"a","version":"2.0","CityObjects":{"a":{"type":"Road"}},"vertices":[]}"#,
                .notInFeature
            ),
            (#"{"type":"CityJSON","id":"a","CityObjects":{"a":{"type":"Road"}},"vertices":[]}"#, .wrongFeatureType),
            (#"{"type":"CityJSONFeature","id":"z","CityObjects":{"z":{"type":"Road"}},"vertices":[]}"#, .objectTwice),
        ] as [(String, CityJSONReason?)])
    func sequences(line: String, reason: CityJSONReason?) throws {
        let header =
            #"{"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[0,0,0]},"CityObjects":{},"vertices":[]}"#
        let first = #"{"type":"CityJSONFeature","id":"z","CityObjects":{"z":{"type":"Road"}},"vertices":[]}"#
        var inspector = CityJSONInspector()
        inspector.read(Array([header, first, line].joined(separator: "\r\n").utf8))
        inspector.finish()
        #expect(inspector.validator.issues.filter { !$0.isWarning }.map(\.reason) == (reason.map { [$0] } ?? []))
        #expect(inspector.validator.issues.allSatisfy { $0.line == 3 })
    }
}
