import Places

extension PlaceKind {
    var phrase: Phrase {
        switch self {
        case .province: .placeProvince
        case .city: .placeCity
        case .county: .placeCounty
        case .street: .placeStreet
        case .community: .placeCommunity
        case .compound: .placeCompound
        case .building: .placeBuilding
        case .unit: .placeUnit
        case .home: .placeHome
        case .room: .placeRoom
        case .space: .placeSpace
        case .grid: .placeGrid
        }
    }

    var icon: Icon {
        switch self {
        case .province, .city, .county: .map
        case .street: .landmark
        case .community: .people
        case .compound: .compound
        case .building: .building
        case .unit: .layers
        case .home: .house
        case .room, .space: .door
        case .grid: .grid
        }
    }
}
