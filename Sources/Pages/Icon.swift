/// The icons of the pages by their names in Lucide; each stands in `Assets/icons.txt`, from which the sprite is built.
enum Icon: String, CaseIterable, Sendable {
    case letterSize = "a-large-small"
    case lift = "arrow-up-down"
    case compound = "building"
    case building = "building-2"
    case check
    case back = "chevron-left"
    case onward = "chevron-right"
    case attention = "circle-alert"
    case done = "circle-check"
    case new = "circle-dashed"
    case doing = "circle-dot"
    case shut = "circle-slash"
    case person = "circle-user-round"
    case clock
    case clockAlert = "clock-alert"
    case device = "cpu"
    case door = "door-open"
    case droplets
    case other = "ellipsis"
    case footprints
    case frown
    case house
    case inbox
    case info
    case languages
    case landmark
    case layers
    case grid = "layout-grid"
    case lamp = "lightbulb"
    case list = "list-checks"
    case map
    case pin = "map-pin"
    case meh
    case question = "message-circle-question-mark"
    case report = "message-square-plus"
    case search
    case send
    case safety = "shield-alert"
    case smile
    case hygiene = "trash-2"
    case village = "tree-pine"
    case late = "triangle-alert"
    case undo = "undo-2"
    case handler = "user-round"
    case people = "users"
    case noise = "volume-2"
    case remove = "x"
}
