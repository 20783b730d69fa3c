/// The icons of the pages; each stands under its name in Lucide in `Assets/icons.txt`, from which the sprite is built.
enum Icon: Int, CaseIterable, Sendable {
    case letterSize, lift, compound, building, check, back, onward, attention, done, new, doing, shut
    case person, clock, clockAlert, device, door, droplets, other, footprints, frown, house, inbox, info
    case languages, landmark, layers, grid, lamp, list, map, phone, pin, meh, question, report, search, send
    case safety, smile, hygiene, village, late, undo, handler, people, noise, remove
    case bell

    /// The name in Lucide.
    var name: String {
        switch self {
        case .letterSize: "a-large-small"
        case .bell: "bell"
        case .lift: "arrow-up-down"
        case .compound: "building"
        case .building: "building-2"
        case .check: "check"
        case .back: "chevron-left"
        case .onward: "chevron-right"
        case .attention: "circle-alert"
        case .done: "circle-check"
        case .new: "circle-dashed"
        case .doing: "circle-dot"
        case .shut: "circle-slash"
        case .person: "circle-user-round"
        case .clock: "clock"
        case .clockAlert: "clock-alert"
        case .device: "cpu"
        case .door: "door-open"
        case .droplets: "droplets"
        case .other: "ellipsis"
        case .footprints: "footprints"
        case .frown: "frown"
        case .house: "house"
        case .inbox: "inbox"
        case .info: "info"
        case .languages: "languages"
        case .landmark: "landmark"
        case .layers: "layers"
        case .grid: "layout-grid"
        case .lamp: "lightbulb"
        case .list: "list-checks"
        case .map: "map"
        case .phone: "phone"
        case .pin: "map-pin"
        case .meh: "meh"
        case .question: "message-circle-question-mark"
        case .report: "message-square-plus"
        case .search: "search"
        case .send: "send"
        case .safety: "shield-alert"
        case .smile: "smile"
        case .hygiene: "trash-2"
        case .village: "tree-pine"
        case .late: "triangle-alert"
        case .undo: "undo-2"
        case .handler: "user-round"
        case .people: "users"
        case .noise: "volume-2"
        case .remove: "x"
        }
    }
}
