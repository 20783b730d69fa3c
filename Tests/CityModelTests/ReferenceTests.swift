import CityModel
import Testing

@Suite struct ReferenceTests {
    /// EPSG code, longitude, latitude, x, y; computed with PROJ.
    static let places: [(Int, Double, Double, Double, Double)] = [
        (4547, 114.0557, 22.5229, 505730.377880, 2491704.260787),
        (4549, 120.15507, 30.27408, 514920.850710, 3350506.648765),
        (4528, 120.15507, 30.27408, 40514920.850710, 3350506.648765),
        (4534, 75.9, 39.45, 577468.133698, 4368849.504296),
        (4554, 134.7, 48.36, 477768.605011, 5358500.867766),
        (4513, 73.6, 39.8, 25380098.363700, 4408260.270999),
        (4501, 134.0, 47.0, 23423944.265607, 5207732.440601),
        (4508, 113.0, 28.2, 696381.554250, 3122226.055184),
        (32651, 121.4737, 31.2304, 354633.648993, 3456140.529642),
        (3857, 120.15507, 30.27408, 13375601.208630, 3538829.146465),
        (4539, 120.15507, 30.27408, 3466328.706469, 3768589.575488),
    ]

    @Test("projected coordinates agree with PROJ to a tenth of a millimetre, both ways", arguments: places)
    func projection(epsg: Int, longitude: Double, latitude: Double, x: Double, y: Double) throws {
        let system = try #require(ReferenceSystem(epsg: epsg))
        let point = try #require(system.coordinates(longitude: longitude, latitude: latitude))
        #expect(abs(point.x - x) < 1e-4 && abs(point.y - y) < 1e-4)
        let place = try #require(system.geographic(x: x, y: y))
        #expect(abs(place.longitude - longitude) < 1e-9 && abs(place.latitude - latitude) < 1e-9)
    }

    @Test("every zone of CGCS2000 returns to its start within a micrometre")
    func zones() throws {
        for epsg in 4491...4554 {
            let system = try #require(ReferenceSystem(epsg: epsg))
            let middle = try #require(system.geographic(x: Self.falseEasting(epsg), y: 3_500_000)).longitude
            for offset in [-3.0, -1.5, 0, 0.7, 3] {
                for latitude in [3.4, 18.2, 30.27, 53.5] {
                    let point = try #require(system.coordinates(longitude: middle + offset, latitude: latitude))
                    let back = try #require(system.geographic(x: point.x, y: point.y))
                    #expect(abs(back.longitude - middle - offset) < 1e-11 && abs(back.latitude - latitude) < 1e-11)
                }
            }
        }
        #expect(ReferenceSystem(epsg: 7415) == nil)
    }

    static func falseEasting(_ epsg: Int) -> Double {
        switch epsg {
        case 4491...4501: Double(epsg - 4491 + 13) * 1e6 + 500_000
        case 4513...4533: Double(epsg - 4513 + 25) * 1e6 + 500_000
        default: 500_000
        }
    }

    @Test("systems are found by address and by URN")
    func names() {
        #expect(ReferenceSystem(name: "https://www.opengis.net/def/crs/EPSG/0/4549")?.epsg == 4549)
        #expect(ReferenceSystem(name: "urn:ogc:def:crs:EPSG::4490") == .cgcs2000)
        #expect(ReferenceSystem(name: "urn:ogc:def:crs:OGC:1.3:CRS84") == .wgs84)
        #expect(ReferenceSystem(name: "https://www.opengis.net/def/crs/EPSG/0/7415") == nil)
        #expect(ReferenceSystem(name: "4549") == nil)
        #expect(ReferenceSystem.gaussKrueger(longitude: 120.155)?.epsg == 4549)
        #expect(ReferenceSystem.gaussKrueger(longitude: 12) == nil)
    }

