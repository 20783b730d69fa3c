import Learning
import Testing

@Suite("Hot spots and near-duplicates")
struct MessagesTests {
    /// Sixty messages about many things, and eight about one matter at one place.
    static let messages: [DatedText] = {
        let places = ["桂花苑", "金色家园", "望江楼", "南山里", "学府城", "滨湖湾", "锦绣园", "和平村", "翠竹轩", "长兴坊"]
        let matters = ["路灯不亮", "垃圾没人清", "楼道堆物", "水管漏水", "停车难", "有人养鸡"]
        var texts: [DatedText] = []
        for (index, place) in places.enumerated() {
            for (number, matter) in matters.enumerated() {
                texts.append(DatedText(text: "\(place)\(number + 1)栋\(matter)，请派人看看", day: index * 20 + number))
            }
        }
        let openings = ["", "您好，", "投诉：", "又来反映，", "请管一管，", "第三次说了，", "急，", "我是业主，"]
        for (index, opening) in openings.enumerated() {
            texts.append(DatedText(text: "\(opening)东湖花园旁边的烧烤店油烟太大，开窗都不行", day: 190 + index))
        }
        return texts
    }()

    @Test("the matter that many write about is the hottest, named by its place or thing, and rising")
    func hottest() throws {
        let spot = try #require(HotSpots().find(in: Self.messages).first)
        #expect(spot.members.sorted() == Array(60..<68))
        #expect(spot.name.contains("东湖花园") || spot.name.contains("烧烤店"))
        #expect(spot.trend == .rising)
        #expect(spot.days == 190...197)
        #expect(spot.heat > 6 && spot.heat <= 8)
    }

    @Test("without days the heat is the size, and nothing is said about a trend")
    func undated() throws {
        let spots = HotSpots().find(in: Self.messages.map { DatedText(text: $0.text, day: nil) })
        #expect(
            spots.allSatisfy { $0.trend == .unknown && $0.days == nil && $0.heat <= Double($0.members.count) + 1e-3 })
    }

    @Test("no message is in two hot spots, and few or empty messages make none")
    func disjoint() {
        let spots = HotSpots().find(in: Self.messages, limit: 100)
        let members = spots.flatMap(\.members)
        #expect(Set(members).count == members.count)
        #expect(HotSpots().find(in: []).isEmpty)
        #expect(HotSpots().find(in: [DatedText](repeating: DatedText(text: "", day: 1), count: 9)).isEmpty)
    }

    @Test("a text sent again with small changes is found, a different one on the same matter is not")
    func nearDuplicates() {
        let text = "小区门口的路灯坏了一个多月，晚上老人和孩子出门很不安全，多次向物业反映都没有结果，希望尽快修好"
        let texts = [text, "楼下的烧烤店油烟太大，开窗都不行，请管一管", text + "。谢谢！", "路灯坏了，请修", "", ""]
        let pairs = NearDuplicates().pairs(in: texts)
        #expect(pairs.map(\.first) == [0] && pairs.map(\.second) == [2])
        #expect(pairs[0].overlap > 0.8 && pairs[0].overlap < 1)
    }
}

@Suite("Names in Latin letters")
struct PinyinTests {
    @Test(
        "names are spelt as people type them",
        arguments: [
            ("张三", "zhangsan", "zs"), ("单雄信", "shanxiongxin", "sxx"), ("曾国藩", "zengguofan", "zgf"),
            ("欧阳修", "ouyangxiu", "oyx"), ("尉迟恭", "yuchigong", "ycg"), ("吕布", "lvbu", "lb"),
            ("任盈盈", "renyingying", "ryy"),
            ("仇英", "qiuying", "qy"), ("王Ｔｏｍ", "wangtom", "wt"), ("", "", ""), ("解", "jie", "j"),
        ])
    func spelling(name: String, letters: String, initials: String) {
        #expect(Pinyin.standard.letters(of: name) == letters)
        #expect(Pinyin.standard.initials(of: name) == initials)
    }

    @Test("a name is found by the other usual readings of its characters too")
    func otherReadings() {
        let keys = Pinyin.standard.searchKeys(of: "张乐行")
        #expect(keys.first == "zhanglexing")
        #expect(keys.contains("zhangyuexing") && keys.contains("zhanglehang") && keys.contains("zlx"))
        #expect(Set(keys).count == keys.count && keys.count <= 32)
        #expect(Pinyin.standard.searchKeys(of: "曾单").contains("cengdan"))
    }
}

@Suite("The catalogue of needs")
struct NeedCatalogueTests {
    @Test("every line of the committed catalogue is read: codes of two words, none twice, no empty word list")
    func committed() {
        let kinds = NeedCatalogue().kinds
        #expect(kinds.count >= 60)
        #expect(Set(kinds.map(\.code)).count == kinds.count)
        #expect(kinds.allSatisfy { $0.code.split(separator: ".").count == 2 && !$0.keywords.isEmpty })
    }

    @Test(
        "an everyday sentence gets its kind first",
        arguments: [
            ("三单元电梯困人了，快来", "lift.fault"), ("楼下广场舞音响太吵，晚上睡不着", "noise.nuisance"),
            ("我家停水两天了", "water.supply"), ("老板拖欠工资不给", "wages.arrears"), ("想给孩子报名幼儿园", "school.admission"),
            ("飞线充电堵住消防通道", "fire.safety"), ("邻居养狗不牵绳，狗叫一夜", "pets.animals"),
        ])
    func suggestion(text: String, code: String) {
        let first = NeedCatalogue().suggestions(for: text).first
        #expect(first?.kind.code == code)
        #expect(first?.words.allSatisfy { text.contains($0) } == true)
    }

    @Test("a text without any of the words gets no kind")
    func none() { #expect(NeedCatalogue().suggestions(for: "哈哈哈").isEmpty) }
}
