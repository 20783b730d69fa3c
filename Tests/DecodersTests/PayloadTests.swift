import Decoders
import Testing

@Suite("Payloads: access records, ThingsBoard, Home Assistant, line protocol")
struct PayloadTests {
    @Test("the four shapes of access records become one")
    func accessShapes() throws {
        let weika = try AccessRecords.decode(
            Array(
                (#"{"device_no":"D1","records":[{"card_number":"c1","pass":0,"reason":"expired","mode":2,"#
                    + #""checked_at":1772323200,"nonce":"n1"}]}"#).utf8))
        #expect(
            weika == [
                AccessRecord(
                    deviceID: "D1", at: .milliseconds(1_772_323_200_000), method: .face, result: .refused,
                    reason: "expired",
                    subjectRef: "c1", nonce: "n1")
            ])
        let wecom = try AccessRecords.decode(
            Array(
                #"{"access_data":[{"open_userid":"u","timestamp":1772323200,"pass_type":2,"pass_method":4}]}"#.utf8))
        #expect(wecom.first?.direction == .out)
        #expect(wecom.first?.method == .finger)
        let visitor = try AccessRecords.decode(
            Array(
                (#"[{"recordNo":"7","peopleNo":"p","deviceNo":"D2","outInType":1,"#
                    + #""recogMode":12,"recordTime":"2026-03-01 08:00:00"}]"#).utf8))
        #expect(visitor.first?.isFireLinked == true)
        #expect(visitor.first?.at == .local("2026-03-01 08:00:00"))
        for record in weika + wecom + visitor {
            #expect(try AccessRecords.decode(Array(record.json.description.utf8)) == [record])
        }
    }

    @Test("access messages of no shape, without time or over the limit are refused")
    func accessRefusals() {
        let many = String(repeating: #"{"open_userid":"u","timestamp":1},"#, count: 101).dropLast()
        for text in [
            "{}", "[]", #"{"records":1}"#, #"{"records":[{"mode":1}]}"#, "{\"access_data\":[\(many)]}",
            #"{"access_data":[{"timestamp":-1}]}"#, #"{"at_ms":1,"method":"kick"}"#,
        ] {
            #expect(throws: DecodeError.self) { try AccessRecords.decode(Array(text.utf8)) }
        }
    }

    @Test("the three shapes of telemetry and the gateway's are read and written back")
    func telemetry() throws {
        let plain = try ThingsBoardTelemetry.decode(Array(#"{"t":21.5,"on":true}"#.utf8))
        #expect(plain.samples == [.init(values: [.init("t", .number(21.5)), .init("on", true)])])
        let stamped = try ThingsBoardTelemetry.decode(Array(#"[{"ts":1772323200000,"values":{"t":1}},{"h":2}]"#.utf8))
        #expect(stamped.samples.map(\.atMilliseconds) == [1_772_323_200_000, nil])
        let gateway = try ThingsBoardTelemetry.decodeGateway(
            Array(#"{"A":[{"ts":1,"values":{"t":1}}],"B":[{"t":2}]}"#.utf8))
        #expect(gateway.samples.map(\.device) == ["A", "B"])
        #expect(try ThingsBoardTelemetry.decode(stamped.payload) == stamped)
        #expect(try ThingsBoardTelemetry.decodeGateway(gateway.payload) == gateway)
        for wrong in [
            "1", "[]", "{}", "[1]", #"{"ts":-1,"values":{"a":1}}"#, #"{"ts":1,"values":2}"#, #"{"":1}"#,
            #"[{"ts":1,"values":{}}]"#,
        ] {
            #expect(throws: DecodeError.self) { try ThingsBoardTelemetry.decode(Array(wrong.utf8)) }
        }
        let command = ThingsBoardCommand(method: "setState", parameters: ["on": true])
        #expect(try ThingsBoardCommand.decode(command.payload) == command)
    }

    @Test(
        "topics are read in both lengths, others are none",
        arguments: [
            ("v1/devices/me/telemetry", ThingsBoardTopic.telemetry), ("v2/t", .telemetry), ("v2/a", .attributes),
            ("v1/devices/me/attributes/request/7", .attributesRequest(7)), ("v2/r/res/9", .commandResponse(9)),
            ("v1/devices/me/rpc/request/1", .commandRequest(1)), ("v1/gateway/connect", .gateway(.connect)),
            ("/provision/request", .provisionRequest), ("v1/devices/me/claim", .claim), ("v1/devices/me", nil),
            ("v2/x", nil),
            ("v1/devices/me/rpc/request/x", nil), ("v1/gateway/other", nil), ("", nil), ("v2/t/req", nil),
            ("v2/claim", nil),
        ])
    func topics(name: String, topic: ThingsBoardTopic?) {
        #expect(ThingsBoardTopic(name) == topic)
        if let topic { #expect(ThingsBoardTopic(topic.name) == topic) }
    }

    @Test("discovery is read with short names and base topic, and written with full names")
    func discovery() throws {
        let text =
            #"{"~":"home/t1","uniq_id":"t1","stat_t":"~/state","dev_cla":"temperature","#
            + #""unit_of_meas":"°C","avty":[{"t":"~/on"}],"dev":{"ids":["d1"],"name":"Hall","mf":"X"}}"#
        let entity = try #require(try HomeAssistantDiscovery.decode(Array(text.utf8)))
        #expect(entity.uniqueID == "t1")
        #expect(entity.stateTopic == "home/t1/state")
        #expect(entity.availabilityTopics == ["home/t1/on"])
        #expect(entity.detail("device_class") == "temperature")
        #expect(entity.device?.details.map(\.name) == ["name", "manufacturer"])
        #expect(try HomeAssistantDiscovery.decode(entity.payload) == entity)
        #expect(try HomeAssistantDiscovery.decode([]) == nil)
        for wrong in [
            "{}", "[]", #"{"uniq_id":"a"}"#, #"{"uniq_id":"a","unique_id":"b","stat_t":"x"}"#,
            #"{"uniq_id":"a","stat_t":1}"#, #"{"uniq_id":"a","stat_t":"x","dev":{}}"#,
        ] {
            #expect(throws: DecodeError.self) { try HomeAssistantDiscovery.decode(Array(wrong.utf8)) }
        }
        let topic = try HomeAssistantDiscovery.Topic("homeassistant/sensor/hall/t1/config")
        #expect(topic == .init(component: "sensor", node: "hall", object: "t1"))
        #expect(topic.name == "homeassistant/sensor/hall/t1/config")
        for wrong in [
            "homeassistant/sensor/config", "homeassistant/sensor/a b/config", "a/b/c/d/e/config",
            "homeassistant/sensor/t1/state",
        ] {
            #expect(throws: DecodeError.self) { try HomeAssistantDiscovery.Topic(wrong) }
        }
    }

    @Test("lines are read with escapes, all kinds of values and comments")
    func lines() throws {
        let text =
            "# c\nhall\\ 1,floor=B\\,1,k\\=y=v t=21.5,n=-3i,u=4u,s=\"a\\\"b\\\\,c d\",on=T 1700000000000000000"
            + "\r\n\nm f=1e3\n"
        let points = try InfluxPoint.decode(Array(text.utf8))
        #expect(
            points == [
                InfluxPoint(
                    measurement: "hall 1", tags: [.init("floor", "B,1"), .init("k=y", "v")],
                    fields: [
                        .init("t", .float(21.5)), .init("n", .integer(-3)), .init("u", .unsigned(4)),
                        .init("s", .string("a\"b\\,c d")), .init("on", .boolean(true)),
                    ], timestamp: 1_700_000_000_000_000_000),
                InfluxPoint(measurement: "m", fields: [.init("f", .float(1_000))]),
            ])
    }

    @Test(
        "wrong lines are refused",
        arguments: [
            "m", "m ", "m f", "m f=", "m,t f=1", "m,t= f=1", "m,t=1,t=2 f=1", "m f=nan", "m f=0x10", "m f=1i2",
            "m f=\"a", "m f=1 x",
            "m f=1 1 1", "m f=1,", ",t=1 f=1", "m f=1e999", "m f=99999999999999999999i", "m f=-1u", "m =1",
        ])
    func wrongLines(line: String) {
        #expect(throws: DecodeError.self) { try InfluxPoint.decode(Array(line.utf8)) }
    }

    @Test("3,000 generated points are read as they were written")
    func roundTrip() throws {
        var chance = Chance(seed: 5)
        var written = 0
        for _ in 0..<3_000 {
            let values: [InfluxPoint.Value] = [
                .float(Double(chance.number(-1_000_000...1_000_000)) / 64), .integer(Int64(bitPattern: chance.next())),
                .unsigned(chance.next()), .string(chance.text(0...12)), .boolean(chance.number(0...1) == 0),
            ]
            let point = InfluxPoint(
                measurement: chance.text(1...8), tags: [.init("a" + chance.text(0...5), chance.text(1...6))],
                fields: values.enumerated().map { .init("f\($0.offset)" + chance.text(0...4), $0.element) },
                timestamp: chance.number(0...1) == 0 ? nil : Int64(chance.number(0...2_000_000_000)))
            // A backslash at an end or before a special character cannot be said in a line.
            guard let line = try? point.line() else { continue }
            written += 1
            #expect(try InfluxPoint.decode(Array(line.utf8)) == [point])
        }
        #expect(written > 1_000)
    }
}
