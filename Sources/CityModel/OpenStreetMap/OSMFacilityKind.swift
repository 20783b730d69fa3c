/// What a facility is for, in the terms of the life circle 生活圈.
///
/// Source: the kinds of GB 50180-2018 appendices B and C, as far as OpenStreetMap has tags for them;
/// tags by the OpenStreetMap wiki, "Map features".
public enum OSMFacilityKind: String, Sendable, CaseIterable {
    /// Kindergarten 幼儿园.
    case kindergarten
    /// Childcare 托育.
    case childcare
    /// School 学校.
    case school
    /// College or university 高校.
    case college
    /// Hospital 医院.
    case hospital
    /// Clinic or health station 卫生服务站.
    case clinic
    /// Pharmacy 药店.
    case pharmacy
    /// Home or day care for elders 养老设施.
    case elderCare = "elder-care"
    /// Community centre 社区服务中心.
    case communityCentre = "community-centre"
    /// Library or other place of culture 文化设施.
    case culture
    /// Government office 政务.
    case government
    /// Police station 派出所.
    case police
    /// Fire station 消防站.
    case fireStation = "fire-station"
    /// Post office or parcel locker 邮政快递.
    case post
    /// Bank or cash machine 银行.
    case bank
    /// Food market 菜市场.
    case market
    /// Supermarket 超市.
    case supermarket
    /// Convenience shop 便利店.
    case convenience
    /// Shop of another sort 其他商店.
    case shop
    /// Restaurant or canteen 餐饮.
    case restaurant
    /// Park or garden 公园.
    case park
    /// Playground 儿童游乐场.
    case playground
    /// Sports ground or fitness station 运动场地.
    case sports
    /// Public toilet 公共厕所.
    case toilet
    /// Recycling or waste point 回收点.
    case recycling
    /// Bus stop 公交站.
    case busStop = "bus-stop"
    /// Railway or metro station, or an entrance of one 轨道交通站.
    case station
    /// Car park 停车场.
    case parking
    /// Bicycle park 非机动车停车.
    case bicycleParking = "bicycle-parking"
    /// Charging station 充电站.
    case charging

    /// The name in Chinese.
    public var chinese: String {
        switch self {
        case .kindergarten: "幼儿园"
        case .childcare: "托育"
        case .school: "学校"
        case .college: "高校"
        case .hospital: "医院"
        case .clinic: "卫生服务站"
        case .pharmacy: "药店"
        case .elderCare: "养老设施"
        case .communityCentre: "社区服务中心"
        case .culture: "文化设施"
        case .government: "政务"
        case .police: "派出所"
        case .fireStation: "消防站"
        case .post: "邮政快递"
        case .bank: "银行"
        case .market: "菜市场"
        case .supermarket: "超市"
        case .convenience: "便利店"
        case .shop: "其他商店"
        case .restaurant: "餐饮"
        case .park: "公园"
        case .playground: "儿童游乐场"
        case .sports: "运动场地"
        case .toilet: "公共厕所"
        case .recycling: "回收点"
        case .busStop: "公交站"
        case .station: "轨道交通站"
        case .parking: "停车场"
        case .bicycleParking: "非机动车停车"
        case .charging: "充电站"
        }
    }

    /// The kind that the tags of an element say, or nil.
    ///
    /// The first rule of the table that fits decides.
    public init?(_ tags: OSMTags) {
        for rule in Self.rules {
            guard let value = tags[rule.key] else { continue }
            if rule.values.isEmpty ? value != "no" : rule.values.contains(value) {
                self = rule.kind
                return
            }
        }
        return nil
    }

    /// One row of the kinds table: a key, the values that count (none: any but `no`), the kind.
    public struct Rule: Sendable {
        /// The key.
        public let key: String
        /// The values that count; empty means any value but `no`.
        public let values: [String]
        /// The kind.
        public let kind: OSMFacilityKind
    }

    /// The kinds table, in the order in which it is asked.
    public static let rules: [Rule] = [
        Rule(key: "amenity", values: ["kindergarten"], kind: .kindergarten),
        Rule(key: "amenity", values: ["childcare"], kind: .childcare),
        Rule(key: "amenity", values: ["school"], kind: .school),
        Rule(key: "amenity", values: ["college", "university"], kind: .college),
        Rule(key: "amenity", values: ["hospital"], kind: .hospital),
        Rule(key: "amenity", values: ["clinic", "doctors", "dentist", "health_post"], kind: .clinic),
        Rule(key: "amenity", values: ["pharmacy"], kind: .pharmacy),
        Rule(key: "amenity", values: ["nursing_home"], kind: .elderCare),
        Rule(
            key: "social_facility", values: ["nursing_home", "assisted_living", "day_care", "group_home"],
            kind: .elderCare),
        Rule(key: "amenity", values: ["community_centre", "social_centre", "social_facility"], kind: .communityCentre),
        Rule(key: "amenity", values: ["library", "theatre", "arts_centre", "cinema"], kind: .culture),
        Rule(key: "tourism", values: ["museum", "gallery"], kind: .culture),
        Rule(key: "amenity", values: ["townhall", "courthouse"], kind: .government),
        Rule(key: "office", values: ["government"], kind: .government),
        Rule(key: "amenity", values: ["police"], kind: .police),
        Rule(key: "amenity", values: ["fire_station"], kind: .fireStation),
        Rule(key: "amenity", values: ["post_office", "parcel_locker"], kind: .post),
        Rule(key: "amenity", values: ["bank", "atm"], kind: .bank),
        Rule(key: "amenity", values: ["marketplace"], kind: .market),
        Rule(key: "shop", values: ["greengrocer", "seafood", "butcher", "farm"], kind: .market),
        Rule(key: "shop", values: ["supermarket", "mall", "department_store"], kind: .supermarket),
        Rule(key: "shop", values: ["convenience", "kiosk", "general"], kind: .convenience),
        Rule(key: "shop", values: ["chemist", "medical_supply"], kind: .pharmacy),
        Rule(key: "healthcare", values: ["hospital"], kind: .hospital),
        Rule(key: "healthcare", values: ["pharmacy"], kind: .pharmacy),
        Rule(key: "healthcare", values: [], kind: .clinic),
        Rule(key: "amenity", values: ["restaurant", "fast_food", "cafe", "food_court", "canteen"], kind: .restaurant),
        Rule(key: "leisure", values: ["playground"], kind: .playground),
        Rule(key: "leisure", values: ["park", "garden"], kind: .park),
        Rule(
            key: "leisure",
            values: [
                "pitch", "sports_centre", "fitness_station", "fitness_centre", "stadium", "track",
                "swimming_pool", "sports_hall",
            ], kind: .sports),
        Rule(key: "amenity", values: ["toilets"], kind: .toilet),
        Rule(key: "amenity", values: ["recycling", "waste_disposal", "waste_transfer_station"], kind: .recycling),
        Rule(key: "highway", values: ["bus_stop"], kind: .busStop),
        Rule(key: "amenity", values: ["bus_station"], kind: .busStop),
        Rule(key: "railway", values: ["station", "halt", "subway_entrance", "tram_stop"], kind: .station),
        Rule(key: "amenity", values: ["parking"], kind: .parking),
        Rule(key: "amenity", values: ["bicycle_parking", "motorcycle_parking"], kind: .bicycleParking),
        Rule(key: "amenity", values: ["charging_station"], kind: .charging),
        Rule(key: "shop", values: [], kind: .shop),
    ]
}
