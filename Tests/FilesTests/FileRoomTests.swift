import Foundation
import StoreContract
import Testing
import Vocabulary

@testable import Files

@Suite("Files: kept, found, collected")
struct FileRoomTests {
    @Test("the same bytes lie once, whoever sends them, and are given out whole", arguments: Engine.available)
    func once(_ engine: Engine) async throws {
        try await FilesHouse.with(engine) { house in
            let words = String(repeating: "灯不亮。", count: 60_000)
            let first = try await house.text(words, as: house.person(1))
            let second = try await house.text(words, as: house.person(2))
            #expect(first.id != second.id)
            #expect(first.parts[.whole]?.hash == second.parts[.whole]?.hash)
            #expect(try await house.stored(engine) == 1)
            #expect(try await house.content(first) == Array(words.utf8))
            #expect(try await house.count("file_claim") == 0)
            #expect(house.folder.names.filter { $0.hasPrefix("incoming") } == [])
            let checked = try await FileRoom.verify(house.storage, in: house.store)
            #expect(checked.contents == 1)
            #expect(checked.problems == [])
        }
    }

    @Test("a refused file leaves nothing behind: no row, no content, no upload", arguments: Engine.available)
    func refused(_ engine: Engine) async throws {
        var limits = FileLimits()
        limits.bytesMax = 10_000
        try await FilesHouse.with(engine, limits) { house in
            await #expect(throws: FileError.wrongType) { try await house.add([0, 1, 2], as: house.person(1)) }
            await #expect(throws: FileError.empty) { try await house.add([], as: house.person(1)) }
            await #expect(throws: FileError.tooLarge(bytesMax: 10_000)) {
                try await house.add([UInt8](repeating: 65, count: 10_001), as: house.person(1))
            }
            await #expect(throws: FileError.signInNeeded) { try await house.text("x", as: .passerBy) }
            #expect(try await house.count("file") == 0)
            #expect(try await house.count("file_claim") == 0)
            #expect(house.folder.names.filter { $0.hasPrefix("incoming") } == [])
            // What the passer-by's bytes took is known, held by nothing, and goes.
            _ = try await house.room.collect()
            #expect(try await house.stored(engine) == 0)
            #expect(try await house.count("file_content") == 0)
        }
    }

    @Test("who sees the thing sees its files; others hear that there are none", arguments: Engine.available)
    func scope(_ engine: Engine) async throws {
        try await FilesHouse.with(engine) { house in
            let (owner, neighbour, clerk, stranger) = (
                house.person(1), house.person(2), house.person(3, .clerk), house.person(4, .resident)
            )
            let file = try await house.text("report", as: owner)
            let subject = FileSubject(
                Identifier(high: 0x7000, low: 9), kind: "matter", place: house.community.id,
                community: house.community.id)
            let sight = FileSight(["matter": { id, actor, _ in id == subject.id && actor.id == neighbour.id }])
            func sees(_ actor: Actor) async throws -> Bool {
                do {
                    _ = try await house.store.read { try Files.known(file.id, to: actor, sight, in: $0) }
                    return true
                } catch FileError.notFound {
                    return false
                }
            }
            #expect(try await sees(owner))
            for actor in [neighbour, clerk, stranger, .passerBy] { #expect(try await !sees(actor)) }
            await #expect(throws: FileError.notFound) {
                try await house.store.write(as: stranger) {
                    try Files.attach([file.id], to: subject, FileLimits(), in: $0)
                }
            }
            try await house.store.write(as: owner) { try Files.attach([file.id], to: subject, FileLimits(), in: $0) }
            for actor in [owner, neighbour, clerk] { #expect(try await sees(actor)) }
            for actor in [stranger, .passerBy] { #expect(try await !sees(actor)) }
            await #expect(throws: FileError.notFound) {
                try await house.store.write(as: owner) {
                    try Files.attach([file.id], to: subject, FileLimits(), in: $0)
                }
            }
            await #expect(throws: FileError.inUse) {
                try await house.store.write(as: owner) { try Files.remove(file.id, in: $0) }
            }
            let attached = try await house.store.read { try Files.attached(to: subject.id, in: $0) }
            #expect(attached.map(\.id) == [file.id])
            #expect(try await house.store.read { try Files.differences(in: $0) } == 0)
        }
    }

    @Test("what belongs to nothing for a day goes, what belongs to something stays", arguments: Engine.available)
    func collected(_ engine: Engine) async throws {
        var limits = FileLimits()
        // Every moment of the fixed clock lies behind this one.
        limits.unattachedMilliseconds = -1
        try await FilesHouse.with(engine, limits) { [limits] house in
            let owner = house.person(1)
            let kept = try await house.text("kept", as: owner)
            let shared = try await house.text("kept", as: house.person(2))
            let gone = try await house.text("gone", as: owner)
            let subject = FileSubject(
                Identifier(high: 0x7000, low: 9), kind: "matter", place: house.community.id,
                community: house.community.id)
            try await house.store.write(as: owner) { try Files.attach([kept.id], to: subject, limits, in: $0) }
            #expect(try await house.room.collect() == 1)
            #expect(try await house.store.read { try Files.file(shared.id, in: $0) } == nil)
            #expect(try await house.content(kept) == Array("kept".utf8))
            await #expect(throws: FileError.lost) { try await house.content(gone) }
            #expect(try await house.stored(engine) == 1)
            #expect(try await house.count("file_content") == 1)
        }
    }

    @Test(
        "64 clients send and remove the same bytes while others collect: no row without content, no content left",
        arguments: Engine.available)
    func race(_ engine: Engine) async throws {
        try await FilesHouse.with(engine) { house in
            let bytes = Array("the same for everybody".utf8)
            let rounds = 4
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<64 {
                    group.addTask {
                        let owner = house.person(UInt64(number) + 1)
                        for round in 0..<rounds {
                            let file = try await house.add(bytes, as: owner)
                            let read = try await house.content(file)
                            #expect(read == bytes)
                            if round + 1 < rounds || number % 2 == 0 {
                                try await house.store.write(as: owner) { try Files.remove(file.id, in: $0) }
                            }
                        }
                    }
                }
                for _ in 0..<2 {
                    group.addTask {
                        for _ in 0..<40 {
                            _ = try await house.room.collect()
                            await Task.yield()
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await house.count("file") == 32)
            let checked = try await FileRoom.verify(house.storage, in: house.store)
            #expect(checked.contents == 1)
            #expect(checked.problems == [])
            let last = try await house.store.read {
                try $0.rows("SELECT id, owner FROM file") { (try $0.id(0, of: StoredFile.self), try $0.identifier(1)) }
            }
            for (id, owner) in last {
                try await house.store.write(as: Actor(id: owner, grants: [])) { try Files.remove(id, in: $0) }
            }
            _ = try await house.room.collect()
            #expect(try await house.stored(engine) == 0)
            #expect(try await house.count("file_content") == 0)
        }
    }

    @Test(
        "a person's day and a community's room are used up with words, and nothing is kept", arguments: Engine.available
    )
    func quotas(_ engine: Engine) async throws {
        var limits = FileLimits()
        limits.filesOfPersonMax = 2
        limits.bytesOfCommunityMax = 5
        try await FilesHouse.with(engine, limits) { [limits] house in
            let owner = house.person(1)
            let first = try await house.text("1234", as: owner)
            let second = try await house.text("5678", as: owner)
            await #expect(throws: FileError.self) { try await house.text("9", as: owner) }
            @Sendable func subject(_ number: UInt64) -> FileSubject {
                FileSubject(
                    Identifier(high: 0x7000, low: number), kind: "matter", place: house.community.id,
                    community: house.community.id)
            }
            try await house.store.write(as: owner) { try Files.attach([first.id], to: subject(1), limits, in: $0) }
            await #expect(throws: FileError.quotaOfCommunity) {
                try await house.store.write(as: owner) { try Files.attach([second.id], to: subject(2), limits, in: $0) }
            }
            #expect(try await house.count("file_reference") == 1)
            #expect(try await house.count("file") == 2)
        }
    }

    @Test("a content that other hands changed or removed is found")
    func tampered() async throws {
        try await FilesHouse.with(.sqlite) { house in
            let file = try await house.text("as it was", as: house.person(1))
            let hash = try #require(file.parts[.whole]?.hash)
            let path = DirectoryStorage(house.folder.path).path(of: hash)
            try Data("as it is ".utf8).write(to: URL(fileURLWithPath: path))
            #expect(try await FileRoom.verify(house.storage, in: house.store).problems.count == 1)
            try FileManager.default.removeItem(atPath: path)
            #expect(try await FileRoom.verify(house.storage, in: house.store).problems.count == 1)
        }
    }

    @Test(
        "what a process that died left in the folder of uploads is removed at the next start, what a living one holds stays"
    )
    func leftBehind() async throws {
        try await FilesHouse.with(.sqlite) { house in
            let living = try await house.room.begin()
            try await living.append([65])
            let parent = house.folder.path + "/incoming"
            try FileManager.default.createDirectory(atPath: parent + "/dead/upload", withIntermediateDirectories: true)
            try Data("half".utf8).write(to: URL(fileURLWithPath: parent + "/dead/upload/raw"))
            try Data().write(to: URL(fileURLWithPath: parent + "/dead.lock"))
            let next = try Workbench(parent, node: house.surroundings.identifier())
            #expect(!FileManager.default.fileExists(atPath: parent + "/dead"))
            #expect(FileManager.default.fileExists(atPath: living.path))
            await living.discard()
            withExtendedLifetime(next) {}
        }
    }
}
