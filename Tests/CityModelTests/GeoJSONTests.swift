import CityModel
import Testing

@Suite struct GeoJSONTests {
    static let site = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","id":7,"geometry":{"type":"Polygon","coordinates":[[[120.155,30.274],[120.1553,30.274],
        [120.1553,30.2742],[120.155,30.2742],[120.155,30.274]]]},"properties":{"name":"\\u53a8\\u623f","building:levels":"4"}},
        {"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[120.156,30.274],[120.157,30.274],
        [120.157,30.275],[120.156,30.274]]]]},"properties":{"cityObjectType":"LandUse"}},
        {"type":"Feature","geometry":{"type":"LineString","coordinates":[[120.156,30.274],[120.157,30.274]]},
        "properties":{"cityObjectType":"Road"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[120.156,30.274,8.5]},"properties":null},
        {"type":"Feature","geometry":null,"properties":{}}]}
        """

    @Test("features become city objects in metres and come back at their places")
    func roundTrip() throws {
        let collection = try GeoJSON(Array(Self.site.utf8))
        let model = try #require(CityModel(geoJSON: collection))
        #expect(
            model.body.objects.map(\.type) == ["Building", "LandUse", "Road", "GenericCityObject", "GenericCityObject"])
        #expect(
            model.body.objects.map { $0.geometry?.first?.type }
                == [.solid, .multiSurface, .multiLineString, .multiPoint, nil])
        #expect(model.header.referenceSystem == "https://www.opengis.net/def/crs/EPSG/0/4549")
        var validator = CityJSONValidator()
        validator.check(try JSONDocument(model.cityJSON))
        #expect(validator.isValid, "\(validator.issues.first?.description ?? "")")

        let back = try GeoJSON(model.geoJSON().bytes())
        #expect(back.features[0].id == "7")
        #expect(back.features[0].properties?["height"]?.double == 12)
        guard case .polygon(let rings) = back.features[0].geometry,
            case .polygon(let before) = collection.features[0].geometry
        else {
            Issue.record("not a polygon")
            return
        }
        #expect(rings[0].count == 5)
        for position in before[0] {
            #expect(rings[0].contains { abs($0.x - position.x) < 2e-8 && abs($0.y - position.y) < 2e-8 })
        }
    }

    @Test(
        "text that breaks a rule is refused with its place",
        arguments: [
            (
                #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}"#, "$.coordinates[0]",
                GeoJSONError.Reason.shortRing
            ),
            (#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}"#, "$.coordinates[0]", .openRing),
            (#"{"type":"LineString","coordinates":[[0,0]]}"#, "$.coordinates", .shortLine),
            (#"{"type":"Point","coordinates":[0]}"#, "$.coordinates", .badPosition),
            (#"{"type":"Point","coordinates":[0,1e999]}"#, "$.coordinates", .badPosition),
            (#"{"type":"Circle","coordinates":[0,1]}"#, "$.type", .unknownType),
            (
                #"{"type":"FeatureCollection","features":[{"type":"Feature"}]}"#, "$.features[0].geometry",
                .missingMember
            ),
            (#"{"type":"FeatureCollection","features":{}}"#, "$.features", .notAnArray),
            (#"{"type":"Feature","geometry":null,"id":true}"#, "$.id", .badIdentifier),
            (#"[]"#, "$", .notAnObject),
        ])
    func refusals(source: String, path: String, reason: GeoJSONError.Reason) {
        #expect(throws: GeoJSONError.invalid(path: path, reason: reason)) { try GeoJSON(Array(source.utf8)) }
    }

    @Test("a collection that names another system keeps it")
    func system() throws {
        let source = #"""
            {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4547"}},
            "features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[505730.378,2491704.261]},"properties":{}}]}
            """#
        let collection = try GeoJSON(Array(source.utf8))
        let model = try #require(CityModel(geoJSON: collection))
        #expect(model.header.referenceSystem?.hasSuffix("/4547") == true)
        guard case .point(let point) = model.geoJSON().features[0].geometry else {
            Issue.record("not a point")
            return
        }
        #expect(abs(point.x - 114.0557) < 2e-8 && abs(point.y - 22.5229) < 2e-8)
    }
}
