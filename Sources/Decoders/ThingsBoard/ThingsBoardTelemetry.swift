/// Readings in a ThingsBoard-shaped payload.
///
/// Read are `{"k":v}`, `{"ts":ms,"values":{…}}`, lists of both, and from gateways `{"device":[…]}`.
///
/// Source: ThingsBoard's MQTT device and gateway API as summarised in the field notes; the limits are ours.
public struct ThingsBoardTelemetry: Hashable, Sendable {
    /// Readings of one moment.
    public struct Sample: Hashable, Sendable {
        /// The device behind a gateway; `nil` for the device that is connected.
        public var device: String?
        /// Milliseconds since 1970, UTC, ≥ 0; `nil` if the receiver's clock is to be used.
        public var atMilliseconds: Int64?
        /// Values by key, in their order; numbers, flags, text or JSON.
        public var values: [JSONValue.Member]

        /// Readings of one moment.
        public init(device: String? = nil, atMilliseconds: Int64? = nil, values: [JSONValue.Member]) {
            self.device = device
            self.atMilliseconds = atMilliseconds
            self.values = values
        }
    }

    /// Most values in one payload: 10,000.
    public static let valueCountMax = 10_000
    /// Longest key: 255 bytes.
    public static let keyByteCountMax = 255

    /// Readings in the order of the payload; at least one.
    public var samples: [Sample]

    /// Telemetry from its samples.
    public init(samples: [Sample]) { self.samples = samples }

    /// Reads a payload of a device.
    ///
    /// - Throws: ``DecodeError`` of the JSON; ``DecodeError/badValue(at:)`` if it is neither object nor list, a moment
    ///   is
    ///   negative, a key is empty or too long, or there is nothing in it; ``DecodeError/overLimit(at:)`` over 10,000
    ///   values.
    public static func decode(_ payload: [UInt8]) throws(DecodeError) -> ThingsBoardTelemetry {
        let value = try JSONReader.value(payload)
        return try checked(samples(value, device: nil))
    }

    /// Reads a payload of a gateway: lists of readings by name of the device.
    ///
    /// - Throws: as ``decode(_:)``.
    public static func decodeGateway(_ payload: [UInt8]) throws(DecodeError) -> ThingsBoardTelemetry {
        let value = try JSONReader.value(payload)
        guard case .object(let members) = value else { throw .badValue(at: 0) }
        var all: [Sample] = []
        for member in members {
            guard member.value.elements != nil, !member.name.isEmpty else { throw .badValue(at: 0) }
            all += try samples(member.value, device: member.name)
        }
        return try checked(all)
    }

    private static func samples(_ value: JSONValue, device: String?) throws(DecodeError) -> [Sample] {
        switch value {
        case .array(let elements):
            var all: [Sample] = []
            for element in elements {
                guard case .object = element else { throw .badValue(at: 0) }
                all += try samples(element, device: device)
            }
            return all
        case .object(let members):
            guard let stamp = value["ts"], let values = value["values"], members.count == 2 else {
                return [Sample(device: device, values: members)]
            }
            guard let milliseconds = stamp.wholeNumber, milliseconds >= 0, case .object(let inner) = values else {
                throw .badValue(at: 0)
            }
            return [Sample(device: device, atMilliseconds: milliseconds, values: inner)]
        default: throw .badValue(at: 0)
        }
    }

    private static func checked(_ samples: [Sample]) throws(DecodeError) -> ThingsBoardTelemetry {
        var count = 0
        for sample in samples {
            guard !sample.values.isEmpty else { throw .badValue(at: 0) }
            count += sample.values.count
            for value in sample.values where value.name.isEmpty || value.name.utf8.count > keyByteCountMax {
                throw .badValue(at: 0)
            }
        }
        guard count > 0 else { throw .badValue(at: 0) }
        guard count <= valueCountMax else { throw .overLimit(at: 0) }
        return ThingsBoardTelemetry(samples: samples)
    }

    /// The payload as a list; of a gateway by device in the order of their first samples.
    public var payload: [UInt8] {
        func json(_ sample: Sample) -> JSONValue {
            guard let milliseconds = sample.atMilliseconds else { return .object(sample.values) }
            return ["ts": .integer(milliseconds), "values": .object(sample.values)]
        }
        guard samples.contains(where: { $0.device != nil }) else {
            return Array(JSONValue.array(samples.map(json)).description.utf8)
        }
        var order: [String] = []
        var groups: [String: [JSONValue]] = [:]
        for sample in samples {
            let device = sample.device ?? ""
            if groups[device] == nil { order.append(device) }
            groups[device, default: []].append(json(sample))
        }
        let members = order.map { JSONValue.Member($0, .array(groups[$0] ?? [])) }
        return Array(JSONValue.object(members).description.utf8)
    }
}

/// A command to a device or its question: `{"method":"setState","params":…}`.
public struct ThingsBoardCommand: Hashable, Sendable {
    /// What is to be done.
    public var method: String
    /// With what.
    public var parameters: JSONValue

    /// A command from its parts.
    public init(method: String, parameters: JSONValue) {
        self.method = method
        self.parameters = parameters
    }

    /// Reads a payload.
    ///
    /// - Throws: ``DecodeError`` of the JSON; ``DecodeError/missingField(at:)`` without a method.
    public static func decode(_ payload: [UInt8]) throws(DecodeError) -> ThingsBoardCommand {
        let value = try JSONReader.value(payload)
        guard let method = value["method"]?.text, !method.isEmpty else { throw .missingField(at: 0) }
        return ThingsBoardCommand(method: method, parameters: value["params"] ?? .null)
    }

    /// The payload.
    public var payload: [UInt8] {
        Array(JSONValue.object([.init("method", .string(method)), .init("params", parameters)]).description.utf8)
    }
}
