import Decoders
import Testing

@Suite("Modbus")
struct ModbusTests {
    static func random(_ chance: inout Chance) -> (message: ModbusMessage, direction: ModbusMessage.Direction) {
        let address = UInt16(chance.number(0...60_000))
        func words(_ count: Int) -> [UInt16] { (0..<count).map { _ in chance.word() } }
        switch chance.number(0...12) {
        case 0:
            return (
                .read(
                    function: UInt8(chance.number(1...2)), address: address,
                    quantity: UInt16(chance.number(1...2_000))),
                .request
            )
        case 1:
            return (
                .read(
                    function: UInt8(chance.number(3...4)), address: address, quantity: UInt16(chance.number(1...125))),
                .request
            )
        case 2: return (.bits(function: UInt8(chance.number(1...2)), chance.bytes(chance.number(1...250))), .response)
        case 3:
            return (.registers(function: [3, 4, 23][chance.number(0...2)], words(chance.number(1...125))), .response)
        case 4: return (.writeCoil(address: address, isOn: chance.number(0...1) == 1), .request)
        case 5: return (.writeRegister(address: address, value: chance.word()), .response)
        case 6:
            let quantity = chance.number(1...1_968)
            return (
                .writeCoils(address: address, quantity: UInt16(quantity), chance.bytes((quantity + 7) / 8)), .request
            )
        case 7: return (.writeRegisters(address: address, words(chance.number(1...123))), .request)
        case 8: return (.written(function: 16, address: address, quantity: UInt16(chance.number(1...123))), .response)
        case 9: return (.maskRegister(address: address, and: chance.word(), or: chance.word()), .request)
        case 10:
            return (
                .readWrite(address: address, quantity: 125, writeAddress: address, words(chance.number(1...121))),
                .request
            )
        case 11:
            return (
                .other(function: [7, 8, 17, 43, 65][chance.number(0...4)], chance.bytes(chance.number(0...250))),
                .response
            )
        default:
            return (
                .exception(
                    function: UInt8(chance.number(1...4)), code: [1, 2, 3, 4, 5, 6, 8, 10, 11][chance.number(0...8)]),
                .response
            )
        }
    }

    @Test("5,000 generated messages are read as they were written, over both carriers")
    func roundTrip() throws {
        var chance = Chance(seed: 3)
        for round in 0..<5_000 {
            let (message, direction) = Self.random(&chance)
            for carrier in [ModbusFrame.Carrier.rtu, .tcp(transaction: UInt16(round))] {
                let frame = ModbusFrame(carrier: carrier, unit: UInt8(round % 248), message: message)
                let bytes = try frame.bytes()
                if carrier == .rtu {
                    #expect(try ModbusFrame.decodeRTU(bytes, direction: direction) == frame)
                } else {
                    #expect(try ModbusFrame.decodeTCP(bytes, direction: direction) == frame)
                }
            }
        }
    }

    @Test(
        "the vectors of both carriers are read without knowing who speaks",
        .enabled(if: SharedData.hasTwin, "\(SharedData.note)"))
    func vectors() throws {
        let vectors = try #require(try SharedData.json("twin/meters/frames.json")["modbus_own"]?.elements)
        #expect(vectors.count == 10)
        for vector in vectors {
            let bytes = try Hexadecimal.bytes(vector["hex"]?.text ?? "")
            let frame = try ModbusFrame.decode(bytes)
            #expect(try frame.bytes() == bytes)
            #expect(frame.json["transport"]?.text == (vector["protocol"] == "modbus-rtu" ? "rtu" : "tcp"))
        }
        let float = try ModbusFrame.decode(Hexadecimal.bytes("0103044366199A8453"))
        #expect(float.json["float32"]?.description == "230.1")
    }

    @Test(
        "quantities, coil values, lengths and functions outside the specification are refused",
        arguments: [
            ("0300000000", DecodeError.badValue(at: 3)), ("030000007E", .badValue(at: 3)),
            ("03FFFF0002", .badValue(at: 3)),
            ("01000007D1", .badValue(at: 3)), ("0500001234", .badValue(at: 3)), ("060000", .badLength(at: 1)),
            ("10000000020400010002FF", .badLength(at: 5)), ("0F000000090101", .badLength(at: 5)),
            ("00", .unknownCode(at: 0)),
            ("8009", .unknownCode(at: 0)), ("8309", .unknownCode(at: 1)), ("83", .badLength(at: 1)), ("64FF", nil),
            ("1900", .unknownCode(at: 0)),
        ])
    func refusals(hex: String, error: DecodeError?) throws {
        let bytes = try Hexadecimal.bytes(hex)
        if let error {
            #expect(throws: error) { try ModbusMessage.decode(bytes[...]) }
        } else {
            #expect(throws: Never.self) { try ModbusMessage.decode(bytes[...]) }
        }
    }

    @Test("a wrong CRC, protocol, length or unit is refused")
    func frameRefusals() throws {
        let rtu = try Hexadecimal.bytes("010300000002C40B")
        for index in rtu.indices {
            var wrong = rtu
            wrong[index] ^= 0x20
            #expect(throws: DecodeError.badChecksum(at: 6)) { try ModbusFrame.decodeRTU(wrong) }
        }
        #expect(throws: DecodeError.badStart(at: 2)) {
            try ModbusFrame.decodeTCP(Hexadecimal.bytes("000100010006010300000002"))
        }
        #expect(throws: DecodeError.badLength(at: 4)) {
            try ModbusFrame.decodeTCP(Hexadecimal.bytes("000100000001010300000002"))
        }
        #expect(throws: DecodeError.trailingBytes(at: 12)) {
            try ModbusFrame.decodeTCP(Hexadecimal.bytes("00010000000601030000000200"))
        }
        #expect(throws: DecodeError.truncated(at: 11)) {
            try ModbusFrame.decodeTCP(Hexadecimal.bytes("0001000000060103000000"))
        }
    }

    @Test("two registers make the same number in all four orders")
    func orders() {
        for order in ModbusOrder.allCases {
            let words = order.registers(230.1)
            #expect(order.float32(words[0], words[1]) == 230.1)
        }
        #expect(ModbusOrder.abcd.registers(230.1) == [0x4366, 0x199A])
        #expect(ModbusOrder.cdab.registers(230.1) == [0x199A, 0x4366])
        #expect(ModbusOrder.badc.registers(230.1) == [0x6643, 0x9A19])
        #expect(ModbusOrder.dcba.registers(230.1) == [0x9A19, 0x6643])
        #expect(ModbusOrder.abcd.bits([1, 2, 3, 4]) == 0x0001_0002_0003_0004)
    }
}