    /// WGS-84, its GCJ-02, and the BD-09 of the same numbers taken for GCJ-02, from Beijing to Haikou.
    ///
    /// Source: computed with coord-convert 0.2.1. eviltransform 0.1.1 gives the same BD-09; its GCJ-02 differs by up to
    /// 1.1e-7 degrees, as it takes 6,378,137 m for the Earth's radius.
    static let shifts: [(Double, Double, Double, Double, Double, Double)] = [
        (116.404, 39.915, 116.41024449916938, 39.91640428150164, 116.41036949371029, 39.92133699351021),
        (120.1551, 30.2741, 120.15979447929637, 30.271771223200254, 120.16164291422794, 30.280009657184756),
        (121.4737, 31.2304, 121.47822305927693, 31.22845773757727, 121.48023740342614, 31.236334819793708),
        (113.2644, 23.1291, 113.26972959210308, 23.126423339922844, 113.27083292703821, 23.13532860729331),
        (87.6168, 43.8256, 87.61964994946926, 43.82680539311119, 87.62323360789793, 43.83177625779309),
        (91.1322, 29.6604, 91.1337433248789, 29.657679589949623, 91.13879832824496, 29.666154512949586),
        (126.535, 45.8038, 126.54104035015793, 45.80578152514843, 126.54161490510698, 45.8094268777196),
        (110.3312, 20.0311, 110.33557084396945, 20.029053664963516, 110.3377449840336, 20.036801919817723),
    ]

    @Test("the shifts of Chinese maps agree with other programs", arguments: shifts)
    func shiftExamples(x: Double, y: Double, gcjX: Double, gcjY: Double, bdX: Double, bdY: Double) {
        let gcj = ChinaOffset.gcj02(fromWGS84: (x, y))
        #expect(abs(gcj.longitude - gcjX) < 1e-9 && abs(gcj.latitude - gcjY) < 1e-9)
        let bd = ChinaOffset.bd09(fromGCJ02: (x, y))
        #expect(abs(bd.longitude - bdX) < 1e-9 && abs(bd.latitude - bdY) < 1e-9)
        let back = ChinaOffset.wgs84(fromBD09: ChinaOffset.bd09(fromGCJ02: (gcjX, gcjY)))
        #expect(abs(back.longitude - x) < 1e-8 && abs(back.latitude - y) < 1e-8)
    }

    @Test("the way back from GCJ-02 and BD-09 ends within a millimetre of its start, all over China")
    func shiftInverse() {
        var numbers = Numbers(1)
        for _ in 0..<2000 {
            let place = (longitude: 73.5 + numbers.fraction() * 61, latitude: 3.5 + numbers.fraction() * 50)
            let gcj = ChinaOffset.wgs84(fromGCJ02: ChinaOffset.gcj02(fromWGS84: place))
            let bd = ChinaOffset.wgs84(fromBD09: ChinaOffset.bd09(fromWGS84: place))
            // 1e-8 degrees are at most 1.1 mm.
            #expect(abs(gcj.longitude - place.longitude) < 5e-9 && abs(gcj.latitude - place.latitude) < 5e-9)
            #expect(abs(bd.longitude - place.longitude) < 5e-9 && abs(bd.latitude - place.latitude) < 5e-9)
        }
        #expect(ChinaOffset.gcj02(fromWGS84: (2.35, 48.85)) == (2.35, 48.85))
    }

    @Test("a model goes to degrees and back within a millimetre")
    func conversion() throws {
        var model = CityModel(
            header: CityHeader(
                transform: CityTransform(translate: SIMD3(514_000, 3_350_000, 0)),
                metadata: JSONObject([
                    .init(key: "referenceSystem", value: "https://www.opengis.net/def/crs/EPSG/0/4549")
                ])))
        model.extrude(
            footprint: CityFootprint(outer: [
                SIMD2(514_010, 3_350_010), SIMD2(514_030, 3_350_010), SIMD2(514_030, 3_350_025),
            ]),
            height: 12, id: "b")
        let degrees = try #require(model.converted(to: .cgcs2000))
        let zone = try #require(ReferenceSystem(epsg: 4549))
        let back = try #require(degrees.converted(to: zone))
        for (one, two) in zip(model.body.vertices, back.body.vertices) {
            let gap = model.header.transform.point(one) - back.header.transform.point(two)
            #expect(abs(gap.x) <= 0.0021 && abs(gap.y) <= 0.0021 && abs(gap.z) < 1e-9)
        }
        #expect(degrees.inMetres()?.header.referenceSystem == model.header.referenceSystem)
    }
}
