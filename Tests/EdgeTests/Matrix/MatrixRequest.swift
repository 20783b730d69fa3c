import Flows
import HTTPTypes
import Vocabulary
import Web

/// A request that fits a route and names things of one community: its refusal shows the right, not the form.
struct MatrixRequest: Sendable {
    let path: String
    let parameters: [String: String]
    let query: Fields
    let body: String
    let isJSON: Bool

    /// - Parameters:
    ///   - own: The community of whoever asks, for what a form must name besides.
    ///   - number: Tells requests of the same kind apart, where a limit counts them.
    init(_ route: Route, _ target: Foreign, own: Foreign, query: Fields? = nil, number: Int = 0) {
        var parameters: [String: String] = [:]
        var path = route.path
        for (name, value) in [
            ("id", Self.subject(route.path, target).description), ("person", target["person"].description),
            ("code", target.code), ("size", "320"), ("file", "lifang.css"), ("library", "htmx"),
        ] where path.contains("{\(name)}") {
            path = path.replacing("{\(name)}", with: value)
            parameters[name] = value
        }
        (self.path, self.parameters) = (path, parameters)
        self.query = query ?? Self.query(route.path, target)
        isJSON = path.hasPrefix("/api/")
        switch route.method {
        case .get: body = ""
        default: body = isJSON ? Self.json(route.path, target, own) : Self.form(route.path, target, own, number)
        }
    }

    /// Which thing `{id}` stands for.
    static func subject(_ path: String, _ target: Foreign) -> Identifier {
        let words: [(String, String)] = [
            ("/matters/{id}", "matter"), ("/people/{id}", "person"), ("/claims/{id}", "claim"),
            ("/grants/{id}", "grant"), ("/files/{id}", "file"), ("/grids/{id}", "grid"), ("/moves/{id}", "move"),
            ("/notices/{id}", "notice"), ("/undelivered/{id}", "delivery"), ("/program-keys/{id}", "key"),
            ("/sessions/{id}", "session"), ("/wards/{id}", "person"), ("/organisations/{id}", "organisation"),
            ("/memberships/{id}", "membership"), ("/accounts/{id}", "person"), ("/members", "home"),
        ]
        return target[words.first { path.contains($0.0) }?.1 ?? "place"]
    }

    private static func query(_ path: String, _ target: Foreign) -> Fields {
        if path.hasSuffix("/sheet") { return Fields([("code", target.code)]) }
        if path == "/places/{id}/move" { return Fields([("to", target.placeCode)]) }
        return Fields(path.hasSuffix("/addresses") ? [("words", "1幢")] : [])
    }

    private static func json(_ path: String, _ target: Foreign, _ own: Foreign) -> String {
        let bodies: [(String, String)] = [
            ("/people/search", #"{"words":"\#(Foreign.sought)"}"#),
            ("/organisations", #"{"kind":"shop","name_zh":"小店","name_en":"Shop"}"#),
            ("/organisations/{id}/members", #"{"person":"\#(target["person"])","post":"member"}"#),
            ("/readings", #"{"purpose":"contact","fields":["phone"]}"#),
            ("/grants", #"{"person":"\#(target["person"])","role":"butler"}"#),
            ("/accounts/{id}/state", #"{"state":"disabled"}"#), ("/rating", #"{"rating":"fixed"}"#), ("/codes", "{}"),
            ("/{id}/name", #"{"name_zh":"新名","name_en":"New"}"#),
            ("/aliases", #"{"words":"老街","kind":"popular"}"#), ("/move", #"{"parent":"\#(own["place"])"}"#),
            ("/merger", #"{"into":"\#(own["place"])"}"#),
            ("/{id}/grids", #"{"code":"g-new","name_zh":"一格","name_en":"One"}"#),
            ("/grids/{id}/members", #"{"places":["\#(target["building"])"]}"#),
            ("/grids/{id}/people", #"{"worker":"\#(target["person"])","deputy":null}"#), ("/duty", #"{"duty":[]}"#),
            ("/alias-ends", #"{"alias":"\#(target["alias"])"}"#),
            ("/system-codes", #"{"system":"division","code":"1"}"#),
            ("/system-code-ends", #"{"system":"division","code":"1"}"#),
            ("/card", #"{"address_format":"unit-room","telephone":""}"#),
            ("/matters/{id}/files", #"{"file":"\#(target["file"])"}"#),
            ("/notices/reading", #"{"up_to":"\#(target["notice"])"}"#),
            ("/api/v1/matters", #"{"place":"\#(target["place"])","kind":"lamp","words":"灯"}"#),
            ("/api/v1/files", "plain words"),
        ]
        return bodies.first { path.hasSuffix($0.0) }?.1 ?? "{}"
    }

    /// Every field that some form has; a form takes its own.
    private static func form(_ path: String, _ target: Foreign, _ own: Foreign, _ number: Int) -> String {
        let isDoor = path.hasPrefix("/sign-in") || path.hasPrefix("/start")
        let name = isDoor ? "user\(number)" : "%E7%8E%8B%E4%BA%94"
        let phone = isDoor ? "\(13_700_000_000 + number)" : target.name == "sibling" ? "13900000001" : "13900000002"
        if path.hasSuffix("/guardians") { return "kind=carer&guardian-phone=\(phone)" }
        if path.hasSuffix("/organisations") { return "kind=shop&zh-name=abc&en=abc" }
        return """
            place=\(target["place"])&kind=lamp&words=abc&rating=fixed&note=ok&name=\(name)&purpose=contact\
            &field-phone=yes&claim=\(target["claim"])&role=butler&phone=\(phone)&grant=\(target["grant"])\
            &name_zh=%E6%96%B0&name_en=New&alias=\(target["alias"])&code=g-new&system=x&telephone=057112345678\
            &number=9&units=1&storeys=2&homes=2&to=\(own.placeCode)&upTo=\(target["notice"])&home=\(target["home"])\
            &child-home=\(target["home"])&organisation=\(target["organisation"])&label=a&days=3&digest=none&digestOn=1\
            &language=en&mode=elder&theme=dark&sure=yes&version=1&person=\(target["person"])&password=a&old=b\
            &q=%E5%B0%BE&act=protect&protect-reason=asked&post=member&membership=\(target["membership"])\
            &guardianship=\(target["guardianship"])&proposal=\(target["proposal"])&decision=confirm
            """
    }
}
