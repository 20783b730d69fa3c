import Keyring
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("People: homes and families")
struct HomeTests {
    private static func settled(_ house: PeopleHouse) async throws -> ID<Person> {
        let owner = try await house.add("陈桂芳", birth: LocalDay("1952-03-04"))
        try await house.store.write(as: .operatorOfMachine) {
            [keyring = house.keyring, home = house.community.homes[0].id] tx in
            try People.enter(.owner, of: owner, at: home, kin: .holder, with: keyring, in: tx)
        }
        return owner
    }

    private static func isMisread(_ text: String) -> Bool {
        do {
            _ = try InvitationCode(text)
            return false
        } catch {
            return error == .codeMisread
        }
    }

    @Test("one invitation used by 64 people at once opens one door", arguments: Engine.available)
    func invitationRace(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let owner = try await Self.settled(house)
            let home = house.community.homes[0].id
            let code = try await house.write(as: owner) { tx in
                try People.invite(to: home, as: .occupant, kin: .relative, with: keyring, in: tx).code
            }
            var guests: [ID<Person>] = []
            for _ in 0..<64 { guests.append(try await house.add("沈敏")) }
            let accepted = try await withThrowingTaskGroup(of: Bool.self) { group in
                for guest in guests {
                    group.addTask {
                        let outcome = try await house.write(as: guest) { tx in
                            try People.claim(by: code, for: guest, with: keyring, in: tx)
                        }
                        if case .accepted = outcome { return true } else { return false }
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(accepted == 1)
            let living = try await house.store.read {
                try $0.integer("SELECT count(*) FROM tenure WHERE home = ? AND until_ms IS NULL", [.id(home)])
            }
            #expect(living == 2)
        }
    }

    @Test("one claim accepted by 64 clerks at once begins one tenure", arguments: Engine.available)
    func claimRace(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let clerk = try await house.staff("沈敏", .clerk)
            let person = try await house.add("陈桂芳")
            let home = house.community.homes[1].id
            let claim = try await house.write(as: person) { tx in
                try People.askForHome(home, as: .owner, for: person, with: keyring, in: tx)
            }
            let done = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        do {
                            try await house.write(as: clerk) { try People.decide(claim, with: keyring, in: $0) }
                            return true
                        } catch {
                            #expect(error as? PeopleError == .over)
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(done == 1)
            #expect(try await house.actor(person).grants.map(\.role) == [.resident])
        }
    }

    @Test("a misread code is told at once; a wrong one counts as a try, and ten are enough")
    func codes() async throws {
        try await PeopleHouse.with(.sqlite) { house in
            let keyring = house.keyring
            let owner = try await Self.settled(house)
            let home = house.community.homes[0].id
            let code = try await house.write(as: owner) { tx in
                try People.invite(to: home, as: .occupant, with: keyring, in: tx).code
            }
            let text = code.description
            let typed = try InvitationCode(text.lowercased())
            #expect(typed == code)
            var misread = Array(text)
            misread[0] = misread[0] == "2" ? "3" : "2"
            for wrong in ["", "ABC", text + "2", "0OIL-0OIL-0", String(misread)] {
                #expect(Self.isMisread(wrong))
            }
            let guest = try await house.add("沈敏")
            try await house.write(as: owner) { tx in
                _ = try People.claim(by: code, for: owner, with: keyring, in: tx)
            }
            var outcomes: [ClaimOutcome] = []
            for _ in 0..<11 {
                outcomes.append(
                    try await house.write(as: guest) { try People.claim(by: code, for: guest, with: keyring, in: $0) })
            }
            #expect(outcomes.dropLast().allSatisfy { $0 == .noMatch })
            #expect(outcomes.last == .tooOften)
        }
    }

    @Test("the register opens a home to the owner's name and last digits, once", arguments: Engine.available)
    func register(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let home = house.community.homes[2].id
            let line = RegisterLine(
                home: home, name: try #require(PersonName("陈桂芳")), lastFour: "002X", areaCentiSquareMetres: 8_932,
                share: try #require(Share(1, of: 2)))
            try await house.store.write(as: .operatorOfMachine) { try People.register(line, with: keyring, in: $0) }
            let owner = try await house.add("陈桂芳", document: "11010519491231002X")
            let other = try await house.add("沈敏")
            let wrong = try await house.write(as: other) {
                try People.claimByRegister(home, lastFour: "002X", with: keyring, in: $0)
            }
            #expect(wrong == .noMatch)
            try await house.write(as: owner) {
                _ = try People.claimByRegister(home, lastFour: "002x", with: keyring, in: $0)
            }
            let actor = try await house.actor(owner)
            let homes = try await house.store.read { try People.homes(of: owner, for: actor, in: $0) }
            #expect(homes.map(\.areaCentiSquareMetres) == [8_932])
            #expect(homes.first?.share == Share(1, of: 2))
            try await house.write(as: owner) { tx in try People.end(homes[0].id, in: tx) }
            #expect(try await house.actor(owner).grants.isEmpty)
        }
    }

    @Test("shares of owners are never more than the whole", arguments: Engine.available)
    func shares(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let home = house.community.homes[0].id
            func enter(_ share: Share?) async throws {
                let person = try await house.add("陈桂芳")
                try await house.store.write(as: .operatorOfMachine) { tx in
                    _ = try People.enter(.owner, of: person, at: home, share: share, with: keyring, in: tx)
                }
            }
            try await enter(Share(1, of: 3))
            try await enter(Share(1, of: 6))
            try await enter(Share(1, of: 2))
            await #expect(throws: PeopleError.sharesTooLarge) { try await enter(Share(1, of: 10_000)) }
            #expect(Share(0, of: 2) == nil)
            #expect(Share(3, of: 2) == nil)
        }
    }

    @Test("S-41: somebody under 14 acts through a guardian, and keeps one", arguments: Engine.available)
    func children(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let parent = try await Self.settled(house)
            let home = house.community.homes[0].id
            let details = PersonDetails(name: try #require(PersonName("陈小满")), birth: LocalDay("2018-05-06"))
            let child = try await house.write(as: parent) {
                try People.addChild(details, at: home, with: keyring, in: $0)
            }
            await #expect(throws: PeopleError.guardianNeeded) {
                try await house.write(as: child) {
                    _ = try People.askForHome(home, as: .tenant, for: child, with: keyring, in: $0)
                }
            }
            try await house.write(as: parent) {
                _ = try People.askForHome(home, as: .tenant, for: child, with: keyring, in: $0)
            }
            let actor = try await house.actor(parent)
            let (wards, consents) = try await house.store.read {
                (try People.wards(of: actor, in: $0), try People.consents(of: child, for: actor, in: $0))
            }
            #expect(wards.map(\.ward) == [child])
            #expect(consents.map(\.purpose) == [.childData])
            await #expect(throws: PeopleError.guardianNeeded) {
                try await house.write(as: parent) {
                    try People.endGuardianship(wards[0].id, with: keyring, in: $0)
                }
            }
            let grown = PersonDetails(name: details.name, birth: LocalDay("2000-01-01"))
            await #expect(throws: PeopleError.ageUnfit) {
                try await house.write(as: parent) { tx in
                    _ = try People.addChild(grown, at: home, with: keyring, in: tx)
                }
            }
            let stranger = try await house.add("沈敏")
            await #expect(throws: PeopleError.notFound) {
                try await house.write(as: stranger) {
                    _ = try People.askForHome(home, as: .tenant, for: child, with: keyring, in: $0)
                }
            }
        }
    }
}
