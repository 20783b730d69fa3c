import IFC
import Testing

@Suite("Geometry")
struct GeometryTests {
    private func shape(_ bytes: [UInt8]) throws -> (volume: Double, box: IFCBox, undrawn: [IFCUndrawn]) {
        let drawn = try IFCModel(bytes).shapes()
        let shape = try #require(drawn.shapes.first { $0.globalId == "0000000000000000000009" })
        return (shape.signedVolume, shape.box, drawn.undrawn)
    }

    private func expectVolume(_ item: Int, _ records: String, _ expected: Double, within share: Double = 1e-6) throws {
        let found = try shape(Sample.body(item, records))
        #expect(abs(found.volume - expected) <= share * expected, "volume \(found.volume)")
        #expect(found.undrawn.isEmpty)
    }

    @Test("an extruded rectangle has its volume and box in metres, facing outwards")
    func extrusion() throws {
        let found = try shape(Sample.body(101, Sample.box))
        #expect(abs(found.volume - 0.32) < 1e-9)
        #expect(found.box == IFCBox(low: [-0.5, -0.2, 0], high: [0.5, 0.2, 0.8]))
    }

    @Test("extruding downwards faces outwards too")
    func downwards() throws {
        try expectVolume(
            103, Sample.box + "#102=IFCDIRECTION((0.,0.,-1.));\n#103=IFCEXTRUDEDAREASOLID(#100,#10,#102,800.);", 0.32)
    }

    static let second =
        Sample.box + """
            #110=IFCCARTESIANPOINT((500.,200.,300.));
            #111=IFCAXIS2PLACEMENT3D(#110,$,$);
            #112=IFCEXTRUDEDAREASOLID(#100,#111,#13,800.);

            """

    @Test(
        "two boxes that overlap are joined, cut and met exactly",
        arguments: [
            ("UNION", 0.59), ("DIFFERENCE", 0.27), ("INTERSECTION", 0.05),
        ])
    func overlap(_ operation: String, _ volume: Double) throws {
        try expectVolume(120, Self.second + "#120=IFCBOOLEANRESULT(.\(operation).,#101,#112);", volume)
    }

    static let flush =
        Sample.box + """
            #110=IFCRECTANGLEPROFILEDEF(.AREA.,$,#15,200.,400.);
            #112=IFCEXTRUDEDAREASOLID(#110,#10,#13,800.);

            """

    @Test(
        "faces in one plane leave no skin behind",
        arguments: [
            ("UNION", 0.32), ("DIFFERENCE", 0.256), ("INTERSECTION", 0.064),
        ])
    func flush(_ operation: String, _ volume: Double) throws {
        try expectVolume(120, Self.flush + "#120=IFCBOOLEANRESULT(.\(operation).,#101,#112);", volume)
    }

    @Test("a half-space takes away the side of its material", arguments: [("T", 0.12), ("F", 0.2)])
    func halfSpace(_ agreement: String, _ volume: Double) throws {
        let records =
            Sample.box + """
                #110=IFCCARTESIANPOINT((0.,0.,500.));
                #111=IFCAXIS2PLACEMENT3D(#110,$,$);
                #112=IFCPLANE(#111);
                #113=IFCHALFSPACESOLID(#112,.\(agreement).);
                #114=IFCBOOLEANCLIPPINGRESULT(.DIFFERENCE.,#101,#113);
                """
        try expectVolume(114, records, volume)
    }

    @Test("a bounded half-space cuts within its outline only")
    func boundedHalfSpace() throws {
        let records =
            Sample.box + """
                #110=IFCCARTESIANPOINT((0.,0.,500.));
                #111=IFCAXIS2PLACEMENT3D(#110,$,$);
                #112=IFCPLANE(#111);
                #115=IFCCARTESIANPOINT((0.,-300.));
                #116=IFCCARTESIANPOINT((300.,-300.));
                #117=IFCCARTESIANPOINT((300.,300.));
                #118=IFCCARTESIANPOINT((0.,300.));
                #119=IFCPOLYLINE((#115,#116,#117,#118,#115));
                #120=IFCPOLYGONALBOUNDEDHALFSPACE(#112,.F.,#10,#119);
                #121=IFCBOOLEANCLIPPINGRESULT(.DIFFERENCE.,#101,#120);
                """
        try expectVolume(121, records, 0.32 - 0.3 * 0.4 * 0.3)
    }

