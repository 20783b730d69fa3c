import IFC

/// Small models written for the tests.
enum Sample {
    static let header = """
        ISO-10303-21;
        HEADER;
        FILE_DESCRIPTION((''),'2;1');
        FILE_NAME('sample.ifc','2026-01-01T00:00:00',(''),(''),'','','');
        FILE_SCHEMA(('IFC4'));
        ENDSEC;
        DATA;

        """
    static let footer = "\nENDSEC;\nEND-ISO-10303-21;\n"

    /// A project in millimetres with degrees, one storey, and whatever records are added from #100.
    static let base = """
        #1=IFCPROJECT('0000000000000000000001',$,'Lane',$,$,$,$,(#2),#3);
        #2=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-5,#10,$);
        #3=IFCUNITASSIGNMENT((#4,#5));
        #4=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);
        #5=IFCCONVERSIONBASEDUNIT(#6,.PLANEANGLEUNIT.,'DEGREE',#7);
        #6=IFCDIMENSIONALEXPONENTS(0,0,0,0,0,0,0);
        #7=IFCMEASUREWITHUNIT(IFCPLANEANGLEMEASURE(0.0174532925199433),#8);
        #8=IFCSIUNIT(*,.PLANEANGLEUNIT.,$,.RADIAN.);
        #10=IFCAXIS2PLACEMENT3D(#11,$,$);
        #11=IFCCARTESIANPOINT((0.,0.,0.));
        #12=IFCLOCALPLACEMENT($,#10);
        #13=IFCDIRECTION((0.,0.,1.));
        #14=IFCDIRECTION((1.,0.,0.));
        #15=IFCAXIS2PLACEMENT2D(#16,$);
        #16=IFCCARTESIANPOINT((0.,0.));
        #20=IFCBUILDINGSTOREY('0000000000000000000002',$,'Ground',$,$,#12,$,$,.ELEMENT.,150.);
        #21=IFCRELAGGREGATES('0000000000000000000003',$,$,$,#1,(#20));

        """

    static func file(_ records: String) -> [UInt8] { Array((header + base + records + footer).utf8) }

    /// A model with one body made of an item.
    static func body(_ item: Int, _ records: String, element: String = "IFCBUILDINGELEMENTPROXY") -> [UInt8] {
        file(
            records + """

                #900=IFCSHAPEREPRESENTATION(#2,'Body','Any',(#\(item)));
                #901=IFCPRODUCTDEFINITIONSHAPE($,$,(#900));
                #902=\(element)('0000000000000000000009',$,'Body',$,$,#12,#901,$,$);
                """)
    }

    /// An upright box of 1000 × 400 × 800 mm about the z axis: 0.32 m³.
    static let box = """
        #100=IFCRECTANGLEPROFILEDEF(.AREA.,$,#15,1000.,400.);
        #101=IFCEXTRUDEDAREASOLID(#100,#10,#13,800.);

        """
}
