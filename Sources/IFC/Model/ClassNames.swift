/// The names of entities as the standard spells them, and the groups that the reader tells apart.
///
/// Source: IFC2X3 TC1, IFC4 ADD2 TC1 (ISO 16739-1:2018) and IFC4X3 ADD2 (ISO 16739-1:2024), schema.
enum ClassNames {
    /// Openings, projections and other features of an element.
    private static let featureText = """
        ChamferEdgeFeature EarthworksCut EdgeFeature FeatureElement FeatureElementAddition FeatureElementSubtraction
        OpeningElement OpeningStandardCase ProjectionElement RoundedEdgeFeature SurfaceFeature VoidingFeature
        """
    /// Elements that are not features.
    private static let elementText = """
        Actuator AirTerminal AirTerminalBox AirToAirHeatRecovery Alarm AudioVisualAppliance Beam BeamStandardCase
        Bearing Boiler Borehole BuildingElement BuildingElementComponent BuildingElementPart BuildingElementProxy
        BuiltElement Burner CableCarrierFitting CableCarrierSegment CableFitting CableSegment CaissonFoundation
        Chiller Chimney CivilElement Coil Column ColumnStandardCase CommunicationsAppliance Compressor Condenser
        Controller ConveyorSegment CooledBeam CoolingTower Course Covering CurtainWall Damper DeepFoundation
        DiscreteAccessory DistributionBoard DistributionChamberElement DistributionControlElement
        DistributionElement DistributionFlowElement Door DoorStandardCase DuctFitting DuctSegment DuctSilencer
        EarthworksElement EarthworksFill ElectricAppliance ElectricDistributionBoard ElectricDistributionPoint
        ElectricFlowStorageDevice ElectricFlowTreatmentDevice ElectricGenerator ElectricMotor ElectricTimeControl
        ElectricalElement Element ElementAssembly ElementComponent EnergyConversionDevice Engine EquipmentElement
        EvaporativeCooler Evaporator Fan Fastener Filter FireSuppressionTerminal FlowController FlowFitting
        FlowInstrument FlowMeter FlowMovingDevice FlowSegment FlowStorageDevice FlowTerminal FlowTreatmentDevice
        Footing FurnishingElement Furniture GeographicElement Geomodel Geoslice GeotechnicalAssembly
        GeotechnicalElement GeotechnicalStratum HeatExchanger Humidifier ImpactProtectionDevice Interceptor
        JunctionBox Kerb Lamp LightFixture LiquidTerminal MechanicalFastener MedicalDevice Member MemberStandardCase
        MobileTelecommunicationsAppliance MooringDevice MotorConnection NavigationElement Outlet Pavement Pile
        PipeFitting PipeSegment Plate PlateStandardCase ProtectiveDevice ProtectiveDeviceTrippingUnit Pump Rail
        Railing Ramp RampFlight ReinforcedSoil ReinforcingBar ReinforcingElement ReinforcingMesh Roof
        SanitaryTerminal Sensor ShadingDevice Sign Signal Slab SlabElementedCase SlabStandardCase SolarDevice
        SpaceHeater StackTerminal Stair StairFlight SwitchingDevice SystemFurnitureElement Tank Tendon TendonAnchor
        TendonConduit TrackElement Transformer TransportElement TransportationDevice TubeBundle
        UnitaryControlElement UnitaryEquipment Valve Vehicle VibrationDamper VibrationIsolator VirtualElement Wall
        WallElementedCase WallStandardCase WasteTerminal Window WindowStandardCase
        """
    /// Products that are not elements.
    private static let productText = """
        Alignment AlignmentCant AlignmentHorizontal AlignmentSegment AlignmentVertical Annotation Bridge BridgePart
        Building BuildingStorey DistributionPort ExternalSpatialElement ExternalSpatialStructureElement Facility
        FacilityPart FacilityPartCommon Grid LinearElement LinearPositioningElement MarineFacility MarinePart Port
        PositioningElement Product Proxy Railway RailwayPart Referent Road RoadPart Site Space SpatialElement
        SpatialStructureElement SpatialZone StructuralAction StructuralActivity StructuralConnection
        StructuralCurveAction StructuralCurveConnection StructuralCurveMember StructuralCurveMemberVarying
        StructuralCurveReaction StructuralItem StructuralLinearAction StructuralLinearActionVarying StructuralMember
        StructuralPlanarAction StructuralPlanarActionVarying StructuralPointAction StructuralPointConnection
        StructuralPointReaction StructuralReaction StructuralSurfaceAction StructuralSurfaceConnection
        StructuralSurfaceMember StructuralSurfaceMemberVarying StructuralSurfaceReaction
        """
    /// Types of objects.
    private static let typeText = """
        ActuatorType AirTerminalBoxType AirTerminalType AirToAirHeatRecoveryType AlarmType AudioVisualApplianceType
        BeamType BearingType BoilerType BuildingElementPartType BuildingElementProxyType BuildingElementType
        BuiltElementType BurnerType CableCarrierFittingType CableCarrierSegmentType CableFittingType
        CableSegmentType CaissonFoundationType ChillerType ChimneyType CivilElementType CoilType ColumnType
        CommunicationsApplianceType CompressorType CondenserType ControllerType ConveyorSegmentType CooledBeamType
        CoolingTowerType CourseType CoveringType CurtainWallType DamperType DeepFoundationType DiscreteAccessoryType
        DistributionBoardType DistributionChamberElementType DistributionControlElementType DistributionElementType
        DistributionFlowElementType DoorStyle DoorType DuctFittingType DuctSegmentType DuctSilencerType
        ElectricApplianceType ElectricDistributionBoardType ElectricFlowStorageDeviceType
        ElectricFlowTreatmentDeviceType ElectricGeneratorType ElectricHeaterType ElectricMotorType
        ElectricTimeControlType ElementAssemblyType ElementComponentType ElementType EnergyConversionDeviceType
        EngineType EvaporativeCoolerType EvaporatorType FanType FastenerType FilterType FireSuppressionTerminalType
        FlowControllerType FlowFittingType FlowInstrumentType FlowMeterType FlowMovingDeviceType FlowSegmentType
        FlowStorageDeviceType FlowTerminalType FlowTreatmentDeviceType FootingType FurnishingElementType
        FurnitureType GasTerminalType GeographicElementType HeatExchangerType HumidifierType
        ImpactProtectionDeviceType InterceptorType JunctionBoxType KerbType LampType LightFixtureType
        LiquidTerminalType MechanicalFastenerType MedicalDeviceType MemberType MobileTelecommunicationsApplianceType
        MooringDeviceType MotorConnectionType NavigationElementType OutletType PavementType PileType PipeFittingType
        PipeSegmentType PlateType ProtectiveDeviceTrippingUnitType ProtectiveDeviceType PumpType RailType
        RailingType RampFlightType RampType ReinforcingBarType ReinforcingElementType ReinforcingMeshType RoofType
        SanitaryTerminalType SensorType ShadingDeviceType SignType SignalType SlabType SolarDeviceType
        SpaceHeaterType SpaceType SpatialElementType SpatialStructureElementType SpatialZoneType StackTerminalType
        StairFlightType StairType SwitchingDeviceType SystemFurnitureElementType TankType TendonAnchorType
        TendonConduitType TendonType TrackElementType TransformerType TransportElementType TransportationDeviceType
        TubeBundleType TypeProduct UnitaryControlElementType UnitaryEquipmentType ValveType VehicleType
        VibrationDamperType VibrationIsolatorType WallType WasteTerminalType WindowStyle WindowType
        """
    /// Other objects.
    private static let objectText = """
        ActionRequest Actor Asset BuildingSystem BuiltSystem Condition ConditionCriterion
        ConstructionEquipmentResource ConstructionEquipmentResourceType ConstructionMaterialResource
        ConstructionMaterialResourceType ConstructionProductResource ConstructionProductResourceType
        ConstructionResource ConstructionResourceType Context Control CostItem CostSchedule CrewResource
        CrewResourceType DistributionCircuit DistributionSystem ElectricalCircuit EquipmentStandard Event EventType
        FurnitureStandard Group Inventory LaborResource LaborResourceType Move Object ObjectDefinition Occupant
        OrderAction PerformanceHistory Permit Procedure ProcedureType Process Project ProjectLibrary ProjectOrder
        ProjectOrderRecord Resource ScheduleTimeControl ServiceLife SpaceProgram StructuralAnalysisModel
        StructuralLoadCase StructuralLoadGroup StructuralResultGroup SubContractResource SubContractResourceType
        System Task TaskType TimeSeriesSchedule TypeObject TypeProcess TypeResource WorkCalendar WorkControl
        WorkPlan WorkSchedule Zone
        """
    /// Items of a representation.
    private static let itemText = """
        2DCompositeCurve AdvancedBrep AdvancedBrepWithVoids AdvancedFace AngularDimension AnnotationCurveOccurrence
        AnnotationFillArea AnnotationFillAreaOccurrence AnnotationOccurrence AnnotationSurface
        AnnotationSurfaceOccurrence AnnotationSymbolOccurrence AnnotationTextOccurrence Axis1Placement
        Axis2Placement2D Axis2Placement3D Axis2PlacementLinear BSplineCurve BSplineCurveWithKnots BSplineSurface
        BSplineSurfaceWithKnots BezierCurve Block BooleanClippingResult BooleanResult BoundaryCurve BoundedCurve
        BoundedSurface BoundingBox BoxedHalfSpace CartesianPoint CartesianPointList CartesianPointList2D
        CartesianPointList3D CartesianTransformationOperator CartesianTransformationOperator2D
        CartesianTransformationOperator2DnonUniform CartesianTransformationOperator3D
        CartesianTransformationOperator3DnonUniform Circle ClosedShell Clothoid CompositeCurve
        CompositeCurveOnSurface CompositeCurveSegment Conic ConnectedFaceSet CosineSpiral CsgPrimitive3D CsgSolid
        Curve CurveBoundedPlane CurveBoundedSurface CurveSegment CylindricalSurface DefinedSymbol DiameterDimension
        DimensionCurve DimensionCurveDirectedCallout DimensionCurveTerminator Direction DirectrixCurveSweptAreaSolid
        DirectrixDerivedReferenceSweptAreaSolid DraughtingCallout Edge EdgeCurve EdgeLoop ElementarySurface Ellipse
        ExtrudedAreaSolid ExtrudedAreaSolidTapered Face FaceBasedSurfaceModel FaceBound FaceOuterBound FaceSurface
        FacetedBrep FacetedBrepWithVoids FillAreaStyleHatching FillAreaStyleTileSymbolWithStyle FillAreaStyleTiles
        FixedReferenceSweptAreaSolid GeometricCurveSet GeometricRepresentationItem GeometricSet GradientCurve
        HalfSpaceSolid IndexedPolyCurve IndexedPolygonalFace IndexedPolygonalFaceWithVoids IntersectionCurve
        LightSource LightSourceAmbient LightSourceDirectional LightSourceGoniometric LightSourcePositional
        LightSourceSpot Line LinearDimension Loop ManifoldSolidBrep MappedItem OffsetCurve OffsetCurve2D
        OffsetCurve3D OffsetCurveByDistances OneDirectionRepeatFactor OpenShell OrientedEdge OuterBoundaryCurve Path
        Pcurve Placement PlanarBox PlanarExtent Plane Point PointByDistanceExpression PointOnCurve PointOnSurface
        PolyLoop PolygonalBoundedHalfSpace PolygonalFaceSet Polyline PolynomialCurve ProjectionCurve RadiusDimension
        RationalBSplineCurveWithKnots RationalBSplineSurfaceWithKnots RationalBezierCurve RectangularPyramid
        RectangularTrimmedSurface ReparametrisedCompositeCurveSegment RepresentationItem RevolvedAreaSolid
        RevolvedAreaSolidTapered RightCircularCone RightCircularCylinder SeamCurve SecondOrderPolynomialSpiral
        SectionedSolid SectionedSolidHorizontal SectionedSpine SectionedSurface Segment SegmentedReferenceCurve
        SeventhOrderPolynomialSpiral ShellBasedSurfaceModel SineSpiral SolidModel Sphere SphericalSurface Spiral
        StructuredDimensionCallout StyledItem Subedge Surface SurfaceCurve SurfaceCurveSweptAreaSolid
        SurfaceOfLinearExtrusion SurfaceOfRevolution SweptAreaSolid SweptDiskSolid SweptDiskSolidPolygonal
        SweptSurface TerminatorSymbol TessellatedFaceSet TessellatedItem TextLiteral TextLiteralWithExtent
        ThirdOrderPolynomialSpiral TopologicalRepresentationItem ToroidalSurface TriangulatedFaceSet
        TriangulatedIrregularNetwork TrimmedCurve TwoDirectionRepeatFactor Vector Vertex VertexLoop VertexPoint
        """

    /// The groups of entities.
    enum Group: Sendable {
        case feature, element, product, type, object, item
    }

    private static let entries: [String: (name: String, group: Group)] = {
        let groups: [(String, Group)] = [
            (featureText, .feature), (elementText, .element), (productText, .product), (typeText, .type),
            (objectText, .object), (itemText, .item),
        ]
        var result: [String: (name: String, group: Group)] = [:]
        for (text, group) in groups {
            for word in text.split(whereSeparator: \.isWhitespace) {
                result["IFC" + word.uppercased()] = ("Ifc" + word, group)
            }
        }
        return result
    }()

    /// The spelling of the standard for a name in capitals; the name itself where it is not known.
    static func spelling(_ capitals: String) -> String { entries[capitals]?.name ?? capitals }

    /// The group of an entity named in capitals.
    static func group(_ capitals: String) -> Group? { entries[capitals]?.group }

    /// The names in capitals that belong to one of several groups.
    static func names(_ groups: Set<Group>) -> Set<String> {
        Set(entries.filter { groups.contains($0.value.group) }.keys)
    }
}
