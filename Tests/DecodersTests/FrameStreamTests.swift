import Decoders
import Testing

@Suite("Frames in a byte stream")
struct FrameStreamTests {
    typealias Stream = FrameStream<GB26875Frame>

    static func all(_ pieces: [[UInt8]]) -> [Stream.Element] {
        var stream = Stream()
        var elements: [Stream.Element] = []
        for piece in pieces {
            stream.append(piece)
            while let element = stream.next() { elements.append(element) }
        }
        while let element = stream.finish() { elements.append(element) }
        return elements
    }

    static func serials(_ elements: [Stream.Element]) -> [UInt16] {
        elements.compactMap { element in
            if case .frame(let received) = element { return received.frame.serial }
            return nil
        }
    }

    static func frame(_ serial: UInt16, _ body: [UInt8] = []) -> [UInt8] {
        GB26875Tests.frame(body, serial: serial).bytes
    }

    @Test("several frames in one segment are all found")
    func sticky() {
        let elements = Self.all([Self.frame(1) + Self.frame(2, [0x16]) + Self.frame(3)])
        #expect(Self.serials(elements) == [1, 2, 3])
        #expect(elements.count == 3)
    }

    @Test("a frame in any two halves, or byte by byte, is found once")
    func halves() {
        let bytes = Self.frame(5, [25, 1, 1, 2])
        for cut in 0...bytes.count {
            let elements = Self.all([Array(bytes[..<cut]), Array(bytes[cut...])])
            #expect(Self.serials(elements) == [5])
            #expect(elements.count == 1)
        }
        #expect(Self.serials(Self.all(bytes.map { [$0] })) == [5])
    }

    @Test("marks inside application data do not cut the frame")
    func marksInside() {
        let text: [UInt8] = [26, 1, 12] + [0x23, 0x23, 0x40, 0x40, 0x23, 0x23, 0x40, 0x40, 0x23, 0x23, 0x23, 0x23]
        let elements = Self.all([Self.frame(1, text) + Self.frame(2)])
        #expect(Self.serials(elements) == [1, 2])
        #expect(elements.count == 2)
    }

    @Test("noise, a cut frame and a wrong length are passed over, and what follows is found")
    func resynchronises() {
        var long = Self.frame(2)
        long[24] = 40  // claims 40 bytes more than there are
        for noise in [[0x00, 0x40, 0x13], Array(Self.frame(2).dropLast(6)), long, [0x40]] {
            let elements = Self.all([Self.frame(1) + noise + Self.frame(3) + Self.frame(4)])
            #expect(Self.serials(elements) == [1, 3, 4])
            let skipped = elements.reduce(0) { total, element in
                if case .skipped(let byteCount, _) = element { return total + byteCount }
                return total
            }
            #expect(skipped == noise.count)
        }
    }

    @Test("a wrong checksum is told with its header, and the next frame is read")
    func wrongChecksum() {
        var bad = Self.frame(9)
        bad[27] ^= 0xFF
        let elements = Self.all([bad + Self.frame(10)])
        #expect(Self.serials(elements) == [9, 10])
        guard case .frame(let received) = elements[0] else {
            Issue.record("the first element is no frame")
            return
        }
        #expect(received.fault == .badChecksum(at: 27))
    }

    @Test("an incomplete frame waits, and is told when the connection closes")
    func incomplete() {
        var stream = Stream()
        stream.append(Self.frame(1).dropLast())
        #expect(stream.next() == nil)
        #expect(stream.pendingByteCount == 29)
        #expect(stream.finish() == .skipped(byteCount: 29, reason: .truncated(at: 29)))
        #expect(stream.finish() == nil)
    }

    @Test("no byte is lost or counted twice, whatever comes")
    func conservesBytes() {
        var chance = Chance(seed: 11)
        for _ in 0..<2_000 {
            var bytes: [UInt8] = []
            for serial in 0..<4 {
                bytes += chance.mutated(Self.frame(UInt16(serial), chance.bytes(chance.number(0...20))))
            }
            let cut = chance.number(0...bytes.count)
            let counted = Self.all([Array(bytes[..<cut]), Array(bytes[cut...])]).reduce(0) { total, element in
                switch element {
                case .frame(let received): return total + 30 + received.frame.body.count
                case .skipped(let byteCount, _): return total + byteCount
                }
            }
            #expect(counted == bytes.count)
        }
    }

    @Test("meters and Modbus TCP share the stream")
    func others() throws {
        let address = try MeterAddress("138000130754")
        var electricity = FrameStream<DLT645Frame>()
        electricity.append([0x00] + DLT645Frame.question(0x0001_0000, to: address).bytes(preambleCount: 4))
        #expect(electricity.next() == .skipped(byteCount: 1, reason: .badStart(at: 0)))
        guard case .frame(let received)? = electricity.next() else {
            Issue.record("no frame")
            return
        }
        #expect(received.frame.address == address)
        var modbus = FrameStream<ModbusFrame>()
        let frame = ModbusFrame(
            carrier: .tcp(transaction: 9), unit: 1, message: .read(function: 3, address: 0, quantity: 2))
        let bytes = try frame.bytes()
        modbus.append(bytes + bytes.prefix(5))
        #expect(modbus.next() == .frame(frame))
        #expect(modbus.next() == nil)
    }
}
