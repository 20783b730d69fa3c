import Foundation
import Journal
import Keyring
import People
import Places
import Store
import Vocabulary

/// A made-up town: one large community whose people are sealed for real, and many others around it.
///
/// The people of the other communities are rows as the use case writes them, with true blind indexes and name tokens;
/// where they hold sealed bytes there is chance of the same length, which nobody opens here.
struct Town: Sendable {
    let store: any Store
    let count: Int
    let keyring = Keyring.fixed(seed: 1_000_000)

    static let schema = Schema([Journal.schema, Keyring.schema, Places.schema, People.schema])
    static let surroundings = Surroundings(
        clock: { Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)) },
        chance: { UInt64.random(in: 0 ... .max) })

    /// The searched community: five times an ordinary one.
    var largeCount: Int { min(20_000, count / 4) }
    private static let ordinaryCount = 5_000
    private static let buildingsCount = 10
    private static let sliceCount = 500

    /// A sequence that is the same in each run.
    struct Chance {
        var state: UInt64

        mutating func below(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
    }

    /// Family names, the frequent ones first: the first has about 7 of 100 people.
    static let families = Array(
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文")
    private static let given = Array(
        "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国梅鹏飞宇浩然子轩雨欣怡思涵梓博文天佑俊凯雪晴倩楠婷琳佳慧颖宁海波志远晓东春生立新家豪清泉云山月星辰安康乐福瑞祥德仁义礼信忠孝友善诚和美光荣")

    static func name(of number: Int) -> String {
        var chance = Chance(state: UInt64(number) &* 2_654_435_761 &+ 17)
        for _ in 0..<3 { _ = chance.below(2) }
        // The smaller of two numbers, squared: few families are many, as they are.
        let dice = Double(chance.below(10_000)) / 10_000
        let family = families[Int(dice * dice * 0.999 * Double(families.count))]
        let first = given[chance.below(given.count)]
        guard chance.below(5) > 0 else { return String([family, first]) }
        return String([family, first, given[chance.below(given.count)]])
    }

    static func phone(of number: Int) throws -> PhoneNumber {
        guard let phone = PhoneNumber("1\(3_000_000_000 + number)") else { throw PeopleError.unfit(.phone) }
        return phone
    }

    func searched() async throws -> ID<Place> { try await place("large") }
    func building() async throws -> ID<Place> { try await place("large-b0") }

    private func place(_ code: String) async throws -> ID<Place> {
        let id = try await store.read { snapshot in
            try snapshot.first("SELECT id FROM place WHERE code = ?", [.text(code)]) { try $0.id(0, of: Place.self) }
        }
        guard let id else { throw PlaceError.notFound }
        return id
    }

    /// Builds the town; one that stands with this many people is used again.
    func buildIfEmpty() async throws {
        let standing = try await store.read(in: .reports) { try $0.integer("SELECT count(*) FROM person") ?? 0 }
        guard standing != Int64(count) else { return }
        guard standing == 0 else { throw StoreError(.inputOutput, "another town stands here: remove its folder") }
        let others = (count - largeCount + Self.ordinaryCount - 1) / Self.ordinaryCount
        let street = try await store.write(as: .operatorOfMachine, at: .maintenance) { tx in
            try Places.add(.street, code: "street", name: LocalizedText(zhHans: "街道", en: "Street"), below: nil, in: tx)
        }
        let large = try await addCommunity("large", below: street)
        for slice in stride(from: 0, to: largeCount, by: Self.sliceCount) {
            try await seal(slice..<min(slice + Self.sliceCount, largeCount), at: large)
        }
        for other in 0..<others {
            let community = try await addCommunity("c\(other)", below: street)
            let first = largeCount + other * Self.ordinaryCount
            try await fill(first..<min(first + Self.ordinaryCount, count), at: community)
        }
        if store.dialect == .postgres {
            try await store.write(as: .operatorOfMachine, at: .maintenance) { _ = try $0.execute("ANALYZE") }
        }
    }

    private func addCommunity(_ code: String, below street: Place) async throws -> [Place] {
        try await store.write(as: .operatorOfMachine, at: .maintenance) { tx in
            let name = LocalizedText(zhHans: code, en: code)
            let community = try Places.add(.community, code: code, name: name, below: street.id, in: tx)
            return try [community]
                + (0..<Self.buildingsCount).map {
                    try Places.add(.building, code: "\(code)-b\($0)", name: name, below: community.id, in: tx)
                }
        }
    }

    /// Adds people as the desk does.
    private func seal(_ numbers: Range<Int>, at places: [Place]) async throws {
        try await store.write(as: .operatorOfMachine, at: .maintenance) { [keyring] tx in
            for number in numbers {
                guard let name = PersonName(Self.name(of: number)) else { throw PeopleError.unfit(.name) }
                let details = PersonDetails(name: name, phone: try Self.phone(of: number))
                let place = places[1 + number % Self.buildingsCount].id.raw
                try People.add(PersonDraft(details, at: place, isAccountHolder: true), with: keyring, in: tx)
            }
        }
    }

    /// Writes rows of people as they would stand, many in one statement.
    private func fill(_ numbers: Range<Int>, at places: [Place]) async throws {
        let community = places[0].id.raw
        var tokens: [Character: Value] = [:]
        for number in numbers {
            for character in Self.name(of: number) where tokens[character] == nil {
                tokens[character] = .bytes(
                    keyring.blindIndex("\(community)|\(character)", of: SealedField("name_token", "token")))
            }
        }
        for slice in stride(from: numbers.lowerBound, to: numbers.upperBound, by: Self.sliceCount) {
            let part = slice..<min(slice + Self.sliceCount, numbers.upperBound)
            try await store.write(as: .operatorOfMachine, at: .maintenance) { [keyring, tokens] tx in
                var rows = Rows()
                for number in part {
                    let index = keyring.blindIndex(
                        try Self.phone(of: number).international, of: SealedField("person", "phone"))
                    rows.add(
                        tx.identifier(), phone: index, named: Set(Self.name(of: number)).compactMap { tokens[$0] },
                        at: places[1 + number % Self.buildingsCount].id.raw, in: community, tx)
                }
                try rows.write(in: tx)
                try Journal.append(
                    EntryKind("person.added"), about: community, at: nil, under: "person.add", in: tx)
            }
        }
    }
}

/// Rows of some people before they are written.
private struct Rows {
    private var keys: [Value] = []
    private var people: [Value] = []
    private var belongings: [Value] = []
    private var tokens: [Value] = []

    private static func chance(_ count: Int) -> Value { .bytes((0..<count).map { _ in UInt8.random(in: 0 ... .max) }) }

    mutating func add(
        _ id: Identifier, phone: [UInt8], named words: [Value], at place: Identifier, in community: Identifier,
        _ tx: Transaction
    ) {
        keys += [.identifier(id), .integer(1), .integer(1), Self.chance(60), .instant(tx.now)]
        people += [
            .identifier(id), Self.chance(40), Self.chance(45), .bytes(phone), Self.chance(38), .flag(true),
            .flag(false),
            .instant(tx.now), .integer(1),
        ]
        belongings += [
            .identifier(tx.identifier()), .identifier(id), .identifier(place), .text("registered"), .identifier(id),
            .instant(tx.now),
        ]
        for word in words { tokens += [.identifier(community), word, .identifier(id)] }
    }

    func write(in tx: Transaction) throws {
        try insert("data_key (owner, number, kek, wrapped, made_ms)", 5, keys, in: tx)
        try insert(
            "person (id, name, phone, phone_index, language, is_account, is_protected, added_ms, version)", 9, people,
            in: tx)
        try insert("belonging (id, person, place, why, cause, from_ms)", 6, belongings, in: tx)
        try insert("name_token (place, token, person)", 3, tokens, in: tx)
    }

    private func insert(_ columns: String, _ width: Int, _ values: [Value], in tx: Transaction) throws {
        let row = "(" + repeatElement("?", count: width).joined(separator: ", ") + ")"
        for begin in stride(from: 0, to: values.count, by: width * 250) {
            let part = Array(values[begin..<min(begin + width * 250, values.count)])
            let rows = repeatElement(row, count: part.count / width).joined(separator: ", ")
            try tx.execute("INSERT INTO \(columns) VALUES \(rows)", part)
        }
    }
}
