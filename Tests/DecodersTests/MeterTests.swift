import Decoders
import Testing

@Suite("DL/T 645 and CJ/T 188")
struct MeterTests {
    @Test(
        "every public frame reads as its reference, and wrong checksums are found",
        .enabled(if: SharedData.hasTwin, "\(SharedData.note)"))
    func publicFrames() throws {
        let frames = try #require(try SharedData.json("twin/meters/frames.json")["public"]?.elements)
        var wrong = 0
        for entry in frames {
            let bytes = try Hexadecimal.bytes(entry["hex"]?.text ?? "")
            let isGood = entry["checksum_ok"] == true
            let json: JSONValue
            let stated: UInt8
            let fault: DecodeError?
            if entry["protocol"] == "cjt188" {
                let received = try CJT188Frame.decode(bytes)
                (json, stated, fault) = (try received.json(), received.computedChecksum, received.fault)
            } else {
                let received = try DLT645Frame.decode(bytes)
                (json, stated, fault) = (try received.json(), received.computedChecksum, received.fault)
            }
            #expect(json.description == entry["decoded"]?.description)
            #expect((fault == nil) == isGood)
            #expect(Hexadecimal.string([stated], uppercase: true) == entry["checksum_expected"]?.text)
            if !isGood { wrong += 1 }
        }
        #expect(frames.count == 8)
        #expect(wrong == 3)
    }

    @Test(
        "numbers of every identifier are written and read back",
        arguments: [
            (UInt32(0x0001_0000), Int64(5_462_371), 2), (0x0000_0000, -12_345, 2), (0x0002_0001, 99_999_999, 2),
            (0x0003_0000, -1, 2), (0x0009_0000, 7, 2), (0x0201_0100, 2_204, 1), (0x0202_0300, -1_234, 3),
            (0x0203_0000, -123_456, 4), (0x0206_0000, -998, 3), (0x0280_0002, 5_001, 2), (0x0280_0007, -125, 1),
            (0x0280_000A, 12_345_678, 0), (0x0400_0409, 1_200, 0),
        ])
    func numbers2007(identifier: UInt32, units: Int64, decimals: Int) throws {
        let address = try MeterAddress("000000000012")
        let value = DLT645Content.Value.number(ScaledDecimal(units: units, decimals: decimals))
        let frame = try DLT645Frame.answer(identifier, [value], from: address)
        let received = try DLT645Frame.decode(frame.bytes(preambleCount: 4))
        #expect(received.fault == nil)
        guard case .answer(let read, let item?, let values) = try received.frame.content() else {
            Issue.record("not an answer")
            return
        }
        #expect(read == identifier)
        #expect(values == [value])
        #expect(!item.name.isEmpty)
    }

    @Test("blocks, demands, dates and missing values are read")
    func forms() throws {
        let address = try MeterAddress("000000000012")
        let demand = DLT645Content.Value.moment(ScaledDecimal(units: 12_345, decimals: 4), at: "2603010830")
        for (identifier, values) in [
            (UInt32(0x0101_0000), [demand]), (0x0400_0101, [.digits("26030107")]), (0x0201_0100, [.missing]),
            (0x0001_FF00, (0..<5).map { .number(ScaledDecimal(units: $0, decimals: 2)) }),
            (0x0201_FF00, [.number(ScaledDecimal(units: 2_200, decimals: 1)), .missing, .missing]),
        ] {
            let frame = try DLT645Frame.answer(identifier, values, from: address)
            guard case .answer(_, _?, let read) = try frame.content() else {
                Issue.record("not an answer")
                continue
            }
            #expect(read == values)
        }
        let json = try DLT645Frame.decode(DLT645Frame.answer(0x0101_0000, [demand], from: address).bytes()).json()
        #expect(json["demand_kW"]?["value"]?.double == 1.2345)
    }

    @Test("the edition of 1997 has identifiers of two bytes")
    func edition1997() throws {
        let address = try MeterAddress("138000130754")
        let question = DLT645Frame.question(0x9010, to: address, edition: .edition1997)
        #expect(question.bytes() == (try Hexadecimal.bytes("6854071300801368010243C3DA16")))
        let value = DLT645Content.Value.number(ScaledDecimal(units: 1, decimals: 2))
        let answer = try DLT645Frame.answer(0x9010, [value], from: address, edition: .edition1997)
        #expect(answer.bytes() == (try Hexadecimal.bytes("6854071300801368810643C3343333332B16")))
        #expect(try DLT645Frame.decode(answer.bytes()).valuesJSON() == ["energy_kWh": .number(0.01)])
        let block = (0..<5).map { DLT645Content.Value.number(ScaledDecimal(units: $0, decimals: 2)) }
        let blocks = try DLT645Frame.answer(0x901F, block, from: address, edition: .edition1997)
        #expect(blocks.data.last == 0xAA)
        guard case .answer(_, _, let values) = try blocks.content() else {
            Issue.record("not an answer")
            return
        }
        #expect(values == block)
    }

