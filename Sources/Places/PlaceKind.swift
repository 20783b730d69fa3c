/// What a place is, from the province down to a room.
public enum PlaceKind: String, Sendable, Hashable, CaseIterable {
    /// 省.
    case province
    /// 市.
    case city
    /// 县 or 区.
    case county
    /// 街道, 镇 or 乡.
    case street
    /// 社区 or 村: where matters are handled first.
    case community
    /// 小区: a walled or named group of buildings.
    case compound
    /// 幢.
    case building
    /// 单元: a stairwell with its doors.
    case unit
    /// 户.
    case home
    /// 房间: a room that is not somebody's home.
    case room
    /// 空间: a shared outdoor or indoor space – a gate, a garage, a square.
    case space
    /// 网格: a set of places with a worker; beside the tree, never above a place of it.
    case grid

    /// Kinds that make the tree.
    public static let ofTree = allCases.filter { $0 != .grid }

    /// The level in the tree; a place lies below a place of a smaller level only.
    public var level: Int {
        switch self {
        case .province: 1
        case .city: 2
        case .county: 3
        case .street: 4
        case .community: 5
        case .compound: 6
        case .building: 7
        case .unit: 8
        case .home: 10
        case .room: 10
        case .space: 9
        case .grid: 11
        }
    }

    /// Whether a place of this kind may stand directly below a place of another kind.
    ///
    /// Levels may be left out (a building directly below a community), never turned round; a space or a room may lie
    /// below anything from the community down, a space not below a home or a room. A grid belongs to a community.
    public func mayStandBelow(_ parent: PlaceKind) -> Bool {
        self == .grid ? parent == .community : parent.level < level
    }
}
