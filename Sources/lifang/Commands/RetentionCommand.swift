import ArgumentParser
import Foundation
import Keyring
import Store
import Vocabulary
import Web

struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Removes what may not be kept any longer; a running server does it every night.")

    @OptionGroup var store: StoreOptions

    @Flag(help: "Only say how every rule stands, also beside a running server.")
    var report = false

    func run() async throws {
        if !report {
            let opened = try await store.open(.command)
            do {
                let removed = try await Retention.run(HeldData.maps, in: opened)
                await opened.close()
                print("\(removed) rows removed")
            } catch {
                await opened.close()
                throw error
            }
        }
        let now = Surroundings.machine.now()
        for rule in try await store.look({ try Retention.standings(HeldData.maps, at: now, in: $0) }) {
            let last = rule.lastRun.map(\.description) ?? "never"
            print(
                "\(rule.table): \(rule.days) days, \(rule.count) rows, \(rule.overdueCount) past their time, "
                    + "\(rule.removedCount) removed so far, last run \(last)")
        }
    }
}
