import HTTPTypes
import SignIn
import Vocabulary
import Web

extension APIEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | POST | /accounts/{id}/state | security administrator, after a proof | closes an account, or opens it again |
    var signInEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .post, path: "/accounts/{id}/state", operation: "setAccountState",
                summary: "Closes somebody's account and ends every session of it, or opens it again.",
                parameters: [.path("id", "The person.")],
                body: .object([Schema.Member("state", .choice(Account.State.allCases.map(\.rawValue)))]), success: .ok,
                answer: .object([Schema.Member("id", .identifier)]), problems: [.notFound, .notAllowed],
                handler: { call in
                    let id = try call.id("id", of: Account.self)
                    guard let state = call.body["state"]?.text.flatMap({ Account.State(rawValue: $0) }) else {
                        throw Problem(.fields, fields: [Problem.Field("/state", .choice)])
                    }
                    return try await call.write { tx in
                        try state == .disabled
                            ? Accounts.disable(id.raw, in: tx) : Accounts.enable(id.raw, in: tx)
                        return .object(("id", .text(id.description)))
                    }
                })
        ]
    }
}
