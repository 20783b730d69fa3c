/// Reads the messages in which public platforms deliver passages.
///
/// Source: pages of Tencent Weika (wiki.weixiao.qq.com), WeCom (developer.work.weixin.qq.com, 95997) and one visitor
/// platform, as summarised in the field notes; no standard.
public enum AccessRecords {
    /// The shape of a message.
    public enum Shape: String, Hashable, Sendable, CaseIterable {
        /// `{"device_no", "records": [{"card_number", "pass", "mode", "checked_at", "nonce"}]}`.
        case weika
        /// `{"access_data": [{"open_userid", "timestamp", "pass_type", "pass_method"}]}`.
        case wecom
        /// `{"recordNo", "peopleNo", "deviceNo", "outInType", "recogMode"}`, one or a list.
        case visitorPlatform
        /// ``AccessRecord/json``, one or a list.
        case own
    }

    /// Most records in one message: 1,000; WeCom allows 100.
    public static let countMax = 1_000

    /// Finds the shape by the members of the message and reads its records.
    ///
    /// - Throws: ``DecodeError`` of the JSON; ``DecodeError/unknownCode(at:)`` for no known shape, and what
    ///   ``records(_:as:)`` throws.
    public static func decode(_ bytes: [UInt8]) throws(DecodeError) -> [AccessRecord] {
        let message = try JSONReader.value(bytes)
        let sample = message.elements?.first ?? message
        if message["access_data"] != nil { return try records(message, as: .wecom) }
        if message["records"] != nil { return try records(message, as: .weika) }
        if sample["recordNo"] != nil || sample["recogMode"] != nil { return try records(message, as: .visitorPlatform) }
        if sample["at_ms"] != nil || sample["atLocal"] != nil { return try records(message, as: .own) }
        throw .unknownCode(at: 0)
    }

    /// Reads the records of a message of a known shape. Codes outside a vendor's list read as other or unknown.
    ///
    /// - Throws: ``DecodeError/missingField(at:)`` without list or time, ``DecodeError/overLimit(at:)`` over the most
    ///   records.
    public static func records(_ message: JSONValue, as shape: Shape) throws(DecodeError) -> [AccessRecord] {
        let list: [JSONValue]?
        switch shape {
        case .weika: list = message["records"]?.elements
        case .wecom: list = message["access_data"]?.elements
        case .visitorPlatform, .own: list = message.elements ?? [message]
        }
        guard let list else { throw .missingField(at: 0) }
        guard list.count <= (shape == .wecom ? 100 : countMax) else { throw .overLimit(at: 0) }
        var records: [AccessRecord] = []
        for item in list {
            switch shape {
            case .weika: records.append(try weika(item, device: word(message["device_no"])))
            case .wecom: records.append(try wecom(item, device: word(message["device_sn"] ?? message["sn"])))
            case .visitorPlatform: records.append(try visitorPlatform(item))
            case .own: records.append(try AccessRecord(json: item))
            }
        }
        return records
    }

    private static func weika(_ item: JSONValue, device: String) throws(DecodeError) -> AccessRecord {
        let methods: [Int64: AccessRecord.Method] = [1: .code, 2: .face, 3: .card, 4: .scan, 5: .finger, 6: .palm]
        let card = word(item["card_number"])
        return AccessRecord(
            deviceID: device, at: try moment(item["checked_at"]), method: methods[number(item["mode"]) ?? 0] ?? .other,
            result: result(item["pass"]), reason: word(item["reason"]),
            subjectRef: card.isEmpty ? word(item["physical_card_number"]) : card, nonce: word(item["nonce"]))
    }

    private static func wecom(_ item: JSONValue, device: String) throws(DecodeError) -> AccessRecord {
        let methods: [Int64: AccessRecord.Method] = [1: .face, 2: .scan, 3: .remote, 4: .finger]
        let directions: [Int64: AccessRecord.Direction] = [1: .in, 2: .out]
        return AccessRecord(
            deviceID: device, at: try moment(item["timestamp"]),
            direction: directions[number(item["pass_type"]) ?? 3] ?? .unknown,
            method: methods[number(item["pass_method"]) ?? 0] ?? .other, result: .passed,
            subjectRef: word(item["open_userid"]))
    }

    private static func visitorPlatform(_ item: JSONValue) throws(DecodeError) -> AccessRecord {
        let methods: [Int64: AccessRecord.Method] = [
            5: .scan, 6: .visitorCode, 7: .pin, 9: .card, 10: .dial, 11: .remote, 12: .fireLinked, 13: .button,
            16: .staff,
        ]
        let directions: [Int64: AccessRecord.Direction] = [1: .in, 2: .out]
        let method = methods[number(item["recogMode"]) ?? 0] ?? .other
        let kinds: [AccessRecord.Method: AccessRecord.SubjectKind] = [.visitorCode: .visitor, .staff: .staff]
        let exception = word(item["exceptionMode"])
        return AccessRecord(
            eventID: word(item["recordNo"]), deviceID: word(item["deviceNo"]),
            at: try moment(item["recordTime"] ?? item["recogTime"] ?? item["time"]),
            direction: directions[number(item["outInType"]) ?? 0] ?? .unknown, method: method,
            result: exception.isEmpty || exception == "0" ? .passed : .unknown, reason: exception,
            subjectKind: kinds[method] ?? .unknown, subjectRef: word(item["peopleNo"]), photoRef: item["photo"]?.text)
    }

    /// Seconds or milliseconds since 1970 as a number or digits, else text as local time.
    private static func moment(_ value: JSONValue?) throws(DecodeError) -> AccessRecord.Moment {
        guard let value else { throw .missingField(at: 0) }
        if let number = number(value) {
            guard number >= 0 else { throw .badValue(at: 0) }
            // Ten digits are seconds until the year 2286; thirteen are milliseconds.
            return .milliseconds(number < 100_000_000_000 ? number * 1_000 : number)
        }
        guard let text = value.text, !text.isEmpty, text.utf8.count <= 40 else { throw .badValue(at: 0) }
        return .local(text)
    }

    private static func result(_ value: JSONValue?) -> AccessRecord.Result {
        if case .bool(let passed) = value { return passed ? .passed : .refused }
        switch number(value) {
        case 1: return .passed
        case 0: return .refused
        default: return .unknown
        }
    }

    private static func number(_ value: JSONValue?) -> Int64? {
        value?.wholeNumber ?? value?.text.flatMap { Int64($0) }
    }

    private static func word(_ value: JSONValue?) -> String {
        value?.text ?? value?.wholeNumber.map(String.init) ?? ""
    }
}
