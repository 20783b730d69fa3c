import HTML
import HTTPTypes
import People
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | shows |
    /// |---|---|---|---|
    /// | POST | /desk/{id}/people/search | who finds people there | people found by number or name, masked |
    ///
    /// Names and numbers that are looked for come in the body: addresses are kept by browsers, proxies and logs.
    var peopleSearchRoutes: [Route] {
        [
            route(.post, "/desk/{id}/people/search") { request in
                let id = try request.id("id", of: Place.self)
                let form = try request.form()
                let (words, number) = (String((form["q"] ?? "").prefix(50)), form["page"].flatMap { Int($0) } ?? 1)
                let page = try await admission.read(as: request.visitor) { [keyring] actor, snapshot in
                    try PeoplePage.query(id, words, page: number, for: actor, with: keyring, in: snapshot)
                }
                // Switches on the page lead to the list: what was found has no address of its own.
                var frame = try await frame(for: request)
                frame.path = Address.people(id.description)
                return .page(page.view(in: frame).bytes)
            }
        ]
    }
}
