import HTML
import HTTPTypes
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | POST | /language, /mode | anybody | remembers language, size or brightness in a cookie |
    /// | POST | /community | anybody | remembers the own community in a cookie |
    var switchRoutes: [Route] {
        [
            route(.post, "/language") { request in
                let form = try request.form()
                guard let language = form["language"].flatMap({ Language(rawValue: $0) }) else {
                    throw Problem(.fields, fields: [Problem.Field("language", .choice)])
                }
                return back(form, nil).settingCookie(
                    Visitor.CookieName.language, language.rawValue, isSecure: areCookiesSecure)
            },
            route(.post, "/mode") { request in
                let form = try request.form()
                if let mode = form["mode"], mode == "elder" || mode == "standard" {
                    return back(form, .modeChanged).settingCookie(
                        Visitor.CookieName.mode, mode, isSecure: areCookiesSecure)
                }
                guard let theme = form["theme"].flatMap({ Theme(rawValue: $0) }) else {
                    throw Problem(.fields, fields: [Problem.Field("mode", .choice)])
                }
                return back(form, .modeChanged).settingCookie(
                    Visitor.CookieName.theme, theme.rawValue, isSecure: areCookiesSecure)
            },
            route(.post, "/community") { request in
                let form = try request.form()
                guard let id = form["place"].flatMap({ ID<Place>($0) }) else { throw Problem(.notFound) }
                let place = try await store.read { try Places.place(id, in: $0) }
                guard place.kind == .community else {
                    throw Problem(.fields, fields: [Problem.Field("place", .choice)])
                }
                return back(form, .communityChosen).settingCookie(
                    Visitor.CookieName.community, id.description, isSecure: areCookiesSecure)
            },
        ]
    }

    /// Back to the page on which the form stood; never to another site.
    private func back(_ form: Fields, _ said: Said?) -> WebResponse {
        let link = form["return"].flatMap { Link(own: $0) } ?? Address.home
        return .see(link.query("said", said?.rawValue).text)
    }
}
