import Decoders
import Testing

@Suite("Whatever arrives, a decoder answers or refuses")
struct MutationTests {
    static let count = 100_000

    @Test("100,000 mutated fire frames neither trap nor read differently when written again")
    func fire() throws {
        var chance = Chance(seed: 21)
        let seeds = try GB26875Tests.objects.map {
            try GB26875Tests.frame(GB26875Unit.objects(type: $0.type, [$0.object]).bytes()).bytes
        }
        var read = 0
        for round in 0..<Self.count {
            var bytes = chance.mutated(seeds[round % seeds.count])
            // Every second time the checksum is put right, so that the contents are reached.
            if round % 2 == 0, bytes.count >= 30 { bytes[bytes.count - 3] = bytes[2..<bytes.count - 3].reduce(0, &+) }
            guard let received = try? GB26875Frame.decode(bytes) else { continue }
            _ = try? received.json()
            guard received.fault == nil else { continue }
            read += 1
            #expect(received.frame.bytes == bytes)
            if let unit = try? received.frame.unit() { #expect(try unit.bytes() == received.frame.body) }
        }
        #expect(read > 1_000)
    }

    @Test("100,000 mutated meter and Modbus frames are read or refused")
    func meters() throws {
        var chance = Chance(seed: 22)
        let address = try MeterAddress("138000130754")
        let long = try MeterAddress("78330011223344")
        let electricity = try DLT645Frame.answer(
            0x0101_0000, [.moment(ScaledDecimal(units: 1, decimals: 4), at: "2603010830")], from: address
        ).bytes()
        let water = try CJT188Frame.answer(meterType: 0x10, from: long, sequence: 1, MeterTests.water).bytes()
        let heat = try CJT188Frame.answer(meterType: 0x20, from: long, sequence: 1, MeterTests.heat).bytes()
        var accepted = 0
        for round in 0..<Self.count {
            switch round % 4 {
            case 0:
                guard let received = try? DLT645Frame.decode(chance.mutated(electricity)) else { continue }
                _ = try? received.json()
                accepted += 1
                #expect(try DLT645Frame.decode(received.frame.bytes()).frame == received.frame)
            case 1, 2:
                guard let received = try? CJT188Frame.decode(chance.mutated(round % 4 == 1 ? water : heat)) else {
                    continue
                }
                _ = try? received.json()
                accepted += 1
                #expect(try CJT188Frame.decode(received.frame.bytes()).frame == received.frame)
            default:
                let (message, direction) = ModbusTests.random(&chance)
                let bytes = chance.mutated(try message.bytes())
                guard let read = try? ModbusMessage.decode(bytes[...], direction: direction) else { continue }
                accepted += 1
                #expect(try read.bytes() == bytes)
            }
        }
        #expect(accepted > 10_000)
    }

    @Test("100,000 mutated messages and payloads are read or refused")
    func texts() throws {
        var chance = Chance(seed: 23)
        let order = MANSCDPMessage.move(.stop, serial: 5, channelID: "34020000001310000001").body()
        let sip =
            Array("MESSAGE sip:2@h SIP/2.0\r\n\(GB28181Tests.head)Content-Type: Application/MANSCDP+xml\r\n".utf8)
            + Array("Content-Length: \(order.count)\r\n\r\n".utf8) + order
        let session = SDPSession(
            owner: "1", name: "Play", address: "192.0.2.1", port: 30_000,
            payloads: [.init(number: 96, mapping: "PS/90000")],
            ssrc: "0100000001"
        ).bytes
        let seeds: [[UInt8]] = [
            sip, order, session, PTZCommand.stop.bytes, Array("m,t=1 f=1i,g=\"x\" 1".utf8),
            Array(#"{"ts":1,"values":{"t":21.5,"n":"号"}}"#.utf8),
            Array(#"{"uniq_id":"a","stat_t":"x","dev":{"ids":["d"]}}"#.utf8),
            Array(#"{"device_no":"1","records":[{"card_number":"2","pass":1,"mode":2,"checked_at":1700000000}]}"#.utf8),
        ]
        var accepted = 0
        for round in 0..<Self.count {
            let bytes = chance.mutated(seeds[round % seeds.count])
            switch round % seeds.count {
            case 0: if let message = try? SIPMessage.decode(bytes), (try? message.json()) != nil { accepted += 1 }
            case 1: if (try? MANSCDPMessage(decoding: bytes)) != nil { accepted += 1 }
            case 2: if (try? SDPSession(decoding: bytes)) != nil { accepted += 1 }
            case 3:
                if let command = try? PTZCommand(decoding: bytes) {
                    #expect(try PTZCommand(decoding: command.bytes) == command)
                }
            case 4: if (try? InfluxPoint.decode(bytes)) != nil { accepted += 1 }
            case 5: if (try? ThingsBoardTelemetry.decode(bytes)) != nil { accepted += 1 }
            case 6: if (try? HomeAssistantDiscovery.decode(bytes)) != nil { accepted += 1 }
            default: if (try? AccessRecords.decode(bytes)) != nil { accepted += 1 }
            }
        }
        #expect(accepted > 1_000)
        #expect(accepted < Self.count)
    }
}
