/// Words for the codes of GB/T 26875.3: identifiers for programs, not texts for people.
///
/// Source: GB/T 26875.3-2011, tables of system types, component types, analogue types, states and operations.
public enum GB26875Names {
    static let systemStates = [
        "normal", "fire", "fault", "shielded", "supervised", "started", "feedback", "delayed", "mainPowerFault",
        "backupPowerFault", "busFault", "manual", "configChanged", "reset",
    ]
    static let componentStates = [
        "normal", "fire", "fault", "shielded", "supervised", "started", "feedback", "delayed", "powerFault",
    ]
    static let deviceStates = [
        "normal", "fire", "fault", "mainPowerFault", "backupPowerFault", "linkFault", "lineFault",
    ]
    static let systemOperations = ["reset", "mute", "manualAlarm", "alarmCleared", "selfTest", "confirm", "test"]
    static let deviceOperations = ["reset", "mute", "manualAlarm", "alarmCleared", "selfTest", "dutyAnswer", "test"]

    /// States of a system (type 1) whose bits are set. Bit 0 is normal; its absence means nothing (see docs).
    public static func systemStates(_ bits: UInt16) -> [String] { names(bits, systemStates) }
    /// States of a component (type 2) whose bits are set.
    public static func componentStates(_ bits: UInt16) -> [String] { names(bits, componentStates) }
    /// States of the transmission device (type 21) whose bits are set.
    public static func deviceStates(_ bits: UInt8) -> [String] { names(UInt16(bits), deviceStates) }
    /// Operations at a system (type 4) whose bits are set.
    public static func systemOperations(_ bits: UInt8) -> [String] { names(UInt16(bits), systemOperations) }
    /// Operations at the transmission device (type 24) whose bits are set.
    public static func deviceOperations(_ bits: UInt8) -> [String] { names(UInt16(bits), deviceOperations) }

    private static func names(_ bits: UInt16, _ names: [String]) -> [String] {
        names.indices.filter { bits >> UInt16($0) & 1 == 1 }.map { names[$0] }
    }

    /// The step of an analogue type as digits behind the point, and its unit; `nil` for reserved and private types.
    public static func quantity(_ code: UInt8) -> (name: String, decimals: Int, unit: String)? {
        switch code {
        case 1: return ("count", 0, "1")
        case 2: return ("height", 2, "m")
        case 3: return ("temperature", 1, "℃")
        case 4: return ("pressure", 1, "MPa")
        case 5: return ("pressure", 1, "kPa")
        case 6: return ("gasConcentration", 1, "%LEL")
        case 7: return ("duration", 0, "s")
        case 8: return ("voltage", 1, "V")
        case 9: return ("current", 1, "A")
        case 10: return ("flow", 1, "L/s")
        case 11: return ("airVolume", 1, "m³/min")
        case 12: return ("windSpeed", 0, "m/s")
        default: return nil
        }
    }

    /// The name of a system type; `nil` for reserved and private types.
    public static func system(_ code: UInt8) -> String? { systems[code] }

    private static let systems: [UInt8: String] = [
        0: "generic", 1: "fireAlarm", 10: "linkageController", 11: "hydrant", 12: "sprinkler", 13: "gasExtinguishing",
        14: "waterMistPump", 15: "waterMistPressure", 16: "foam", 17: "powder", 18: "smokeControl",
        19: "fireDoorAndShutter", 20: "fireLift", 21: "broadcast", 22: "emergencyLight", 23: "firePower",
        24: "fireTelephone",
    ]

    /// The name of a component type; `nil` for reserved and private types.
    public static func component(_ code: UInt8) -> String? { components[code] }

    private static let components: [UInt8: String] = [
        0: "generic", 1: "fireAlarmController", 10: "gasDetector", 11: "gasDetectorPoint",
        12: "gasDetectorStandAlone", 13: "gasDetectorLine", 16: "electricalFireMonitor",
        17: "residualCurrentDetector", 18: "temperatureMonitor", 21: "loop", 22: "display", 23: "manualCallPoint",
        24: "hydrantButton", 25: "fireDetector", 30: "heatDetector", 31: "heatPoint", 32: "heatPointS",
        33: "heatPointR", 34: "heatLine", 35: "heatLineS", 36: "heatLineR", 37: "heatFibre", 40: "smokeDetector",
        41: "smokeIonisation", 42: "smokePhotoelectric", 43: "smokeBeam", 44: "smokeAspirating",
        50: "combinedDetector", 51: "combinedSmokeHeat", 52: "combinedLightHeat", 53: "combinedLightSmoke",
        61: "flameUltraviolet", 62: "flameInfrared", 69: "lightDetector", 74: "gasFireDetector",
        78: "imageDetector", 79: "soundDetector", 81: "gasExtinguishingController", 82: "electricalControl",
        83: "graphicDisplay", 84: "module", 85: "inputModule", 86: "outputModule", 87: "inputOutputModule",
        88: "relayModule", 91: "hydrantPump", 92: "waterTank", 95: "sprinklerPump", 96: "flowIndicator",
        97: "signalValve", 98: "alarmValve", 99: "pressureSwitch", 101: "valveDrive", 102: "fireDoor",
        103: "fireDamper", 104: "airConditioning", 105: "foamPump", 106: "pipeSolenoidValve",
        111: "smokeExhaustFan", 113: "smokeExhaustDamper", 114: "normallyClosedSupplyVent",
        115: "smokeExhaustVent", 116: "smokeCurtain", 117: "shutterController", 118: "doorMonitor", 121: "sounder",
    ]

    /// The name of a command; users' commands are `user`, reserved ones `reserved`.
    public static func command(_ code: UInt8) -> String {
        switch GB26875Frame.Command(rawValue: code) {
        case .control: return "control"
        case .send: return "send"
        case .acknowledge: return "ack"
        case .request: return "request"
        case .answer: return "answer"
        case .refuse: return "nak"
        case nil: return code >= 128 ? "user" : "reserved"
        }
    }
}
