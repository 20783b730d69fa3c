import Foundation
import Keyring
import Store
import Vocabulary

extension StoreOptions {
    /// Reads the key file that belongs to a store, and destroys again what was erased since the store's state.
    ///
    /// At the first start, when nothing is sealed yet, the key file is made.
    ///
    /// - Throws: `Refusal` that names the key file; `StoreError`.
    func openKeyring(for store: any Store) async throws -> Keyring {
        do {
            if !FileManager.default.fileExists(atPath: keysPath) {
                guard try await store.read({ try Keyring.isUnused(by: $0) }) else { throw KeyringError.keyFileMissing }
                do {
                    try Keyring.makeFile(at: keysPath, surroundings: .machine)
                } catch KeyringError.keyFileStands {
                    // Another node made it in this moment.
                }
            }
            let keyring = try Keyring(file: keysPath)
            try await store.write(as: .operatorOfMachine) { tx in try keyring.bind(in: tx) }
            try await keyring.replayErasures(in: store)
            return keyring
        } catch let error as KeyringError {
            throw Refusal("\(keysPath): \(error)")
        }
    }

    /// Opens the store with the keyring that belongs to it; on a refusal the store is closed again.
    ///
    /// - Throws: As ``openKeyring(for:)`` and ``open(_:)``.
    func withKeyring<Result: Sendable>(
        _ body: (any Store, Keyring) async throws -> Result
    ) async throws -> Result {
        let store = try await open(.command)
        do {
            let result = try await body(store, try await openKeyring(for: store))
            await store.close()
            return result
        } catch {
            await store.close()
            throw error
        }
    }
}
