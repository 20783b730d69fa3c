import Foundation
import Keyring
import Store
import Vocabulary

extension StoreOptions {
    /// Reads the key file that belongs to a store; at the first start it is made.
    ///
    /// - Throws: `Refusal` that names the key file; `StoreError`.
    func openKeyring(for store: any Store) async throws -> Keyring {
        do {
            if !FileManager.default.fileExists(atPath: keysPath) {
                try Keyring.makeFile(at: keysPath, surroundings: .machine)
            }
            let keyring = try Keyring(file: keysPath)
            try await store.write(as: .operatorOfMachine) { tx in try keyring.bind(in: tx) }
            return keyring
        } catch let error as KeyringError {
            throw Refusal("\(keysPath): \(error)")
        }
    }
}
