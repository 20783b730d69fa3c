import Testing

@testable import IFC

@Suite("Model")
struct ModelTests {
    static let records =
        Sample.box + """
            #200=IFCPROPERTYSINGLEVALUE('Fire rating',$,IFCLABEL('REI 90'),$);
            #201=IFCPROPERTYSINGLEVALUE('External',$,IFCBOOLEAN(.T.),$);
            #202=IFCPROPERTYSET('0000000000000000000011',$,'Pset_WallCommon',$,(#200,#201));
            #203=IFCRELDEFINESBYPROPERTIES('0000000000000000000012',$,$,$,(#902),#202);
            #204=IFCPROPERTYSINGLEVALUE('External',$,IFCBOOLEAN(.F.),$);
            #205=IFCPROPERTYSINGLEVALUE('Reference',$,IFCIDENTIFIER('W1'),$);
            #206=IFCPROPERTYSET('0000000000000000000013',$,'Pset_WallCommon',$,(#204,#205));
            #207=IFCWALLTYPE('0000000000000000000014',$,'Type',$,$,(#206),$,$,$,.SOLIDWALL.);
            #208=IFCRELDEFINESBYTYPE('0000000000000000000015',$,$,$,(#902),#207);
            #209=IFCQUANTITYAREA('NetSideArea',$,$,12.5,$);
            #210=IFCELEMENTQUANTITY('0000000000000000000016',$,'Qto_WallBaseQuantities',$,$,(#209));
            #211=IFCRELDEFINESBYPROPERTIES('0000000000000000000017',$,$,$,(#902),#210);
            #220=IFCMATERIAL('Brick',$,$);
            #221=IFCMATERIALLAYER(#220,240.,$,'Core',$,$,$);
            #222=IFCMATERIALLAYERSET((#221),$,$);
            #223=IFCRELASSOCIATESMATERIAL('0000000000000000000018',$,$,$,(#902),#222);
            #224=IFCCLASSIFICATION($,$,$,'Uniclass',$,$,$);
            #225=IFCCLASSIFICATIONREFERENCE($,'Ss_25','Walls',#224,$,$);
            #226=IFCRELASSOCIATESCLASSIFICATION('0000000000000000000019',$,$,$,(#902),#225);
            #230=IFCRELCONTAINEDINSPATIALSTRUCTURE('0000000000000000000020',$,$,$,(#902),#20);
            #231=IFCCOLOURRGB($,0.5,0.25,0.125);
            #232=IFCSURFACESTYLERENDERING(#231,0.25,$,$,$,$,$,$,.FLAT.);
            #233=IFCSURFACESTYLE('paint',.BOTH.,(#232));
            #234=IFCSTYLEDITEM(#101,(#233),$);
            #240=IFCTASKTIME($,$,$,.WORKTIME.,'P5D','2026-03-02T08:00:00','2026-03-06T17:00:00',$,$,$,$,$,$,.T.,$,$,$,$,$,0.4);
            #241=IFCTASK('0000000000000000000021',$,'Build',$,$,'T1',$,'STARTED',$,.F.,$,#240,$);
            #242=IFCTASK('0000000000000000000022',$,'Paint',$,$,'T2',$,$,$,.T.,$,$,$);
            #243=IFCLAGTIME($,$,$,IFCDURATION('P2D'),.WORKTIME.);
            #244=IFCRELSEQUENCE('0000000000000000000023',$,$,$,#241,#242,#243,.FINISH_START.,$);
            #245=IFCRELASSIGNSTOPRODUCT('0000000000000000000024',$,$,$,(#241),$,#902);
            #246=IFCPROJECTEDCRS('EPSG:4549',$,$,$,$,$,$);
            #247=IFCMAPCONVERSION(#2,#246,500000.,3350000.,4.5,0.8,0.6,0.001);
            """
    let model: IFCModel

    init() throws {
        model = try IFCModel(Sample.body(101, Self.records, element: "IFCWALL"))
    }

    @Test("the good sample has no problem")
    func good() {
        #expect(model.problems().isEmpty)
        #expect(model.warnings().isEmpty)
    }

    @Test("a reference to nothing is a warning, not a problem")
    func dangling() throws {
        let model = try IFCModel(Sample.body(101, Sample.box + "#300=IFCANY(#99999);"))
        #expect(model.problems().isEmpty)
        #expect(model.warnings().map(\.reason) == [.missingInstance])
    }

    @Test("an element's own values win over those of its type")
    func properties() throws {
        let sets = model.propertySets(of: 902)
        #expect(sets.map(\.name) == ["Pset_WallCommon", "Qto_WallBaseQuantities"])
        let common = try #require(sets.first).properties
        #expect(common.map(\.name) == ["External", "Reference", "Fire rating"])
        #expect(common[0].value.truth == true)
        #expect(sets[1].isQuantities && sets[1].properties[0].value.number == 12.5)
    }

    @Test("the tree holds storey and element, the storey its counts")
    func tree() throws {
        let project = try #require(model.spatialTree().first)
        #expect(project.parts.map(\.globalId) == ["0000000000000000000002"])
        #expect(project.parts[0].elements == [902])
        let storey = try #require(model.storeys().first)
        #expect(storey.elevation == 150 && storey.elementCount == 1 && storey.spaceCount == 0)
        #expect(model.storey(of: 902) == 20)
    }

    @Test("material, classification and units are read")
    func meaning() {
        #expect(model.materials(of: 902) == [IFCMaterial(name: "Brick", thicknessMetres: 0.24, role: "Core")])
        #expect(model.classifications(of: 902).map(\.code) == ["Ss_25"])
        #expect(model.classifications(of: 902).map(\.system) == ["Uniclass"])
        #expect(model.lengthUnitScale == 0.001)
        #expect(abs(model.angleUnitScale - Double.pi / 180) < 1e-15)
    }

    @Test("the colour of the item reaches the mesh")
    func colour() throws {
        let part = try #require(try model.shapes().shapes.first?.parts.first)
        #expect(part.colour == IFCColour(red: 0.5, green: 0.25, blue: 0.125, opacity: 0.75))
    }

    @Test("tasks, their times, order and products are read")
    func schedule() {
        let schedule = model.schedule()
        #expect(schedule.tasks.map(\.name) == ["Build", "Paint"])
        #expect(schedule.tasks[0].times.start == "2026-03-02T08:00:00")
        #expect(schedule.tasks[0].times.completion == 0.4)
        #expect(schedule.tasks[0].products == [902])
        #expect(schedule.tasks[1].isMilestone)
        #expect(schedule.sequences == [IFCSequence(predecessor: 241, successor: 242, kind: .finishStart, lag: "P2D")])
    }

    @Test("the model knows its place on the map")
    func georeference() throws {
        let place = try #require(model.georeference())
        #expect(place.system == "EPSG:4549")
        #expect(place.eastings == 500_000 && place.northings == 3_350_000)
        #expect(place.xAxisAbscissa == 0.8 && place.xAxisOrdinate == 0.6 && place.scale == 0.001)
    }

    @Test("a place that is a part of itself is followed once")
    func circularTree() throws {
        let bytes = Sample.file("#100=IFCRELAGGREGATES('0000000000000000000031',$,$,$,#20,(#1));")
        #expect(try IFCModel(bytes).spatialTree().count == 1)
    }
}
