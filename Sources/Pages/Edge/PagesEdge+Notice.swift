import HTML
import HTTPTypes
import Journal
import Keyring
import Notices
import People
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /notices?before= | signed in | the own inbox |
    /// | POST | /notices | signed in | marks everything read up to `upTo` |
    /// | POST | /notices/{id}/reading | whose notice it is | marks it read and leads to what it is about |
    /// | GET | /notices/count | signed in | the number at the bell |
    /// | GET | /notices/live | signed in | hints that the own inbox changed |
    /// | GET, POST | /me/notices | signed in | the own choices |
    /// | GET | /undelivered | who leads, system administrators | what could not be delivered below the own places |
    /// | POST | /undelivered/{id}/retry, …/drop | the same | tries again, gives up |
    var noticeRoutes: [Route] { inboxRoutes + noticeChoiceRoutes + undeliveredRoutes }

    private var inboxRoutes: [Route] {
        [
            route(.get, "/notices") { request in
                let last = try request.query["before"].map { text in
                    guard let id = ID<Notice>(text) else { throw Problem(.notFound) }
                    return id
                }
                let (language, isSaid) = (request.visitor.language, request.query["said"] == "read")
                let model = try await admission.read(as: request.visitor) { actor, snapshot in
                    try InboxPage.query(
                        before: last, isSaidRead: isSaid, language: language, for: actor, in: snapshot)
                }
                return .page(model.view(in: try await frame(for: request)).bytes)
            },
            route(.post, "/notices") { request in
                guard let last = try request.form()["upTo"].flatMap({ ID<Notice>($0) }) else {
                    throw Problem(.notFound)
                }
                try await admission.write(as: request.visitor) { _ = try Notices.markAllRead(upTo: last, in: $0) }
                return .see(Address.notices.query("said", "read").text)
            },
            route(.post, "/notices/{id}/reading") { request in
                let id = try request.id("id", of: Notice.self)
                let address = try await admission.write(as: request.visitor) { tx in
                    try Notices.markRead(id, in: tx)
                    return try Notices.notice(id, for: tx.actor, in: tx).address
                }
                return .see((address ?? Address.notices.query("said", "read")).text)
            },
            route(.get, "/notices/count") { request in
                let unread = try await admission.read(as: request.visitor) { actor, snapshot in
                    try Notices.unreadCount(for: actor, in: snapshot)
                }
                let label = Words(request.visitor.language).bell(unread)
                let body = JSON.object(("unread", .integer(Int64(unread))), ("label", .text(label)))
                return WebResponse(
                    headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
                    body: .bytes(body.bytes))
            },
            route(.get, "/notices/live") { request in
                let person = try await admission.read(as: request.visitor) { actor, _ in
                    guard !actor.isPasserBy else { throw Problem(.signInNeeded) }
                    return actor.id
                }
                return try await live(about: person, for: request) { actor, _ in
                    guard actor.id == person else { throw Problem(.signInNeeded) }
                }
            },
        ]
    }

    private var noticeChoiceRoutes: [Route] {
        [
            route(.get, "/me/notices") { request in
                let isSaid = request.query["said"] == "kept"
                let page = try await admission.read(as: request.visitor) { [keyring] actor, snapshot in
                    let wishes = try People.wishes(of: actor, with: keyring, in: snapshot)
                    return NoticeChoicesPage(
                        choices: try Notices.choices(for: actor, in: snapshot),
                        wishes: wishes.map { .init(language: $0.language, email: $0.email?.written ?? "") },
                        isSaidKept: isSaid)
                }
                return .page(page.view(in: try await frame(for: request)).bytes)
            },
            route(.post, "/me/notices") { request in
                let form = try request.form()
                let choices = try NoticeChoices(form)
                let wishes = NoticeWishes(form)
                if wishes?.isUnfit == true {
                    let page = NoticeChoicesPage(
                        choices: choices, wishes: wishes.map { .init(language: $0.language, email: $0.typed) },
                        errors: [.emailUnfit])
                    return .page(page.view(in: try await frame(for: request)).bytes, status: .badRequest)
                }
                try await admission.write(as: request.visitor) { [keyring] tx in
                    try Notices.choose(choices, in: tx)
                    if let wishes { try People.wish(wishes.language, email: wishes.email, with: keyring, in: tx) }
                }
                return .see(Address.noticeChoices.query("said", "kept").text)
            },
        ]
    }

    private var undeliveredRoutes: [Route] {
        [
            route(.get, "/undelivered") { request in
                let done = request.query["said"].flatMap { UndeliveredPage.Done(rawValue: $0) }
                let language = request.visitor.language
                let page = try await admission.read(as: request.visitor) { [keyring] actor, snapshot in
                    try UndeliveredPage.query(done, in: language, for: actor, with: keyring, in: snapshot)
                }
                return .page(page.view(in: try await frame(for: request)).bytes)
            },
            settle("retry", .retried) { try Deliveries.retry($0, in: $1) },
            settle("drop", .dropped) { try Deliveries.drop($0, in: $1) },
        ]
    }

    private func settle(
        _ verb: String, _ done: UndeliveredPage.Done,
        _ work: @escaping @Sendable (ID<Delivery>, Transaction) throws -> Void
    ) -> Route {
        route(.post, "/undelivered/{id}/\(verb)") { request in
            let id = try request.id("id", of: Delivery.self)
            try await admission.write(as: request.visitor) { try work(id, $0) }
            return .see(Address.undelivered.query("said", done.rawValue).text)
        }
    }
}

