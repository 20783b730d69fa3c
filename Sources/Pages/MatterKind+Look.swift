import Flows

extension MatterKind {
    var phrase: Phrase {
        switch self {
        case .lamp: .kindLamp
        case .lift: .kindLift
        case .water: .kindWater
        case .noise: .kindNoise
        case .hygiene: .kindHygiene
        case .safety: .kindSafety
        case .other: .kindOther
        }
    }

    var icon: Icon {
        switch self {
        case .lamp: .lamp
        case .lift: .lift
        case .water: .droplets
        case .noise: .noise
        case .hygiene: .hygiene
        case .safety: .safety
        case .other: .other
        }
    }
}
