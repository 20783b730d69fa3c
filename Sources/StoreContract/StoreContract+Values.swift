import Store
import Testing
import Vocabulary

extension StoreContract {
    /// Every kind of value comes back as it went in, and NULL as NULL.
    public static func valuesComeBack(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let texts = [
                "", "里坊 — a ward of the old city", "𠮷野家 🏘️", "it's \"quoted\" ? $1", String(repeating: "社区", count: 3),
            ]
            let integers: [Int64] = [0, -1, .max, .min, 4_294_967_296]
            let doubles: [Double] = [0, -0.5, 1e300, .infinity, -.infinity, .leastNonzeroMagnitude]
            let blobs: [[UInt8]] = [[], [0], [0, 255, 0, 39], Array(repeating: 7, count: 70_000)]
            try await store.write(as: actor) { tx in
                for (index, text) in texts.enumerated() {
                    let id = tx.identifier()
                    try tx.execute(
                        "INSERT INTO spot (id, name, note, weight, picture) VALUES (?, ?, ?, ?, ?)",
                        [
                            .identifier(id), .text("\(index)"), .text(text), .double(doubles[index]),
                            .bytes(blobs[index % 4]),
                        ])
                    let back: Void? = try tx.first(
                        "SELECT id, note, weight, picture, area FROM spot WHERE id = ?", [.identifier(id)]
                    ) {
                        try equal($0.identifier(0), id)
                        try equal($0.bytes(0), id.bytes)
                        try equal($0.text(1), text)
                        try equal($0.double(2), doubles[index])
                        try equal($0.bytes(3), blobs[index % 4])
                        #expect($0.isNull(4) && !$0.isNull(1))
                    }
                    #expect(back != nil)
                }
                for integer in integers {
                    try tx.execute("DELETE FROM figure")
                    try tx.execute("INSERT INTO figure (name, amount) VALUES (?, ?)", [.text("n"), .integer(integer)])
                    try equal(tx.integer("SELECT amount FROM figure WHERE amount = ?", [.integer(integer)]), integer)
                }
                try journal(tx)
            }
        }
    }

    /// Four megabytes of text and of bytes are values like any other.
    public static func bigValuesComeBack(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let text = String(repeating: "未来社区里坊", count: 4 * 1_048_576 / 18)
            let bytes = (0..<4 * 1_048_576).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try await store.write(as: actor, at: .maintenance) { tx in
                try tx.execute(
                    "INSERT INTO spot (id, name, note, picture) VALUES (?, ?, ?, ?)",
                    [.identifier(tx.identifier()), .text("big"), .text(text), .bytes(bytes)])
                try journal(tx)
            }
            let (back, picture) = try #require(
                try await store.read {
                    try $0.first("SELECT note, picture FROM spot") { (try $0.text(0), try $0.bytes(1)) }
                })
            #expect(back == text)
            #expect(picture == bytes)
        }
    }

    /// What one engine would refuse and the other mangle is refused by both: U+0000 in text, NaN.
    public static func unsafeValuesAreRefused(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            for value in [Value.text("before\u{0}after"), .double(.nan)] {
                let error = await refusal(store) { tx in
                    try tx.execute(
                        "INSERT INTO spot (id, name, note) VALUES (?, 'x', ?)", [.identifier(tx.identifier()), value])
                }
                #expect(error?.code == .checkViolation)
                #expect(error?.table == "spot")
            }
            try await expect(0, in: "spot", of: store)
        }
    }

    /// Reading a column as something else, or NULL as a value, throws and nothing is guessed.
    public static func wrongTypesThrow(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.write(as: actor) { tx in
                try tx.execute(
                    "INSERT INTO spot (id, name, area, weight) VALUES (?, 'n', 5, 2.5)", [.identifier(tx.identifier())])
                try journal(tx)
            }
            let readings: [@Sendable (any Row) throws -> Void] = [
                { _ = try $0.integer(1) }, { _ = try $0.text(2) }, { _ = try $0.bytes(1) }, { _ = try $0.double(1) },
                { _ = try $0.integer(3) }, { _ = try $0.text(4) }, { _ = try $0.integer(4) }, { _ = try $0.text(0) },
                { _ = try $0.identifier(1) },
            ]
            for (index, reading) in readings.enumerated() {
                let error = await refusal(
                    store,
                    reading: { snapshot in
                        try snapshot.forEach("SELECT id, name, area, weight, note FROM spot") {
                            try reading($0)
                            return true
                        }
                    })
                #expect(error?.code == .wrongType, "reading \(index)")
            }
            // PostgreSQL turns anything into text when a text column asks for it; SQLite refuses bytes there.
            let wrongInserts: [(String, Value)] = [
                ("area", .text("five")), ("picture", .text("p")), ("weight", .bytes([1])),
            ]
            for (column, value) in wrongInserts {
                let error = await refusal(store) { tx in
                    try tx.execute("UPDATE spot SET \(column) = ?", [value])
                }
                #expect(error?.code == .wrongType, "\(column)")
            }
        }
    }

    /// Chinese and other text is ordered by its bytes, and LIKE tells upper from lower case.
    public static func textIsOrderedByBytes(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let names = ["B", "a", "Z", "b", "阿", "中", "北", "é", "e", "z", "１", "1", "𠮷", "﹏", "~", "_"]
            try await store.write(as: actor) { tx in
                for name in names {
                    try tx.execute("INSERT INTO figure (name, amount) VALUES (?, 0)", [.text(name)])
                }
            }
            let ordered = try await store.read {
                try $0.rows("SELECT name FROM figure ORDER BY name") { try $0.text(0) }
            }
            #expect(ordered == names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
            let after = try await store.read {
                try $0.rows("SELECT name FROM figure WHERE name > ? ORDER BY name", [.text("中")]) { try $0.text(0) }
            }
            #expect(after == ordered.drop { $0 != "中" }.dropFirst().map { $0 })
            let liked = try await store.read {
                try $0.rows("SELECT name FROM figure WHERE name LIKE ?", [.text("b%")]) { try $0.text(0) }
            }
            #expect(liked == ["b"])
        }
    }

    /// Sums, counts, comparisons and lengths read as numbers on both engines.
    public static func numbersOfExpressionsAgree(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.write(as: actor) { tx in
                for number in 1...4 {
                    try tx.execute(
                        "INSERT INTO account (number, balance) VALUES (?, ?)",
                        [.integer(number), .integer(number * 25_000)])
                }
                try journal(tx)
            }
            try await store.read { snapshot in
                try equal(snapshot.integer("SELECT sum(balance) FROM account"), 250_000)
                try equal(snapshot.first("SELECT avg(balance) FROM account") { try $0.double(0) }, 62_500)
                try equal(snapshot.integer("SELECT sum(balance) FROM account WHERE number > 9"), nil)
                try equal(
                    snapshot.first("SELECT balance > 30000 FROM account WHERE number = 1") { try $0.flag(0) }, false)
                try equal(snapshot.integer("SELECT length(?)", [.text("里坊")]), 2)
                try equal(snapshot.integer("SELECT ? + 1", [.integer(41)]), 42)
                try equal(snapshot.integer("SELECT count(*) FROM account WHERE balance > ?", [.double(60_000.5)]), 2)
                let second = try snapshot.rows(
                    "SELECT number FROM account ORDER BY number LIMIT ? OFFSET ?", [.integer(2), .integer(1)]
                ) { try $0.integer(0) }
                #expect(second == [2, 3])
            }
        }
    }

    /// A question mark in quotes, names and comments is not a parameter.
    public static func placeholdersAreOnlyPlaceholders(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.read { snapshot in
                let sql = """
                    SELECT '?', 'it''s ?', ? AS "a?b", -- why?
                    ? /* and ? */ + 1
                    """
                try snapshot.forEach(sql, [.text("里"), .integer(1)]) { row in
                    try equal(row.text(0), "?")
                    try equal(row.text(1), "it's ?")
                    try equal(row.text(2), "里")
                    try equal(row.integer(3), 2)
                    return true
                }
            }
        }
    }
}