    @Test("a round hole takes the volume of its 26 sides")
    func roundHole() throws {
        let records =
            Sample.box + """
                #110=IFCCIRCLEPROFILEDEF(.AREA.,$,#15,20.);
                #112=IFCEXTRUDEDAREASOLID(#110,#10,#13,800.);
                #113=IFCBOOLEANRESULT(.DIFFERENCE.,#101,#112);
                """
        // 26 sides: 13 r² sin(2π/26).
        try expectVolume(113, records, 0.32 - 0.8 * 13 * 0.0004 * 0.239315664287558, within: 1e-6)
    }

    @Test("an opening is cut out of the wall that it voids")
    func opening() throws {
        let records =
            Sample.box + """
                #110=IFCRECTANGLEPROFILEDEF(.AREA.,$,#15,200.,1000.);
                #112=IFCEXTRUDEDAREASOLID(#110,#10,#13,500.);
                #113=IFCSHAPEREPRESENTATION(#2,'Body','SweptSolid',(#112));
                #114=IFCPRODUCTDEFINITIONSHAPE($,$,(#113));
                #115=IFCOPENINGELEMENT('0000000000000000000008',$,$,$,$,#12,#114,$,$);
                #116=IFCRELVOIDSELEMENT('0000000000000000000007',$,$,$,#902,#115);
                """
        let found = try shape(Sample.body(101, records, element: "IFCWALL"))
        #expect(abs(found.volume - (0.32 - 0.2 * 0.4 * 0.5)) < 1e-9)
        #expect(found.undrawn.isEmpty)
    }

    @Test("a mapped body is stretched and mirrored as its map says")
    func mapped() throws {
        let records =
            Sample.box + """
                #110=IFCSHAPEREPRESENTATION(#2,'Body','SweptSolid',(#101));
                #111=IFCREPRESENTATIONMAP(#10,#110);
                #112=IFCDIRECTION((-1.,0.,0.));
                #113=IFCDIRECTION((0.,1.,0.));
                #114=IFCCARTESIANTRANSFORMATIONOPERATOR3DNONUNIFORM(#112,#113,#11,2.,#13,3.,0.5);
                #115=IFCMAPPEDITEM(#111,#114);
                """
        let found = try shape(Sample.body(115, records))
        #expect(abs(found.volume - 0.96) < 1e-9)
        let off = (found.box.high - SIMD3(1, 0.6, 0.4)) * (found.box.high - SIMD3(1, 0.6, 0.4))
        #expect(off.sum() < 1e-18)
        #expect(found.box.low.x == -1)
    }

    @Test("a rolled section has the area of its outline")
    func iShape() throws {
        let records = """
            #100=IFCISHAPEPROFILEDEF(.AREA.,$,#15,200.,400.,10.,20.,$,$,$);
            #101=IFCEXTRUDEDAREASOLID(#100,#10,#13,1000.);
            """
        try expectVolume(101, records, 0.2 * 0.02 * 2 + 0.36 * 0.01)
    }

    @Test("a full turn of a rectangle is a ring")
    func revolved() throws {
        let records = """
            #98=IFCCARTESIANPOINT((500.,0.));
            #99=IFCAXIS2PLACEMENT2D(#98,$);
            #100=IFCRECTANGLEPROFILEDEF(.AREA.,$,#99,200.,100.);
            #102=IFCDIRECTION((0.,1.,0.));
            #103=IFCAXIS1PLACEMENT(#11,#102);
            #104=IFCREVOLVEDAREASOLID(#100,#10,#103,360.);
            """
        try expectVolume(104, records, 2 * Double.pi * 0.5 * 0.02, within: 5e-3)
    }

    @Test("sections along an alignment enclose area times length")
    func sectioned() throws {
        let records =
            Sample.box + """
                #110=IFCCURVESEGMENT(.CONTINUOUS.,#15,IFCLENGTHMEASURE(0.),IFCLENGTHMEASURE(10000.),#111);
                #111=IFCLINE(#16,#112);
                #112=IFCVECTOR(#113,1.);
                #113=IFCDIRECTION((1.,0.));
                #114=IFCCOMPOSITECURVE((#110),.U.);
                #115=IFCSECTIONEDSOLIDHORIZONTAL(#114,(#100,#100),(#116,#117));
                #116=IFCAXIS2PLACEMENTLINEAR(#118,$,$);
                #117=IFCAXIS2PLACEMENTLINEAR(#119,$,$);
                #118=IFCPOINTBYDISTANCEEXPRESSION(IFCLENGTHMEASURE(1000.),$,$,$,#114);
                #119=IFCPOINTBYDISTANCEEXPRESSION(IFCLENGTHMEASURE(3000.),$,$,$,#114);
                """
        try expectVolume(115, records, 0.8)
    }

