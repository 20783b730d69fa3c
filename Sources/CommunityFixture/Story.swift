import Flows

/// One matter of the demo and what its people did with it.
struct Story: Sendable {
    let reporter: Cast
    let spaceCode: String?
    let kind: MatterKind
    let words: String
    let acts: [(Cast, MatterAct)]

    static let all: [Story] = [
        Story(
            reporter: .chen, spaceCode: "b3u2", kind: .lamp, words: "三楼到四楼的灯不亮，晚上看不清台阶。", acts: []),
        Story(
            reporter: .anna, spaceCode: "b1u1-lift", kind: .lift,
            words: "The lift door opens and closes three times before it starts.", acts: [(.cheng, .take)]),
        Story(
            reporter: .chen, spaceCode: "garage", kind: .water, words: "车库 B 区靠柱子的地方积水，鞋都湿了。",
            acts: [(.cheng, .take), (.cheng, .finish(note: "排水口堵了，已疏通，地面擦干了。"))]),
        Story(
            reporter: .anna, spaceCode: "square", kind: .noise, words: "晚上十点半广场还有音响，孩子睡不着。",
            acts: [(.shen, .take), (.shen, .finish(note: "和舞队约好九点半收。")), (.anna, .rate(.fixed))]),
        Story(reporter: .chen, spaceCode: "gate-s", kind: .safety, words: "南门的地砖翘起来了，昨天有人绊了一下。", acts: []),
    ]
}
