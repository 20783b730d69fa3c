import Files
import Flows
import Foundation
import Journal
import Keyring
import Logging
import Notices
import People
import Places
import SignIn
import Store
import StorePostgres
import StoreSQLite
import Vocabulary

extension Schema {
    /// Every module's tables, those referenced first.
    static let lifang = Schema([
        Journal.schema, Keyring.schema, Places.schema, People.schema, SignIn.schema, Files.schema, Notices.schema,
        Flows.schema,
    ])
}

extension Surroundings {
    /// The machine's clock and its source of chance.
    static let machine = Surroundings(
        clock: { Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)) },
        chance: { UInt64.random(in: .min ... .max) })
}

extension StoreOptions {
    /// Opens the engine that the options name.
    ///
    /// - Throws: `StoreError`.
    func open(_ logger: Logger) async throws -> any Store {
        if let connectionString {
            return try await PostgresStore.open(
                connectionString, schema: .lifang, surroundings: .machine, logger: logger)
        }
        return try await openSQLite(logger)
    }

    /// Opens the database file in the data folder.
    ///
    /// - Throws: `StoreError`.
    func openSQLite(_ logger: Logger) async throws -> SQLiteStore {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        return try await SQLiteStore.open(
            at: .file(databasePath), schema: .lifang, surroundings: .machine, logger: logger)
    }
}

/// What a command says when it cannot go on.
struct Refusal: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
