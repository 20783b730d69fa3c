/// A topic of the MQTT device interface that ThingsBoard made common.
///
/// Source: ThingsBoard's MQTT device and gateway API as summarised in the field notes.
public enum ThingsBoardTopic: Hashable, Sendable {
    /// `v1/devices/me/telemetry`, short `v2/t`: readings up.
    case telemetry
    /// `v1/devices/me/attributes`, short `v2/a`: attributes up, changes down.
    case attributes
    /// `v1/devices/me/attributes/request/{id}`, short `v2/a/req/{id}`.
    case attributesRequest(UInt32)
    /// `v1/devices/me/attributes/response/{id}`, short `v2/a/res/{id}`.
    case attributesResponse(UInt32)
    /// `v1/devices/me/rpc/request/{id}`, short `v2/r/req/{id}`: a command down, or a question up.
    case commandRequest(UInt32)
    /// `v1/devices/me/rpc/response/{id}`, short `v2/r/res/{id}`.
    case commandResponse(UInt32)
    /// `v1/devices/me/claim`.
    case claim
    /// `v1/gateway/telemetry` and others: one connection for many devices.
    case gateway(GatewayAction)
    /// `/provision/request`.
    case provisionRequest
    /// `/provision/response`.
    case provisionResponse

    /// What a gateway tells.
    public enum GatewayAction: String, Hashable, Sendable, CaseIterable {
        case connect, disconnect, telemetry, attributes, rpc, claim
    }

    /// Reads a topic name; `nil` if it is none of these.
    public init?(_ name: String) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch (parts.count, parts.first) {
        case (3, "") where parts[1] == "provision":
            if parts[2] == "request" {
                self = .provisionRequest
            } else if parts[2] == "response" {
                self = .provisionResponse
            } else {
                return nil
            }
        case (3, "v1") where parts[1] == "gateway":
            guard let action = GatewayAction(rawValue: parts[2]) else { return nil }
            self = .gateway(action)
        case (4..., "v1") where parts[1] == "devices" && parts[2] == "me": self.init(Array(parts[3...]))
        case (2..., "v2"):
            let long = ["t": "telemetry", "a": "attributes", "r": "rpc"]
            let steps = ["req": "request", "res": "response"]
            guard let first = long[parts[1]] else { return nil }
            var rest = [first] + parts[2...]
            if rest.count >= 2 {
                guard let step = steps[rest[1]] else { return nil }
                rest[1] = step
            }
            self.init(rest)
        default: return nil
        }
    }

    private init?(_ parts: [String]) {
        if parts == ["telemetry"] {
            self = .telemetry
        } else if parts == ["attributes"] {
            self = .attributes
        } else if parts == ["claim"] {
            self = .claim
        } else {
            guard parts.count == 3, let id = UInt32(parts[2]) else { return nil }
            switch (parts[0], parts[1]) {
            case ("attributes", "request"): self = .attributesRequest(id)
            case ("attributes", "response"): self = .attributesResponse(id)
            case ("rpc", "request"): self = .commandRequest(id)
            case ("rpc", "response"): self = .commandResponse(id)
            default: return nil
            }
        }
    }

    /// The long name.
    public var name: String {
        let me = "v1/devices/me/"
        switch self {
        case .telemetry: return me + "telemetry"
        case .attributes: return me + "attributes"
        case .attributesRequest(let id): return me + "attributes/request/\(id)"
        case .attributesResponse(let id): return me + "attributes/response/\(id)"
        case .commandRequest(let id): return me + "rpc/request/\(id)"
        case .commandResponse(let id): return me + "rpc/response/\(id)"
        case .claim: return me + "claim"
        case .gateway(let action): return "v1/gateway/\(action.rawValue)"
        case .provisionRequest: return "/provision/request"
        case .provisionResponse: return "/provision/response"
        }
    }
}
