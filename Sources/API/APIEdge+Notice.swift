import HTTPTypes
import Notices
import Store
import Vocabulary
import Web

extension APIEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /notices?show=&before=&limit= | signed in | the own notices, the latest first, and how many are unread |
    /// | POST | /notices/{id}/reading | whose notice it is | marks it read |
    /// | POST | /notices/reading | signed in | marks everything read up to one |
    /// | GET | /notices/choices | signed in | the own choices |
    /// | PUT | /notices/choices | signed in | keeps choices as a whole |
    var noticeEndpoints: [Endpoint] { [listNotices, markNotice, markNotices] + choiceEndpoints }

    private var listNotices: Endpoint {
        Endpoint(
            method: .get, path: "/notices", operation: "listNotices",
            summary: "The notices of whoever asks, the latest first.",
            parameters: [
                .query("show", .choice(["all", "unread"]), "Which; all if not given."),
                .query("before", .identifier, "The last notice of the page before."),
                .query("limit", .integer(min: 1, max: 200), "How many at most; 50 if not given."),
            ], body: nil, success: .ok, answer: .named("NoticeList"), problems: [.signInNeeded],
            handler: { call in
                let language = call.request.visitor.language
                let before = call.text("before").flatMap { ID<Notice>($0) }
                let limit = call.integer("limit", else: 50)
                return try await call.read { actor, snapshot in
                    let found = try Notices.inbox(
                        before: before, isUnreadOnly: call.text("show") == "unread", limit: limit, for: actor,
                        in: snapshot)
                    return .object(
                        ("notices", .array(found.map { Shapes.json($0, in: language) })),
                        ("unread", .integer(Int64(try Notices.unreadCount(for: actor, in: snapshot)))))
                }
            })
    }

    private var markNotice: Endpoint {
        Endpoint(
            method: .post, path: "/notices/{id}/reading", operation: "readNotice",
            summary: "Marks one of the own notices read; once is enough.",
            parameters: [.path("id", "The notice.")], body: nil, success: .ok, answer: .named("Notice"),
            problems: [.signInNeeded, .notFound],
            handler: { call in
                let (id, language) = (try call.id("id", of: Notice.self), call.request.visitor.language)
                return try await call.write { tx in
                    try Notices.markRead(id, in: tx)
                    return Shapes.json(try Notices.notice(id, for: tx.actor, in: tx), in: language)
                }
            })
    }

    private var markNotices: Endpoint {
        Endpoint(
            method: .post, path: "/notices/reading", operation: "readNotices",
            summary: "Marks everything read that was told up to one notice.", parameters: [],
            body: .object([Schema.Member("up_to", .identifier)]), success: .ok,
            answer: .object([Schema.Member("marked", .integer(min: 0, max: .max))]),
            problems: [.signInNeeded, .notFound],
            handler: { call in
                guard let id = call.body["up_to"]?.text.flatMap({ ID<Notice>($0) }) else { throw Problem(.notFound) }
                return try await call.write { tx in
                    .object(("marked", .integer(Int64(try Notices.markAllRead(upTo: id, in: tx)))))
                }
            })
    }

    private var choiceEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/notices/choices", operation: "getNoticeChoices",
                summary: "Through which channels and when whoever asks is told.", parameters: [], body: nil,
                success: .ok, answer: .named("NoticeChoices"), problems: [.signInNeeded],
                handler: { call in
                    try await call.read { actor, snapshot in
                        Shapes.json(try Notices.choices(for: actor, in: snapshot))
                    }
                }),
            Endpoint(
                method: .put, path: "/notices/choices", operation: "putNoticeChoices",
                summary: "Keeps choices as a whole; topics that are left out have their defaults.", parameters: [],
                body: Shapes.noticeChoices, success: .ok, answer: .named("NoticeChoices"),
                problems: [.signInNeeded],
                handler: { call in
                    let choices = Shapes.noticeChoices(call.body)
                    return try await call.write { tx in
                        try Notices.choose(choices, in: tx)
                        return Shapes.json(try Notices.choices(for: tx.actor, in: tx))
                    }
                }),
        ]
    }
}
