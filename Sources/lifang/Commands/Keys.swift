import ArgumentParser
import Foundation
import Keyring
import Store
import StoreSQLite
import Vocabulary

struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The key file: make it, look at it, rotate, retire.",
        discussion: "Keep a copy of the key file and its erasure list apart from the backups: docs/keys.md.",
        subcommands: [KeysMake.self, KeysStatus.self, KeysRotate.self, KeysRetire.self, KeysRelist.self])
}

struct KeysMake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Makes a key file; the first start does it by itself.")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        try store.namingKeys { try Keyring.makeFile(at: store.keysPath, surroundings: .machine) }
        print("\(store.keysPath) written; keep a copy apart from the backups")
    }
}

struct KeysStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Lists the keys and what is wrapped by each, also beside a running server.")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let keyring = try store.namingKeys { try Keyring(file: store.keysPath) }
        let state = try await store.look { snapshot in
            guard try keyring.isBound(to: snapshot) else { return KeyringState?.none }
            return try keyring.state(in: snapshot)
        }
        guard let state else { throw Refusal("the database has no keys yet; the first start binds it to the key file") }
        print(state.lines.joined(separator: "\n"))
    }
}

struct KeysRotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Makes a new key current and wraps all data keys by it while everybody works on.")

    @OptionGroup var store: StoreOptions

    @Flag(help: "Only put the next key into the file; for several nodes, each of which gets the file first.")
    var prepare = false

    func run() async throws {
        let keyring = try store.namingKeys { try Keyring(file: store.keysPath) }
        let number = try store.namingKeys {
            try keyring.rotate(isOnlyPrepared: prepare, surroundings: .machine)
        }
        print(prepare ? "key \(number) is prepared" : "key \(number) is current; copy the key file now")
        if !prepare { try await store.tendOrLeave(keyring) }
    }
}

struct KeysRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Takes an old key out of the file once nothing is wrapped by it.",
        discussion: "Backups from before its rotation cannot be opened afterwards.")

    @OptionGroup var store: StoreOptions

    @Argument(help: "The number of the key.")
    var number: Int

    func run() async throws {
        let keyring = try store.namingKeys { try Keyring(file: store.keysPath) }
        try store.namingKeys { try keyring.retire(number) }
        try await store.tendOrLeave(keyring)
    }
}

struct KeysRelist: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relist", abstract: "Makes a lost erasure list again from what the database knows.")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let isNew = try store.namingKeys { try Keyring.remakeList(beside: store.keysPath) }
        print(isNew ? "an empty list was written; the next start fills it" : "the list stands; nothing was done")
    }
}

extension StoreOptions {
    /// Does something with the key file; a refusal names the file.
    func namingKeys<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as KeyringError {
            throw Refusal("\(keysPath): \(error)")
        }
    }

    /// Reads the database, also while a server has it open.
    func look<Result: Sendable>(_ body: @escaping @Sendable (Snapshot) throws -> Result) async throws -> Result {
        do {
            if connectionString == nil { return try await SQLiteStore.look(at: databasePath, body) }
            let store = try await open(.command)
            do {
                let result = try await store.read(in: .reports, body)
                await store.close()
                return result
            } catch {
                await store.close()
                throw error
            }
        } catch let error as KeyringError {
            throw Refusal("\(keysPath): \(error)")
        }
    }

    /// Wraps and retires here, or leaves it to the server that has the database open.
    func tendOrLeave(_ keyring: Keyring) async throws {
        do {
            let done = try await withKeyring { store, _ in try await keyring.tend(store) }
            print("\(done.rewrapped) data keys wrapped again")
            for number in done.retired { print("key \(number) has left the key file") }
        } catch let error as StoreError where error.code == .alreadyOpen {
            print("the running server goes on with it within seconds; lifang keys status shows how far")
        }
    }
}

extension KeyringState {
    /// One line a key, then the erasures.
    var lines: [String] {
        keys.map { key in
            let mark = key.isCurrent ? ", current" : key.isRetiring ? ", retiring" : ""
            return "key \(key.number), made \(key.made)\(mark): \(key.dataKeyCount) data keys"
        } + ["\(erasedCount) erased"]
    }
}
