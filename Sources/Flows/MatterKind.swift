/// What a matter is about; a closed list until applications are packs.
public enum MatterKind: String, Sendable, Hashable, CaseIterable {
    /// 照明.
    case lamp
    /// 电梯.
    case lift
    /// 水电气.
    case water
    /// 噪声.
    case noise
    /// 环境卫生.
    case hygiene
    /// 安全隐患.
    case safety
    /// 其他.
    case other

    /// How long it may take from the report to the work being done, in hours of the clock.
    ///
    /// Source: Decision 0006; defaults of ours that a community's settings will replace.
    public var hoursMax: Int64 {
        switch self {
        case .safety: 1
        case .lift: 2
        case .water: 4
        case .noise: 12
        case .lamp, .hygiene: 24
        case .other: 48
        }
    }
}
