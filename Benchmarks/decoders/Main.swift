import Decoders

/// Decodes every frame of a file of hexadecimal lines so many times: `main KIND ROUNDS < frames`; prints frames and
/// nanoseconds.
@main
struct Main {
    static func main() {
        guard CommandLine.arguments.count == 3, let rounds = Int(CommandLine.arguments[2]) else { return }
        var frames: [[UInt8]] = []
        while let line = readLine() {
            if let bytes = try? Hexadecimal.bytes(line) { frames.append(bytes) }
        }
        let kind = CommandLine.arguments[1]
        var read = 0
        let clock = ContinuousClock()
        let time = clock.measure {
            for _ in 0..<rounds {
                for frame in frames where decode(kind, frame) { read += 1 }
            }
        }
        let (seconds, attoseconds) = time.components
        print("\(read) \(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)")
    }

    /// Whether the frame was read to its values.
    static func decode(_ kind: String, _ frame: [UInt8]) -> Bool {
        switch kind {
        case "gb26875":
            guard let received = try? GB26875Frame.decode(frame), let unit = try? received.frame.unit() else {
                return false
            }
            return received.fault == nil && unit != .none
        case "modbus": return (try? ModbusFrame.decodeRTU(frame, direction: .response)) != nil
        case "dlt645":
            guard let received = try? DLT645Frame.decode(frame), case .answer? = try? received.frame.content() else {
                return false
            }
            return received.fault == nil
        case "cjt188":
            guard let received = try? CJT188Frame.decode(frame), case .reading? = try? received.frame.content() else {
                return false
            }
            return received.fault == nil
        case "sip": return (try? SIPMessage.decode(frame)) != nil
        case "manscdp": return (try? MANSCDPMessage(decoding: frame)) != nil
        case "influx": return (try? InfluxPoint.decode(frame))?.isEmpty == false
        case "thingsboard": return (try? ThingsBoardTelemetry.decode(frame)) != nil
        default: return false
        }
    }
}
