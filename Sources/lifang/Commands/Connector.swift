import ArgumentParser
import Connectors
import Foundation
import Journal
import Notices
import Store
import Vocabulary

struct Connector: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks after the connections to gateways of text messages, WeChat, mail servers and webhooks.",
        subcommands: [Try.self, ConnectorJoin.self])

    struct Try: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends one example notice through a channel, so that its settings can be tried.")

        @Argument(help: "sms, wechat, email or webhook.")
        var channel: String

        @Option(help: "The file of connectors.")
        var connectors: String

        @Option(help: "Telephone number, openid, e-mail address, or the id of a webhook.")
        var to: String

        @Option(help: "zh-Hans or en.")
        var language: String = Language.zhHans.rawValue

        @Option(help: "The identifier of the message; the same again is known as a repetition. A new one if absent.")
        var id: String?

        @Flag(help: "Send a code for signing in instead of a notice; text messages only.")
        var code = false

        func run() async throws {
            guard let channel = NoticeChannel(rawValue: channel), let language = Language(rawValue: language) else {
                throw ValidationError("There is no such channel or language.")
            }
            let file: ConnectorsFile
            do { file = try ConnectorsFile.read(connectors) } catch { throw Refusal("\(error)") }
            let surroundings = Surroundings.machine
            do {
                if code {
                    guard let send = file.signInCodes(surroundings) else { throw missing }
                    try await send(to, "000000", language)
                } else {
                    let senders = file.senders(clock: { surroundings.now() })
                    guard let send = senders[channel] else { throw missing }
                    try await send(example(surroundings, language))
                }
            } catch let error as SendingError {
                throw Refusal("Not sent: \(error.reason.rawValue). \(error.reason.sentence(in: .en)).")
            }
            Swift.print("Sent.")
        }

        private var missing: Refusal { Refusal("The file names no such connector.") }

        private func example(_ surroundings: Surroundings, _ language: Language) throws -> OutgoingNotice {
            let given = id.flatMap { Identifier($0) } ?? surroundings.identifier()
            let facts: [String: Payload.Fact] = Payload.Code("0000-test").map { [NoticeFact.number: .code($0)] } ?? [:]
            let notice = Notice(
                id: ID(given), person: given, kind: .matterTaken, facts: Payload(facts), subject: given, community: nil,
                at: surroundings.now(), read: nil)
            return OutgoingNotice(
                id: ID(given), address: to, language: language, notices: [notice], made: surroundings.now())
        }
    }
}
