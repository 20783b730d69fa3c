import Glibc
import Journal
import Keyring
import Store
import StoreContract
import Synchronization
import Testing
import Vocabulary

extension Schema {
    static let ofKeyring = Schema([Journal.schema, Keyring.schema])
}

/// A person of the tests, by number.
func owner(_ number: UInt64) -> Identifier { Identifier(high: 0x0198_0000_0000_7000, low: number) }

let name = SealedField("person", "name")
let phone = SealedField("person", "phone")

extension Store {
    func issueKeys(_ keyring: Keyring, _ count: UInt64) async throws {
        try await write(as: .clockwork, at: .maintenance) { tx in
            for number in 1...count { try keyring.issueKey(for: owner(number), in: tx) }
        }
    }

    func sealed(_ keyring: Keyring, _ text: String, _ number: UInt64) async throws -> [UInt8] {
        try await read { try keyring.seal(text, of: owner(number), as: name, row: owner(number), in: $0) }
    }

    func opened(_ keyring: Keyring, _ sealed: [UInt8], _ number: UInt64) async throws -> String {
        try await read { try keyring.open(sealed, of: owner(number), as: name, row: owner(number), in: $0) }
    }
}

/// A folder for key files, removed with all that is in it.
final class KeyFolder: Sendable {
    private static let made = Atomic(0)
    let path: String

    init() {
        path = "/tmp/lifang-keys-\(getpid())-\(Self.made.add(1, ordering: .relaxed).newValue)"
    }

    var file: String { path + "/lifang.keys" }
    var list: String { file + ".erased" }

    func make() throws -> Keyring {
        try Keyring.makeFile(at: file, surroundings: .fixed())
        return try Keyring(file: file)
    }

    func remove() {
        for end in ["", ".erased", ".lock"] { unlink(file + end) }
        rmdir(path)
    }

    static func text(_ path: String) throws -> String {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1_000_000)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    static func put(_ text: String, at path: String) throws {
        let file = try #require(fopen(path, "w"))
        defer { fclose(file) }
        fputs(text, file)
    }
}