/// The part of the form of choices that says how to write to the person; absent for those who are no persons.
private struct NoticeWishes {
    let language: Language
    let typed: String
    var email: EmailAddress? { EmailAddress(typed) }
    var isUnfit: Bool { email == nil && typed.contains { !$0.isWhitespace } }

    init?(_ form: Fields) {
        guard let language = form["language"].flatMap({ Language(rawValue: $0) }) else { return nil }
        self.language = language
        typed = String((form["email"] ?? "").prefix(300))
    }
}

extension NoticeChoices {
    /// Reads the form of choices: a name for each topic with its channels, and the rhythm.
    ///
    /// - Throws: `Problem` with the field that does not fit.
    init(_ form: Fields) throws {
        var channels: [NoticeTopic: Set<NoticeChannel>] = [:]
        for topic in NoticeTopic.allCases {
            let names = form.items.filter { $0.name == topic.rawValue }.map(\.value)
            let chosen = names.compactMap { NoticeChannel(rawValue: $0) }.filter(NoticeChannel.personal.contains)
            guard chosen.count == names.count else {
                throw Problem(.fields, fields: [Problem.Field(topic.rawValue, .choice)])
            }
            channels[topic] = Set(chosen)
        }
        func minute(_ name: String) throws -> Int {
            let parts = (form[name] ?? "").split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
            guard parts.count >= 2, let hour = parts[0], let minute = parts[1], (0...23).contains(hour),
                (0...59).contains(minute)
            else { throw Problem(.fields, fields: [Problem.Field(name, .form)]) }
            return hour * 60 + minute
        }
        guard let digest = form["digest"].flatMap({ NoticeRhythm.Digest(rawValue: $0) }) else {
            throw Problem(.fields, fields: [Problem.Field("digest", .choice)])
        }
        guard let day = form["digestOn"].flatMap({ Int($0) }), (1...7).contains(day) else {
            throw Problem(.fields, fields: [Problem.Field("digestOn", .choice)])
        }
        self.init(
            channels: channels,
            rhythm: NoticeRhythm(
                quietFromMinute: try minute("quietFrom"), quietUntilMinute: try minute("quietUntil"), digest: digest,
                digestMinute: try minute("digestAt"), digestWeekday: day))
    }
}
