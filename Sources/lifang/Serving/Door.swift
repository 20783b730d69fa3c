import CommunityFixture
import Foundation
import Logging
import SignIn
import Store
import Web

extension House {
    /// Prints the one-time code of a house that nobody runs yet: here and nowhere else.
    func tellFirstCode(at address: String) async {
        guard !serve.demo else { return }
        do {
            guard let code = try await doorkeeper.makeFirstCode() else { return }
            let text =
                "Nobody runs this house yet: within 30 minutes, open \(address)/start with \(code)\n"
            FileHandle.standardOutput.write(Data(text.utf8))
        } catch {
            logger.error("no first code was made", metadata: ["error": "\(error)"])
        }
    }
}

extension DemoIdentity {
    /// The people whom anybody may be in the demo.
    static let cast = Cast.allCases.map {
        DemoIdentity(code: $0.rawValue, id: $0.id, name: $0.name, title: $0.title, role: $0.role, about: $0.about)
    }
}

extension Doorkeeper {
    /// How often it is written down what is in use.
    private static let pause = Duration.seconds(5)

    /// Writes down what is in use until the house is stopped, and once more then.
    func keepLastSeen(in store: any Store, _ logger: Logger) async {
        while !Task.isCancelled {
            // A cancelled pause is the end of it.
            try? await Task.sleep(for: Self.pause)
            do {
                try await lastSeen.write(in: store)
            } catch {
                logger.warning("last use was not written down", metadata: ["error": "\(error)"])
            }
        }
    }
}
