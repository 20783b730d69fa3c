import HTML
import HTTPTypes
import People
import Places
import SignIn
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /accounts | security administrator | accounts of those who hold roles where the actor reaches |
    /// | POST | /accounts | security administrator, after a proof | closes an account, or opens it again |
    var accountRoutes: [Route] {
        [
            route(.get, "/accounts") { [keyring] request in
                let (now, language) = (surroundings.now(), request.visitor.language)
                let told = request.query["told"].flatMap { AccountsPage.Told(rawValue: $0) }
                return try await page(for: request) { actor, snapshot in
                    let kept = try Accounts.kept(by: actor, limit: 200, now: now, in: snapshot)
                    return AccountsPage(
                        rows: try kept.map { account, grant in
                            AccountsPage.Row(
                                person: account.person.description,
                                name: try People.roleHolderName(grant, with: keyring, in: snapshot).text(language),
                                role: grant.role, place: try Places.place(grant.place, in: snapshot).name,
                                isActive: account.state == .active, hasSecondFactor: account.hasSecondFactor)
                        }, told: told)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.post, "/accounts") { [keyring] request in
                let form = try request.form()
                guard let state = form["state"].flatMap({ Account.State(rawValue: $0) }) else {
                    throw Problem(.fields, fields: [Problem.Field("state", .choice)])
                }
                let (given, phone) = (form["person"].flatMap { Identifier($0) }, PhoneNumber(form["phone"] ?? ""))
                let told: AccountsPage.Told = try await admission.write(as: request.visitor) { tx in
                    let found = try phone.flatMap { try Accounts.holder(of: $0, with: keyring, in: tx) }
                    guard let person = given ?? found else {
                        guard Accounts.isKeeper(tx.actor) else { throw SignInError.notAllowed }
                        return .nobody
                    }
                    if person == tx.actor.id, Accounts.isKeeper(tx.actor) { return .own }
                    do {
                        try state == .disabled
                            ? Accounts.disable(person, in: tx) : Accounts.enable(person, in: tx)
                    } catch SignInError.notFound {
                        return .nobody
                    }
                    return state == .disabled ? .closed : .opened
                }
                return .see(Address.accounts.query("told", told.rawValue).text)
            },
        ]
    }
}
