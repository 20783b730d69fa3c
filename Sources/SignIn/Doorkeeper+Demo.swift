import Store
public import Vocabulary

extension Doorkeeper {
    /// Opens a session for somebody of the demo's cast; the edge offers this in the demo only.
    ///
    /// - Throws: `StoreError`.
    public func openDemo(_ person: Identifier, from comer: Comer) async throws -> Secret {
        let secret = makeSecret()
        try await store.write(as: .passerBy) { [holding] tx in
            tx.admit(Actor(id: person, grants: []))
            try Accounts.ensure(person, in: tx)
            try Attempts.made(by: person, .demo, on: comer.device, in: tx)
            try Sessions.open(
                secret, for: person, as: .staff, on: comer.device, holding: holding(person, tx.now, tx),
                proven: tx.now, in: tx)
        }
        return secret
    }
}
