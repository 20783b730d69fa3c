extension HomeAssistantDiscovery {
    /// Short names that may stand for the full ones.
    static let abbreviations: [String: String] = [
        "uniq_id": "unique_id", "stat_t": "state_topic", "cmd_t": "command_topic", "dev": "device",
        "avty_t": "availability_topic", "avty": "availability", "avty_mode": "availability_mode",
        "avty_tpl": "availability_template", "dev_cla": "device_class", "unit_of_meas": "unit_of_measurement",
        "val_tpl": "value_template", "stat_cla": "state_class", "stat_tpl": "state_template", "ic": "icon",
        "pl_on": "payload_on", "pl_off": "payload_off", "pl_avail": "payload_available",
        "pl_not_avail": "payload_not_available", "json_attr_t": "json_attributes_topic",
        "json_attr_tpl": "json_attributes_template", "exp_aft": "expire_after", "frc_upd": "force_update",
        "ret": "retain", "opt": "optimistic", "ent_cat": "entity_category", "obj_id": "object_id", "o": "origin",
        "def_ent_id": "default_entity_id", "en": "enabled_by_default", "e": "encoding", "t": "topic",
        "sug_dsp_prc": "suggested_display_precision", "stat_on": "state_on", "stat_off": "state_off",
        "cmd_tpl": "command_template", "max": "max", "min": "min", "ops": "options",
    ]
    static let deviceAbbreviations: [String: String] = [
        "ids": "identifiers", "cns": "connections", "mf": "manufacturer", "mdl": "model", "mdl_id": "model_id",
        "hw": "hw_version", "sw": "sw_version", "sa": "suggested_area", "sn": "serial_number",
        "cu": "configuration_url",
    ]

    /// Reads a payload, with short names and the base topic `~`.
    ///
    /// - Returns: The entity; `nil` for an empty payload, which removes it.
    /// - Throws: ``DecodeError`` of the JSON; ``DecodeError/missingField(at:)`` without an identity, a topic or a
    ///   device's
    ///   identifier; ``DecodeError/badValue(at:)`` if a known member has another type or a name comes in both forms.
    public static func decode(_ payload: [UInt8]) throws(DecodeError) -> HomeAssistantDiscovery? {
        guard !payload.isEmpty else { return nil }
        let value = try JSONReader.value(payload)
        guard case .object(let raw) = value else { throw .badValue(at: 0) }
        let base = value["~"]?.text
        var entity = HomeAssistantDiscovery(uniqueID: "")
        for member in try expanded(raw, abbreviations) where member.name != "~" {
            switch member.name {
            case "unique_id": entity.uniqueID = try text(member.value)
            case "state_topic": entity.stateTopic = resolved(try text(member.value), base)
            case "command_topic": entity.commandTopic = resolved(try text(member.value), base)
            case "availability_topic": entity.availabilityTopics.append(resolved(try text(member.value), base))
            case "availability": entity.availabilityTopics += try availability(member.value, base)
            case "device": entity.device = try device(member.value)
            default:
                var kept = member
                if member.name.hasSuffix("_topic"), let topic = member.value.text {
                    kept.value = .string(resolved(topic, base))
                }
                entity.details.append(kept)
            }
        }
        guard !entity.uniqueID.isEmpty, entity.stateTopic != nil || entity.commandTopic != nil else {
            throw .missingField(at: 0)
        }
        return entity
    }

    private static func expanded(
        _ members: [JSONValue.Member], _ names: [String: String]
    ) throws(DecodeError) -> [JSONValue.Member] {
        let full = members.map { JSONValue.Member(names[$0.name] ?? $0.name, $0.value) }
        guard Set(full.map(\.name)).count == full.count else { throw .badValue(at: 0) }
        return full
    }

    private static func text(_ value: JSONValue) throws(DecodeError) -> String {
        guard let text = value.text, !text.isEmpty else { throw .badValue(at: 0) }
        return text
    }

    /// The base topic stands at the front or at the end.
    private static func resolved(_ topic: String, _ base: String?) -> String {
        guard let base else { return topic }
        if topic.hasPrefix("~") { return base + topic.dropFirst() }
        if topic.hasSuffix("~") { return topic.dropLast() + base }
        return topic
    }

    private static func availability(_ value: JSONValue, _ base: String?) throws(DecodeError) -> [String] {
        var topics: [String] = []
        for element in value.elements ?? [value] {
            guard let topic = element["topic"] ?? element["t"] else { throw .missingField(at: 0) }
            topics.append(resolved(try text(topic), base))
        }
        return topics
    }

    private static func device(_ value: JSONValue) throws(DecodeError) -> Device {
        guard case .object(let raw) = value else { throw .badValue(at: 0) }
        var device = Device(identifiers: [])
        var hasConnections = false
        for member in try expanded(raw, deviceAbbreviations) {
            if member.name == "identifiers" {
                for element in member.value.elements ?? [member.value] { device.identifiers.append(try text(element)) }
            } else {
                if member.name == "connections" { hasConnections = true }
                device.details.append(member)
            }
        }
        guard !device.identifiers.isEmpty || hasConnections else { throw .missingField(at: 0) }
        return device
    }

    /// The payload with full names, to be published retained.
    public var payload: [UInt8] {
        var object: JSONValue = ["unique_id": .string(uniqueID)]
        object.add("state_topic", stateTopic)
        object.add("command_topic", commandTopic)
        if !availabilityTopics.isEmpty {
            object.add("availability", .array(availabilityTopics.map { ["topic": .string($0)] }))
        }
        if let device {
            var members: [JSONValue.Member] = []
            if !device.identifiers.isEmpty { members.append(.init("identifiers", .words(device.identifiers))) }
            object.add("device", .object(members + device.details))
        }
        for detail in details where object[detail.name] == nil { object.add(detail.name, detail.value) }
        return Array(object.description.utf8)
    }
}
