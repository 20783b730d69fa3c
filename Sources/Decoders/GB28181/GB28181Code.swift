/// The code of 20 digits that names every device, platform and user in GB/T 28181.
///
/// 8 digits area and office, 2 industry, 3 type, 1 network, 6 serial number.
///
/// Source: GB/T 28181-2016 annex D, coding rule A; the same as annex E of the edition of 2022.
public struct GB28181Code: Hashable, Sendable {
    /// The twenty digits.
    public let text: String

    /// A code from its digits.
    ///
    /// - Throws: ``DecodeError/badLength(at:)`` unless there are 20; ``DecodeError/badDigit(at:)``.
    public init(_ text: String) throws(DecodeError) {
        guard text.utf8.count == 20 else { throw .badLength(at: text.utf8.count) }
        for (index, byte) in text.utf8.enumerated() where !(0x30...0x39).contains(byte) { throw .badDigit(at: index) }
        self.text = text
    }

    /// Area and office, 8 digits; the first six are those of the administrative division.
    public var area: String { String(text.prefix(8)) }
    /// Industry, 2 digits: 00–07 public security and government, 08–… others.
    public var industry: String { String(text.dropFirst(8).prefix(2)) }
    /// Type, 3 digits; see ``typeName``.
    public var type: Int { Int(text.dropFirst(10).prefix(3)) ?? 0 }
    /// Network, 1 digit.
    public var network: String { String(text.dropFirst(13).prefix(1)) }
    /// Serial number, 6 digits.
    public var serial: String { String(text.suffix(6)) }

    /// A word for the type; `nil` for types that users define.
    public var typeName: String? {
        switch type {
        case 111: return "dvr"
        case 112: return "videoServer"
        case 113: return "encoder"
        case 114: return "decoder"
        case 115: return "videoMatrix"
        case 116: return "audioMatrix"
        case 117: return "alarmController"
        case 118: return "nvr"
        case 130: return "mixedController"
        case 131: return "camera"
        case 132: return "networkCamera"
        case 133: return "display"
        case 134: return "alarmInput"
        case 135: return "alarmOutput"
        case 136: return "voiceInput"
        case 137: return "voiceOutput"
        case 138: return "mobileTransmission"
        case 200: return "signallingServer"
        case 201: return "webServer"
        case 202: return "mediaServer"
        case 203: return "proxyServer"
        case 204: return "securityServer"
        case 205: return "alarmServer"
        case 206: return "databaseServer"
        case 207: return "gisServer"
        case 208: return "managementServer"
        case 209: return "accessGateway"
        case 210: return "mediaStorage"
        case 211: return "signallingGateway"
        case 215: return "businessGroup"
        case 216: return "virtualOrganisation"
        case 300...399: return "centreUser"
        case 400...499: return "terminalUser"
        default: return nil
        }
    }
}
