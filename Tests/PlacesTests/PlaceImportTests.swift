import Foundation
import Journal
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Import of places")
struct PlaceImportTests {
    static let schema = Schema([Journal.schema, Places.schema])

    private static let head = "code,parent,level,name,lon_gcj02,lat_gcj02\n"
    private static let small =
        head + """
            330000000000,100000000000,province,浙江省,,
            330100000000,330000000000,city,杭州市,,
            330105000000,330100000000,county,拱墅区,,
            330105001000,330105000000,town,米市巷街道,,
            330105001001,330105001000,village,里坊社区,120.15,30.28

            """

    private static func read(_ text: String) throws -> DivisionsFile.Content {
        try DivisionsFile.read(Array(text.utf8)) { Coordinate(longitude: $0, latitude: $1) }
    }

    private static func run(_ text: String, _ store: any Store, isStrict: Bool = false) async throws
        -> PlaceImport.Outcome
    {
        let content = try read(text)
        return try await PlaceImport(into: store, as: .operatorOfMachine).run(
            content.drafts, refused: content.refused, isStrict: isStrict)
    }

    @Test("an import makes the tree with its reach, and again changes nothing", arguments: Engine.available)
    func repeatable(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let first = try await Self.run(Self.small, store)
            #expect((first.added, first.changed, first.unchanged, first.refused.count) == (5, 0, 0, 0))
            let again = try await Self.run(Self.small, store)
            #expect((again.added, again.changed, again.unchanged, again.refused.count) == (0, 0, 5, 0))
            let (path, reach, community) = try await store.read { snapshot in
                let place = try #require(try Places.find(code: "330105001001", in: snapshot))
                return (
                    try Places.path(to: place.id, in: snapshot).map(\.name.zhHans),
                    try snapshot.integer("SELECT count(*) FROM reach"), place
                )
            }
            #expect(path == ["浙江省", "杭州市", "拱墅区", "米市巷街道", "里坊社区"])
            #expect(reach == 15, "5 + 4 + 3 + 2 + 1")
            #expect(community.community == community.id)
            #expect(community.coordinate?.latitudeE7 == 302_800_000)
        }
    }

    @Test("a changed name is brought up to date under the same identifier", arguments: Engine.available)
    func changed(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            _ = try await Self.run(Self.small, store)
            let before = try await store.read { try Places.find(code: "330105001001", in: $0)?.id }
            let outcome = try await Self.run(Self.small.replacing("里坊社区", with: "新里坊社区"), store)
            #expect((outcome.added, outcome.changed, outcome.unchanged) == (0, 1, 4))
            let after = try await store.read { try Places.find(code: "330105001001", in: $0) }
            #expect(after?.id == before)
            #expect(after?.name.zhHans == "新里坊社区")
        }
    }

    @Test("bad rows are listed with their lines, and what hangs from them is refused too", arguments: Engine.available)
    func badRows(_ engine: Engine) async throws {
        let text =
            Self.head + """
                330000000000,100000000000,province,浙江省,,
                3301,330000000000,city,短码,,
                330200000000,330000000000,planet,宁波市,,
                330300000000,330000000000,city,,,
                330400000000,330000000000,city,嘉兴市,east,30
                330500000000,330000000000,city,湖州市
                330000000000,100000000000,province,重复,,
                330301000000,330300000000,county,孤儿区,,
                330601000000,330601000000,county,自己的上级,,
                330700000000,330000000000,city,金华市,,

                """
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let outcome = try await Self.run(text, store)
            #expect(
                outcome.refused == [
                    RefusedRow(line: 3, reason: .code), RefusedRow(line: 4, reason: .kind),
                    RefusedRow(line: 5, reason: .empty(column: "name")), RefusedRow(line: 6, reason: .coordinate),
                    RefusedRow(line: 7, reason: .columns(found: 4, expected: 6)),
                    RefusedRow(line: 8, reason: .duplicate(of: 2)), RefusedRow(line: 9, reason: .parentUnknown),
                    RefusedRow(line: 10, reason: .parentUnknown),
                ])
            #expect(outcome.added == 2)
            await #expect(throws: ImportError.incomplete) { try await Self.run(text, store, isStrict: true) }
        }
    }

    @Test("a strict import with one bad row leaves the tree as it was", arguments: Engine.available)
    func strict(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            await #expect(throws: ImportError.incomplete) {
                try await Self.run(Self.small + "x,y,z,,,\n", store, isStrict: true)
            }
            let count = try await store.read { try Places.count(in: $0) }
            #expect(count == 0)
        }
    }

    @Test("a row that would move or change a place is refused", arguments: Engine.available)
    func moves(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            _ = try await Self.run(Self.small, store)
            let moved = Self.small.replacing(
                "330105001001,330105001000,village", with: "330105001001,330105000000,village")
            #expect(try await Self.run(moved, store).refused == [RefusedRow(line: 6, reason: .moves)])
            let other = Self.small.replacing(
                "330105001001,330105001000,village", with: "330105001001,330105000000,town")
            #expect(try await Self.run(other, store).refused == [RefusedRow(line: 6, reason: .changesKind)])
        }
    }

    @Test("only the system imports")
    func rights() async throws {
        try await TestDatabase.with(.sqlite, schema: Self.schema) { store in
            let clerk = Actor(id: Identifier(high: 1, low: 1), grants: [])
            await #expect(throws: PlaceError.notAllowed) {
                try await PlaceImport(into: store, as: clerk).run(Self.read(Self.small).drafts)
            }
        }
    }

    @Test("a file without a column says which")
    func missingColumn() {
        #expect(throws: ImportError.missingColumn("level")) { try Self.read("code,parent,name\n1,2,3\n") }
        #expect(throws: ImportError.empty) { try Self.read("") }
    }

    @Test(
        "the real list of Zhejiang: 33,630 divisions, again without a change",
        .enabled(if: SharedData.has("divisions_zhejiang"), "the shared data is not beside the project"),
        arguments: Engine.available)
    func zhejiang(_ engine: Engine) async throws {
        let text = try SharedData.text("divisions_zhejiang/zhejiang_2016_12digit.csv")
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let outcome = try await Self.run(text, store)
            #expect((outcome.added, outcome.refused.count) == (33_630, 0))
            let again = try await Self.run(text, store)
            #expect((again.added, again.changed, again.unchanged) == (0, 0, 33_630))
            let (communities, found) = try await store.read { snapshot in
                (
                    try snapshot.integer("SELECT count(*) FROM place WHERE kind = 'community'"),
                    try Places.search("和睦", limit: 200, in: snapshot).count
                )
            }
            #expect(communities == 32_130)
            #expect(found > 3, "two characters find something")
        }
    }

    @Test(
        "the real compounds of Hangzhou: all 1,094 named ones stand below the nearest community or are listed",
        .enabled(if: SharedData.has("geo_hangzhou"), "the shared data is not beside the project"))
    func hangzhou() async throws {
        let divisions = try SharedData.text("divisions_zhejiang/zhejiang_2016_12digit.csv")
        let reading = PlacesFile.Reading(
            kind: .compound, codeColumn: "osm_id", condition: ("fclass", "residential"), codePrefix: "osm-")
        let content = try PlacesFile.readGeoJSON(try SharedData.bytes("geo_hangzhou/landuse.geojson"), as: reading)
        #expect(content.drafts.count == 1_094)
        #expect(content.refused.allSatisfy { $0.reason == .empty(column: "name") })
        try await TestDatabase.with(.sqlite, schema: Self.schema) { store in
            _ = try await Self.run(divisions, store)
            let outcome = try await PlaceImport(into: store, as: .operatorOfMachine).run(
                content.drafts, nearestMetresMax: 3_000)
            #expect(outcome.added + outcome.refused.count == 1_094)
            #expect(outcome.added > 1_000)
            let doubtful = try await store.read {
                try $0.integer("SELECT count(*) FROM place WHERE placement = 'nearest'")
            }
            #expect(doubtful == Int64(outcome.added), "every one of them is marked for somebody to look at")
        }
    }
}

/// The real data beside the project; tests that need it are skipped where it is absent.
enum SharedData {
    private static let folder: String? = {
        if let told = ProcessInfo.processInfo.environment["LIFANG_SHARED_DATA"] { return told }
        var directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while directory.path != "/" {
            let candidate = directory.appendingPathComponent("shared/data").path
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
            directory = directory.deletingLastPathComponent()
        }
        return nil
    }()

    static func has(_ name: String) -> Bool {
        folder.map { FileManager.default.fileExists(atPath: $0 + "/" + name) } ?? false
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: (folder ?? "") + "/" + name)))
    }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
}
