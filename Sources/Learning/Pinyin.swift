/// Writes Chinese names in Latin letters, so that they are found by what people type: `zhangsan`, `zs`.
///
/// Without tones; ü is `v`, as on keyboards. A surname at the beginning is read as surnames are: 单 is Shan, 曾 is Zeng.
/// Letters and digits stay; other signs are left out.
public struct Pinyin: Sendable {
    private let syllables: [UInt32: String]
    private let surnames: [String: [String]]
    private let others: [UInt32: [String]]

    /// The readings that come with the product.
    public static let standard = Pinyin()

    private init() {
        var syllables: [UInt32: String] = [:]
        syllables.reserveCapacity(21_000)
        var syllable = ""
        var wasLetter = false
        for scalar in PinyinTable.text.unicodeScalars {
            if scalar.value >= 0x61, scalar.value <= 0x7A {
                syllable = wasLetter ? syllable + String(scalar) : String(scalar)
                wasLetter = true
            } else if scalar.value >= 0x4E00 {
                syllables[scalar.value] = syllable
                wasLetter = false
            }
        }
        self.syllables = syllables
        surnames = Dictionary(
            Pinyin.pairs(Pinyin.surnameText).map { ($0.0, $0.1.split(separator: "'").map(String.init)) },
            uniquingKeysWith: { first, _ in first })
        var others: [UInt32: [String]] = [:]
        for (character, reading) in Pinyin.pairs(Pinyin.otherText) {
            for scalar in character.unicodeScalars { others[scalar.value, default: []].append(reading) }
        }
        self.others = others
    }

    private static func pairs(_ text: String) -> [(String, String)] {
        text.split(whereSeparator: \.isWhitespace).compactMap { entry in
            let parts = entry.split(separator: "=")
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
    }

    /// The syllables of a name, one for each character, a run of letters or digits as one; empty of nothing readable.
    public func syllables(of name: String) -> [String] {
        var result: [String] = []
        var rest = Substring(name.trimmingPrefix { $0.isWhitespace })
        for length in [2, 1] {
            if let read = surnames[String(rest.prefix(length))], rest.count > length {
                result = read
                rest = rest.dropFirst(length)
                break
            }
        }
        var run = ""
        for scalar in NormalizedText.halfWidth(rest).unicodeScalars {
            if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                run.unicodeScalars.append(scalar)
                continue
            }
            if !run.isEmpty { result.append(run) }
            run = ""
            if let syllable = syllables[scalar.value] { result.append(syllable) }
        }
        if !run.isEmpty { result.append(run) }
        return result
    }

    /// The name in Latin letters without spaces, such as `zhangsan`.
    public func letters(of name: String) -> String { syllables(of: name).joined() }

    /// The first letters, such as `zs`.
    public func initials(of name: String) -> String { String(syllables(of: name).compactMap(\.first)) }

    /// Everything under which a name should be found: letters and initials, also by the other usual readings of its
    /// characters. Shape: no repetition; the usual ones first; at most 32.
    public func searchKeys(of name: String) -> [String] {
        let usual = syllables(of: name)
        var readings = [usual]
        let characters = name.unicodeScalars.filter { syllables[$0.value] != nil }
        if characters.count == usual.count {
            for (position, scalar) in characters.enumerated() {
                let alternatives = (others[scalar.value] ?? []) + [syllables[scalar.value] ?? ""]
                for reading in readings where readings.count < 16 {
                    for alternative in alternatives where alternative != reading[position] && !alternative.isEmpty {
                        var changed = reading
                        changed[position] = alternative
                        readings.append(changed)
                    }
                }
            }
        }
        var seen: Set<String> = []
        let keys = readings.prefix(16).flatMap { [$0.joined(), String($0.compactMap(\.first))] }
        return keys.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}

extension Pinyin {
    /// Readings of characters as surnames that differ from the usual ones, and surnames of two characters among them.
    private static let surnameText = """
        单=shan 曾=zeng 解=xie 仇=qiu 区=ou 查=zha 盖=ge 朴=piao 翟=zhai 任=ren 乐=yue 召=shao 缪=miao 宓=mi 员=yun
        秘=bi 冼=xian 繁=po 折=she 黑=he 洗=xian 覃=qin 种=chong 谌=chen 牟=mu 逄=pang 隗=wei 祭=zhai 华=hua 葛=ge
        句=gou 那=na 车=che 幺=yao 瞿=qu 訾=zi 应=ying 燕=yan 柏=bai 薄=bo 卜=bu 臧=zang 贲=ben 石=shi 宿=su 纪=ji
        强=qiang 贾=jia 都=du 尉=wei 盛=sheng 叶=ye 沈=shen 曲=qu 訚=yin 佴=nai 过=guo 能=nai 藏=zang 钭=tou 阚=kan
        郇=xun 逯=lu 晁=chao 褚=chu 俞=yu 亓=qi 万=wan 宁=ning 尹=yin 长=chang 重=chong 晟=cheng 苫=shan 妫=gui
        尉迟=yu'chi 万俟=mo'qi 长孙=zhang'sun 澹台=tan'tai 单于=chan'yu 令狐=ling'hu 宰父=zai'fu 鲜于=xian'yu
        夏侯=xia'hou 中行=zhong'hang 申屠=shen'tu 呼延=hu'yan 宗政=zong'zheng 濮阳=pu'yang 公冶=gong'ye 太叔=tai'shu
        """

    /// Other usual readings of characters, under which a name may be looked for.
    private static let otherText = """
        长=zhang 重=chong 乐=yue 行=hang 朝=zhao 曾=ceng 都=dou 校=jiao 参=shen 茜=xi 晟=cheng 单=dan 解=jie 仇=chou
        区=qu 查=cha 盖=gai 朴=pu 翟=di 覃=tan 种=zhong 缪=mou 缪=miu 员=yuan 折=zhe 繁=fan 尉=yu 盛=cheng 柏=bo 薄=bao
        宿=xiu 藏=cang 省=xing 传=zhuan 降=xiang 强=jiang 朱=shu 角=jue 车=ju 沈=chen 石=dan 大=dai 叶=xie 什=shen 便=pian
        弹=tan 调=tiao 率=lv 卡=qia 厦=xia 厦=sha 少=shao 乾=gan 还=huan 会=kuai 曲=qu 圈=juan 熟=shou 似=shi 说=yue
        系=ji 吓=he 巷=hang 削=xue 血=xie 咽=yan 轧=zha 殷=yan 应=ying 着=zhao 着=zhuo 涨=zhang 召=zhao 祭=ji 阿=e
        """
}
