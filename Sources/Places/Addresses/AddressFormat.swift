/// How a community says numbers with dashes alone: whether `3-501` has a unit.
public enum AddressFormat: String, Sendable, Hashable, CaseIterable {
    /// Building-unit-room; two numbers are building and room.
    case buildingUnitRoom = "building-unit-room"
    /// Two numbers are unit and room: the community has one building, or the building was said before.
    case unitRoom = "unit-room"
    /// Two numbers are building and unit: homes are not spoken of.
    case buildingUnit = "building-unit"
}
