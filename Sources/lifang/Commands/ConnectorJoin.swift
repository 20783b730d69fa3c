import ArgumentParser
import Connectors
import Keyring
import Logging
import Notices
import People
import Store
import Vocabulary

struct ConnectorJoin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Says under which name WeChat knows somebody, so that notices reach them there; server stopped.")

    @OptionGroup var store: StoreOptions

    @Option(help: "The telephone number with which the person signs in.")
    var phone: String

    @Option(help: "The openid; leave it out to end the connection.")
    var openid: String?

    func run() async throws {
        guard let phone = PhoneNumber(phone) else { throw ValidationError("This is no telephone number.") }
        let name = openid.map { OpenID($0) }
        if let name, name == nil { throw ValidationError("An openid has 1 to 128 visible characters.") }
        let opened = try await store.open(.command)
        do {
            let keyring = try await store.openKeyring(for: opened)
            let isFound = try await opened.write(as: .operatorOfMachine) { tx in
                guard let person = try People.find(phone: phone, with: keyring, in: tx) else { return false }
                try People.connectWeChat(name ?? nil, of: person, with: keyring, in: tx)
                return true
            }
            guard isFound else { throw Refusal("Nobody signs in with this number.") }
            await opened.close()
        } catch {
            await opened.close()
            throw error
        }
        print(openid == nil ? "Ended." : "Joined.")
    }
}