    @Test("a body on a grid stands where its axes cross")
    func grid() throws {
        let records =
            Sample.box + """
                #110=IFCCARTESIANPOINT((0.,2000.));
                #111=IFCCARTESIANPOINT((9000.,2000.));
                #112=IFCPOLYLINE((#110,#111));
                #113=IFCGRIDAXIS('A',#112,.T.);
                #114=IFCCARTESIANPOINT((3000.,0.));
                #115=IFCCARTESIANPOINT((3000.,9000.));
                #116=IFCPOLYLINE((#114,#115));
                #117=IFCGRIDAXIS('1',#116,.T.);
                #118=IFCGRID('0000000000000000000041',$,$,$,$,#12,$,(#113),(#117),$);
                #119=IFCVIRTUALGRIDINTERSECTION((#113,#117),(0.,0.));
                #120=IFCGRIDPLACEMENT(#119,$);
                """
        let bytes = Sample.body(101, records)
        let text = String(decoding: bytes, as: UTF8.self).replacing("'Body',$,$,#12,#901", with: "'Body',$,$,#120,#901")
        let found = try shape(Array(text.utf8))
        #expect(abs(found.box.low.x - 2.5) < 1e-9 && abs(found.box.high.y - 2.2) < 1e-9)
    }

    @Test("numbers beyond all measure are named, not drawn", arguments: ["1.E400", "1.E200", "-1.E308", "0."])
    func hugeNumbers(_ number: String) throws {
        let records =
            Sample.box + """
                #110=IFCSHAPEREPRESENTATION(#2,'Body','SweptSolid',(#101));
                #111=IFCREPRESENTATIONMAP(#10,#110);
                #114=IFCCARTESIANTRANSFORMATIONOPERATOR3D($,$,#11,\(number),$);
                #115=IFCMAPPEDITEM(#111,#114);
                """
        let drawn = try IFCModel(Sample.body(115, records)).shapes()
        #expect(drawn.shapes.isEmpty && drawn.undrawn.map(\.reason) == [.badPlacement])
    }

    @Test("what is not in the list is named with its reason")
    func undrawn() throws {
        let model = try IFCModel(Sample.body(101, "#101=IFCSECTIONEDSPINE($,$,$);"))
        let drawn = try model.shapes()
        #expect(drawn.shapes.isEmpty)
        #expect(drawn.undrawn.map(\.reason) == [.notInList])
        #expect(drawn.undrawn.map(\.item) == [101])
    }

    @Test(
        "items in a circle are named, not followed",
        arguments: [
            "#101=IFCBOOLEANRESULT(.UNION.,#101,#101);", "#101=IFCCSGSOLID(#101);",
            "#101=IFCMAPPEDITEM(#110,#111);#110=IFCREPRESENTATIONMAP(#10,#900);#111=IFCCARTESIANTRANSFORMATIONOPERATOR3D($,$,#11,$,$);",
            "#101=IFCEXTRUDEDAREASOLID(#102,#10,#13,1.);#102=IFCCOMPOSITEPROFILEDEF(.AREA.,$,(#102),$);",
        ])
    func circles(_ records: String) throws {
        let drawn = try IFCModel(Sample.body(101, records)).shapes()
        #expect(drawn.shapes.isEmpty)
        #expect(!drawn.undrawn.isEmpty)
    }

    @Test("a placement relative to itself is named")
    func circularPlacement() throws {
        let bytes = Sample.body(101, Sample.box)
        let text = String(decoding: bytes, as: UTF8.self).replacing(
            "IFCLOCALPLACEMENT($,#10)", with: "IFCLOCALPLACEMENT(#12,#10)")
        let drawn = try IFCModel(Array(text.utf8)).shapes()
        #expect(drawn.undrawn.map(\.reason) == [.badPlacement])
    }

    @Test("the same file gives the same triangles, and cancelling stops the work")
    func repeatable() throws {
        let bytes = Sample.body(120, Self.second + "#120=IFCBOOLEANRESULT(.UNION.,#101,#112);")
        let first = try IFCModel(bytes).shapes().shapes.flatMap(\.parts).map(\.mesh)
        let second = try IFCModel(bytes).shapes().shapes.flatMap(\.parts).map(\.mesh)
        #expect(first == second)
        let model = try IFCModel(bytes)
        #expect(throws: IFCError.cancelled) { try model.shapes(isCancelled: { true }) }
    }

    @Test("progress counts every product once")
    func progress() throws {
        var seen: [Int] = []
        _ = try IFCModel(Sample.body(101, Sample.box)).shapes(progress: { done, _ in seen.append(done) })
        #expect(seen == [1, 2])
    }
}
