import Testing

@testable import CityModel

@Suite("Classifying OpenStreetMap")
struct OSMFeaturesTests {
    private func features() throws -> OSMFeatures {
        OSMFeatures(try OSMExtract(reading: OSMFixtures.bytes("compound.osm")))
    }

    @Test("a multipolygon of two ways has one ring and its courtyard")
    func joinsRings() throws {
        let building = try #require(features().buildings.last)
        #expect(building.source == OSMSource(kind: .relation, id: 20))
        #expect(building.heightMetres == 18.5)
        #expect(building.heightSource == .height)
        let polygon = try #require(building.polygons.first)
        #expect(building.polygons.count == 1)
        #expect(polygon.outer.count == 5)
        #expect(polygon.outer.first == polygon.outer.last)
        #expect(polygon.holes.map(\.count) == [5])
        #expect(Ring.doubledArea(polygon.outer) > 0)
        #expect(Ring.doubledArea(polygon.holes[0]) < 0)
        #expect(abs(polygon.centre.latitude - 30.2005) < 1e-9)
        #expect(abs(polygon.centre.longitude - 120.1005) < 1e-9)
    }

    @Test("a height comes from the height, then from storeys, then from the default")
    func takesHeights() throws {
        #expect(try features().buildings.first?.heightMetres == 18)
        func height(_ tags: OSMTags) -> OSMBuilding {
            OSMBuilding(OSMSource(kind: .way, id: 1), tags, [], isPart: false, OSMHeightPolicy())
        }
        #expect(height(["height": "40'6\""]).heightMetres == 486 * 0.0254)
        #expect(height(["building:levels": "5", "roof:levels": "1"]).heightMetres == 18)
        #expect(height(["height": "about 20", "building:levels": "2"]).heightSource == .levels)
        #expect(height(["height": "-3"]).heightSource == .assumed)
        #expect(height(["height": "1e300"]).heightMetres == 9)
        #expect(height(["height": "9", "min_height": "3"]).minHeightMetres == 3)
        #expect(height(["height": "9", "min_height": "12"]).minHeightMetres == 0)
    }

    @Test("lengths are read as mappers write them")
    func readsLengths() {
        let cases: [(String, Double?)] = [
            ("12", 12), ("12.5 m", 12.5), ("12,5", 12.5), ("3 米", 3), ("250cm", 2.5), ("10'", 3.048), ("10 ft", 3.048),
            ("", nil), ("m", nil), ("12-14", nil), ("inf", nil), ("0x10", nil), ("'", nil),
        ]
        for (text, metres) in cases {
            let read = OSMMeasure.metres(text)
            if let metres {
                #expect(abs((read ?? -1) - metres) < 1e-9, "\(text)")
            } else {
                #expect(read == nil, "\(text)")
            }
        }
    }

    @Test("every kind of facility has a rule that gives it, and a Chinese name of its own")
    func namesKinds() {
        for kind in OSMFacilityKind.allCases {
            let isGiven = OSMFacilityKind.rules.contains { rule in
                OSMFacilityKind(OSMTags([OSMTag(key: rule.key, value: rule.values.first ?? "yes")])) == kind
            }
            #expect(isGiven, "\(kind)")
        }
        #expect(Set(OSMFacilityKind.allCases.map(\.chinese)).count == OSMFacilityKind.allCases.count)
        #expect(OSMFacilityKind(["shop": "no"]) == nil)
        #expect(OSMFacilityKind(["shop": "bakery"]) == .shop)
        #expect(OSMFacilityKind(["amenity": "bench"]) == nil)
        #expect(OSMFacilityKind(["amenity": "social_facility", "social_facility": "nursing_home"]) == .elderCare)
    }

    @Test("facilities and roads stand where they are drawn")
    func placesFeatures() throws {
        let features = try features()
        #expect(features.facilities.map(\.kind) == [.kindergarten])
        #expect(features.facilities.first?.position == OSMCoordinate(latitude: 30.2015, longitude: 120.102))
        #expect(features.roads.map(\.line.count) == [3])
        #expect(features.shapelessCount == 0)
    }

    @Test("a ring that does not close or lacks a node is counted, not drawn")
    func countsShapeless() throws {
        let text = """
            <osm><node id='1' lat='1' lon='1'/><node id='2' lat='1' lon='2'/><node id='3' lat='2' lon='2'/>
            <way id='1'><nd ref='1'/><nd ref='2'/><nd ref='99'/><nd ref='1'/><tag k='building' v='yes'/></way>
            <way id='2'><nd ref='1'/><nd ref='2'/><nd ref='3'/></way>
            <relation id='3'><member type='way' ref='2' role='outer'/><tag k='type' v='multipolygon'/>
            <tag k='landuse' v='residential'/></relation></osm>
            """
        let features = OSMFeatures(try OSMExtract(reading: Array(text.utf8)))
        #expect(features.buildings.isEmpty)
        #expect(features.landUses.isEmpty)
        #expect(features.shapelessCount == 2)
    }
}
