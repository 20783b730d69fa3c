/// The message by which a device makes itself known to Home Assistant over MQTT.
///
/// Topic `homeassistant/<component>/[<node>/]<object>/config`, retained; an empty payload removes the entity.
///
/// Source: Home Assistant's MQTT discovery documentation as summarised in the field notes; abbreviations of the members
/// kept here.
public struct HomeAssistantDiscovery: Hashable, Sendable {
    /// The topic of a discovery message.
    public struct Topic: Hashable, Sendable {
        /// `homeassistant` unless set otherwise.
        public var prefix: String
        /// `sensor`, `binary_sensor`, `switch`, …
        public var component: String
        /// Groups entities; `nil` if there is none.
        public var node: String?
        /// The entity.
        public var object: String

        /// A topic from its parts.
        public init(prefix: String = "homeassistant", component: String, node: String? = nil, object: String) {
            self.prefix = prefix
            self.component = component
            self.node = node
            self.object = object
        }

        /// Reads a topic; node and object have letters, digits, `_` and `-` only.
        ///
        /// - Throws: ``DecodeError/badSyntax(at:)``.
        public init(_ name: String) throws(DecodeError) {
            let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4 || parts.count == 5, parts.last == "config", !parts[0].isEmpty,
                parts[1..<(parts.count - 1)].allSatisfy(Self.isWord)
            else { throw .badSyntax(at: 0) }
            self.init(
                prefix: parts[0], component: parts[1], node: parts.count == 5 ? parts[2] : nil,
                object: parts[parts.count - 2])
        }

        private static func isWord(_ text: String) -> Bool {
            !text.isEmpty
                && text.utf8.allSatisfy {
                    (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x5F || $0 == 0x2D
                }
        }

        /// The topic's name.
        public var name: String { "\(prefix)/\(component)/\(node.map { $0 + "/" } ?? "")\(object)/config" }
    }

    /// The device that an entity belongs to.
    public struct Device: Hashable, Sendable {
        /// Identifiers; at least one.
        public var identifiers: [String]
        /// Members such as `name`, `manufacturer`, `model`, `sw_version`, by full name.
        public var details: [JSONValue.Member]

        /// A device from its parts.
        public init(identifiers: [String], details: [JSONValue.Member] = []) {
            self.identifiers = identifiers
            self.details = details
        }
    }

    /// Identity that never changes.
    public var uniqueID: String
    /// Where the state is published; `nil` for entities that only take commands.
    public var stateTopic: String?
    /// Where commands are taken; `nil` for sensors.
    public var commandTopic: String?
    /// The device.
    public var device: Device?
    /// Topics that say `online` or `offline`.
    public var availabilityTopics: [String]
    /// Other members by full name: `name`, `device_class`, `unit_of_measurement`, `state_class`, `value_template`, …
    public var details: [JSONValue.Member]

    /// An entity from its parts.
    public init(
        uniqueID: String, stateTopic: String? = nil, commandTopic: String? = nil, device: Device? = nil,
        availabilityTopics: [String] = [], details: [JSONValue.Member] = []
    ) {
        self.uniqueID = uniqueID
        self.stateTopic = stateTopic
        self.commandTopic = commandTopic
        self.device = device
        self.availabilityTopics = availabilityTopics
        self.details = details
    }

    /// A member among the others.
    public func detail(_ name: String) -> String? { details.first { $0.name == name }?.value.text }
}
