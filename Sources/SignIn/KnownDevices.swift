import Store
import Vocabulary

/// Devices on which somebody signed in before: their attempts are counted apart, so that a stranger who guesses at an
/// account cannot keep its owner out.
///
/// Source: OWASP, "Slow down online guessing attacks with device cookies".
enum KnownDevices {
    /// How long a device is known.
    static let lifeMilliseconds: Int64 = 180 * 86_400_000

    /// What attempts at a subject are counted for, coming from a device.
    static func counted(_ subject: [UInt8], from known: Secret?, in tx: Transaction) throws -> [UInt8] {
        guard let known else { return subject }
        let isKnown = try tx.integer(
            "SELECT 1 FROM known_device WHERE digest = ? AND subject = ? AND ends_ms > ?",
            [.bytes(known.digest), .bytes(subject), .instant(tx.now)])
        return isKnown == nil ? subject : subject + known.digest
    }

    static func keep(_ device: Secret, for subject: [UInt8], in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO known_device (digest, subject, ends_ms) VALUES (?, ?, ?) \
            ON CONFLICT (digest, subject) DO UPDATE SET ends_ms = excluded.ends_ms
            """,
            [.bytes(device.digest), .bytes(subject), .instant(tx.now.advanced(byMilliseconds: lifeMilliseconds))])
    }

    /// Keeps a device for a number and for the person who has it, so that it can be found when the person is forgotten.
    static func keep(_ device: Secret, for number: [UInt8], of person: Identifier, in tx: Transaction) throws {
        try keep(device, for: number, in: tx)
        try keep(device, for: Doorkeeper.bytes(of: person), in: tx)
    }

    /// Forgets the devices of a person; who else signed in on one of them is new there again.
    static func forget(_ person: Identifier, in tx: Transaction) throws {
        let digests = try tx.rows(
            "SELECT digest FROM known_device WHERE subject = ?", [.bytes(Doorkeeper.bytes(of: person))]
        ) { try $0.bytes(0) }
        for digest in digests { try tx.execute("DELETE FROM known_device WHERE digest = ?", [.bytes(digest)]) }
    }

    static func forgetOld(in tx: Transaction) throws {
        try tx.execute("DELETE FROM known_device WHERE ends_ms < ?", [.instant(tx.now)])
    }
}
