import Flows
import HTML

/// The address of a desk: everything that narrows what it shows.
struct DeskLink {
    var desk: String
    var view: DeskPage.View
    var kind: MatterKind?
    var search: String
    var page: Int
    var matter: String?

    var link: Link {
        Address.desk(desk)
            .query("view", view == .open ? nil : view.rawValue)
            .query("kind", kind?.rawValue)
            .query("q", search.isEmpty ? nil : search)
            .query("page", page == 1 ? nil : String(page))
            .query("matter", matter)
    }
}
