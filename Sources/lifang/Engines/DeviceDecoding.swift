import Decoders

/// What one call of `lifang device decode` found: objects to print and reasons to refuse.
struct DeviceDecoding {
    let `protocol`: DeviceProtocol
    let addsValues: Bool
    let password: String?
    let direction: ModbusMessage.Direction
    var objects: [JSONValue] = []
    var faults: [String] = []

    init(`protocol`: DeviceProtocol, addsValues: Bool, password: String?, direction: ModbusMessage.Direction) {
        self.protocol = `protocol`
        self.addsValues = addsValues
        self.password = password
        self.direction = direction
    }

    mutating func decode(_ bytes: [UInt8]) {
        do throws(DecodeError) {
            switch self.protocol {
            case .gb26875:
                frames(GB26875Frame.self, bytes) { received throws(DecodeError) in
                    (try received.json(), received.fault)
                }
            case .dlt645, .dlt6451997:
                let adds = addsValues
                frames(DLT645Frame.self, bytes) { received throws(DecodeError) in
                    guard adds else { return (try received.json(), received.fault) }
                    let values = JSONValue.Member("values", try received.valuesJSON())
                    return (.object(try received.json().members + [values]), received.fault)
                }
            case .cjt188:
                frames(CJT188Frame.self, bytes) { received throws(DecodeError) in
                    (try received.json(), received.fault)
                }
            case .modbus: objects = [try ModbusFrame.decode(bytes, direction: direction).json]
            case .modbusRTU: objects = [try ModbusFrame.decodeRTU(bytes, direction: direction).json]
            case .modbusTCP: objects = [try ModbusFrame.decodeTCP(bytes, direction: direction).json]
            case .fscn8001: objects = [try FSCN8001Frame(decoding: bytes).json]
            case .gb28181: try video(bytes)
            case .access: objects = try AccessRecords.decode(bytes).map(\.json)
            case .influx: objects = try InfluxPoint.decode(bytes).map(\.json)
            case .thingsboard: objects = [try telemetry(bytes)]
            case .homeassistant:
                let entity = try HomeAssistantDiscovery.decode(bytes)
                objects = [
                    try entity.map { entity throws(DecodeError) in try JSONReader.value(entity.payload) } ?? .null
                ]
            }
        } catch {
            faults.append(error.description)
        }
    }

    /// Frames of a stream, each printed; pieces that are no frame, wrong checksums and wrong contents are told.
    private mutating func frames<Frame: StreamFrame>(
        _ kind: Frame.Type, _ bytes: [UInt8],
        _ read: (Frame.Received) throws(DecodeError) -> (JSONValue, DecodeError?)
    ) {
        guard !bytes.isEmpty else {
            faults.append(DecodeError.truncated(at: 0).description)
            return
        }
        var stream = FrameStream<Frame>()
        stream.append(bytes)
        while let element = stream.finish() {
            switch element {
            case .frame(let received):
                do throws(DecodeError) {
                    let (object, fault) = try read(received)
                    objects.append(object)
                    if let fault { faults.append(fault.description) }
                } catch {
                    faults.append(error.description)
                }
            case .skipped(_, let reason): faults.append(reason.description)
            }
        }
    }

    /// A SIP message, the eight bytes of a camera command, or the XML alone.
    private mutating func video(_ bytes: [UInt8]) throws(DecodeError) {
        if bytes.count == 8, bytes[0] == 0xA5 {
            objects = [try PTZCommand(decoding: bytes).json]
            return
        }
        if bytes.first == 0x3C {
            objects = [try MANSCDPMessage(decoding: bytes).json]
            return
        }
        let message = try SIPMessage.decode(bytes)
        var object = try message.json()
        if let password, let header = message["Authorization"], case .request(let method, let uri) = message.start {
            let credentials = try SIPCredentials(header)
            let isRight = credentials.uri == uri && credentials.isCorrect(password: password, method: method)
            object = .object(object.members + [.init("digestOK", .bool(isRight))])
            if !isRight { faults.append("the digest does not fit the password") }
        }
        objects = [object]
    }

    private func telemetry(_ bytes: [UInt8]) throws(DecodeError) -> JSONValue {
        let isGateway: Bool
        if case .object(let members) = try JSONReader.value(bytes) {
            isGateway = !members.isEmpty && members.allSatisfy { $0.value.elements?.isEmpty == false }
        } else {
            isGateway = false
        }
        let telemetry =
            isGateway ? try ThingsBoardTelemetry.decodeGateway(bytes) : try ThingsBoardTelemetry.decode(bytes)
        return .array(
            telemetry.samples.map { sample in
                [
                    "device": sample.device.map { .string($0) } ?? .null,
                    "ts": sample.atMilliseconds.map { .integer($0) } ?? .null, "values": .object(sample.values),
                ]
            })
    }
}

extension FSCN8001Frame {
    /// The frame with words for its parts.
    fileprivate var json: JSONValue {
        [
            "cmd": .integer(Int64(command)), "time": .string(time.description),
            "id": .string(Hexadecimal.string(identity)), "data": .string(Hexadecimal.string(data)),
            "check": check == .sum ? "sum" : "xor",
        ]
    }
}
