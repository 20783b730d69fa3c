import Connectors
import Foundation
import SignIn
import Vocabulary

extension Serve {
    /// Reads the connectors file; nil where none was named: then everything stays in the inbox and only staff sign in.
    ///
    /// - Throws: `Refusal` with what is wrong with the file, or where it may not lie.
    func readConnectors() throws -> ConnectorsFile? {
        guard let path = connectorsPath else { return nil }
        let folder = Self.whole(store.data) + "/"
        guard !Self.whole(path).hasPrefix(folder) else {
            throw Refusal("The connectors file holds secrets: keep it outside the data folder, which is backed up.")
        }
        do {
            return try ConnectorsFile.read(path)
        } catch {
            throw Refusal("\(error)")
        }
    }

    private static func whole(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}

extension ConnectorsFile {
    /// How codes for signing in reach a telephone; nil without a gateway of text messages.
    func messages(_ surroundings: Surroundings) -> MessageClient? {
        signInCodes(surroundings).map { send in
            MessageClient(sendCode: { number, code, language in try await send(number, code, language) })
        }
    }
}