    @Test("digits that are no decimals, wrong lengths, marks and controls are refused")
    func refusals() throws {
        let address = try MeterAddress("000000000012")
        func content(_ hex: String) throws -> DLT645Content {
            try DLT645Frame(address: address, control: 0x91, data: Hexadecimal.bytes(hex)).content()
        }
        #expect(throws: DecodeError.badDigit(at: 5)) { try content("00000100 00 0A 00 00") }
        #expect(throws: DecodeError.badLength(at: 4)) { try content("00000100 000000") }
        #expect(throws: DecodeError.badLength(at: 12)) { try content("00000100 00000000 00000000") }
        #expect(throws: DecodeError.truncated(at: 3)) { try content("000001") }
        let good = DLT645Frame.addressQuestion.bytes()
        #expect(good == (try Hexadecimal.bytes("68AAAAAAAAAAAA681300DF16")))
        #expect(throws: DecodeError.badEnd(at: 11)) { try DLT645Frame.decode(good.dropLast() + [0x17]) }
        #expect(throws: DecodeError.badStart(at: 7)) { try DLT645Frame.decode(good[..<7] + [0x69] + good[8...]) }
        #expect(throws: DecodeError.trailingBytes(at: 12)) { try DLT645Frame.decode(good + [0xFE]) }
        #expect(throws: DecodeError.truncated(at: 11)) { try DLT645Frame.decode(good.dropLast()) }
        #expect(throws: DecodeError.badStart(at: 17)) {
            try DLT645Frame.decode([UInt8](repeating: 0xFE, count: 17) + good)
        }
        let unknown = DLT645Frame(address: address, control: 0x1F).bytes()
        #expect(try DLT645Frame.decode(unknown).fault == .unknownCode(at: 8))
        #expect(throws: DecodeError.unknownCode(at: 0)) {
            try DLT645Frame.answer(0x0BAD_0000, [.missing], from: address)
        }
    }

    @Test("a refusal of a meter is told by its bits")
    func meterRefusal() throws {
        let frame = DLT645Frame(address: try MeterAddress("000000000012"), control: 0xD1, data: [0x06])
        #expect(try DLT645Frame.decode(frame.bytes()).json()["error"] == ["noData", "notAuthorised"])
    }

    static let water = CJT188Reading(
        total: CJT188Quantity(value: ScaledDecimal(units: 123_456, decimals: 2), unitCode: 0x2C),
        settled: CJT188Quantity(value: ScaledDecimal(units: 120_000, decimals: 2), unitCode: 0x2C), heat: nil,
        clock: "20260301083015", status: [0, 0])
    static let heat = CJT188Reading(
        total: CJT188Quantity(value: ScaledDecimal(units: 777, decimals: 2), unitCode: 0x2C), settled: nil,
        heat: .init(
            settled: CJT188Quantity(value: ScaledDecimal(units: 1_000, decimals: 2), unitCode: 0x05),
            total: CJT188Quantity(value: ScaledDecimal(units: 2_050, decimals: 2), unitCode: 0x05),
            power: CJT188Quantity(value: ScaledDecimal(units: 345, decimals: 2), unitCode: 0x17),
            flow: CJT188Quantity(value: ScaledDecimal(units: 12_345, decimals: 4), unitCode: 0x35),
            supplyCelsius: ScaledDecimal(units: 6_512, decimals: 2), returnCelsius: nil,
            workHours: ScaledDecimal(units: 4_321, decimals: 0)),
        clock: "20260301083015", status: [1, 0])

    @Test(
        "readings of water, gas and heat meters are written and read back", arguments: [UInt8(0x10), 0x11, 0x20, 0x30])
    func readings(meterType: UInt8) throws {
        let address = try MeterAddress("78330011223344")
        let reading = meterType == 0x20 ? Self.heat : Self.water
        let frame = try CJT188Frame.answer(meterType: meterType, from: address, sequence: 5, reading)
        #expect(frame.data.count == (meterType == 0x20 ? 46 : 22))
        let received = try CJT188Frame.decode(frame.bytes(preambleCount: 4))
        #expect(received.fault == nil)
        #expect(try received.frame.content() == .reading(identifier: [0x1F, 0x90], sequence: 5, reading))
        #expect(try received.json()["total"]?.double == (meterType == 0x20 ? 7.77 : 1_234.56))
        #expect(try received.json()["unit"] == "2C (m3)")
    }

    @Test("a reading of the wrong length is refused, a starting meter's fill bytes are no number")
    func waterRefusals() throws {
        let address = try MeterAddress("78330011223344")
        var frame = try CJT188Frame.answer(meterType: 0x10, from: address, sequence: 5, Self.water)
        frame.data.removeLast()
        #expect(throws: DecodeError.truncated(at: 21)) { try frame.content() }
        frame.data += [0, 0]
        #expect(throws: DecodeError.trailingBytes(at: 22)) { try frame.content() }
        frame.data.removeLast()
        frame.data[4] = 0xFF
        #expect(try CJT188Frame.decode(frame.bytes()).json()["total"] == .null)
        var bytes = CJT188Frame.question(meterType: 0x10, to: address).bytes()
        bytes[bytes.count - 2] &+= 1
        #expect(try CJT188Frame.decode(bytes).fault == .badChecksum(at: bytes.count - 2))
        #expect(throws: DecodeError.badLength(at: 0)) { try MeterAddress("12345") }
        #expect(throws: DecodeError.badDigit(at: 11)) { try MeterAddress("00000000000x") }
    }

    @Test("exact decimals print their digits")
    func decimals() {
        #expect(ScaledDecimal(units: 5_462_371, decimals: 2).description == "54623.71")
        #expect(ScaledDecimal(units: -5, decimals: 3).description == "-0.005")
        #expect(ScaledDecimal(units: 7, decimals: 0).description == "7")
        #expect(ScaledDecimal(units: 5_462_371, decimals: 2).double == 54_623.71)
    }
}
