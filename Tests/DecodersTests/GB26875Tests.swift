import Decoders
import Testing

@Suite("GB/T 26875.3")
struct GB26875Tests {
    static let time = GB26875Time(yearSince2000: 26, month: 3, day: 1, hour: 8, minute: 30, second: 15)
    static let system = GB26875System(kind: 1, address: 3)
    static let component = GB26875Component(system: system, kind: 42, zone: 1, position: 7)

    /// One object of every type flag.
    static let objects: [(type: UInt8, object: GB26875Object)] = [
        (1, .systemState(system, state: 0x0902, at: time)),
        (2, .componentState(component, state: 2, text: GB26875Text.field("3号楼大堂"), at: time)),
        (3, .analogue(component, quantity: 3, steps: -125, at: time)),
        (4, .systemOperation(system, flags: 0x21, operatorNumber: 9, at: time)),
        (5, .systemVersion(system, major: 2, minor: 1)),
        (6, .systemConfiguration(system, text: GB18030.bytes("三层"))),
        (7, .componentConfiguration(component, text: GB26875Text.field("大堂"))),
        (8, .systemClock(system, at: time)), (21, .deviceState(0x08, at: time)),
        (24, .deviceOperation(flags: 0x20, operatorNumber: 1, at: time)), (25, .deviceVersion(major: 1, minor: 0)),
        (26, .deviceConfiguration(text: GB18030.bytes("装置"))), (28, .deviceClock(time)),
        (61, .systemQuestion(system)), (62, .componentQuestion(component)), (63, .componentQuestion(component)),
        (64, .systemOperationQuestion(system, count: 102, since: time)), (65, .systemQuestion(system)),
        (66, .systemQuestion(system)), (67, .componentQuestion(component)), (68, .systemQuestion(system)),
        (81, .deviceQuestion(reserved: 0)), (84, .deviceOperationQuestion(count: 5, since: time)),
        (85, .deviceQuestion(reserved: 0)), (86, .deviceQuestion(reserved: 0)), (88, .deviceQuestion(reserved: 0)),
        (89, .deviceQuestion(reserved: 0)), (90, .deviceClock(time)), (91, .dutyCheck(timeoutMinutes: 10)),
    ]

    static func frame(_ body: [UInt8], command: UInt8 = 2, serial: UInt16 = 7) -> GB26875Frame {
        GB26875Frame(serial: serial, time: time, source: 889, destination: 88_888, commandCode: command, body: body)
    }

    @Test(
        "every public frame reads as its reference, in values and in order",
        .enabled(if: SharedData.hasTwin, "\(SharedData.note)"))
    func publicFrames() throws {
        let frames = try #require(try SharedData.json("twin/gb26875/frames.json").elements)
        #expect(frames.count == 32)
        var wrong = 0
        for entry in frames {
            let bytes = try Hexadecimal.bytes(entry["hex"]?.text ?? "")
            let received = try GB26875Frame.decode(bytes)
            #expect(try received.json().description == entry["decoded"]?.description, "\(entry["name"]?.text ?? "")")
            if received.fault == nil { #expect(received.frame.bytes == bytes) } else { wrong += 1 }
            #expect(try received.frame.unit().bytes() == received.frame.body)
        }
        #expect(wrong == 2)
    }

    @Test(
        "every type flag is written and read back, alone and as often as the standard allows",
        arguments: objects.indices)
    func everyType(index: Int) throws {
        let (type, object) = Self.objects[index]
        let most = try #require(GB26875Unit.countMax(type: type))
        for count in [1, most] {
            let unit = GB26875Unit.objects(type: type, Array(repeating: object, count: count))
            let bytes = Self.frame(try unit.bytes()).bytes
            #expect(bytes.count <= 1_054)
            let received = try GB26875Frame.decode(bytes)
            #expect(received.fault == nil)
            #expect(try received.frame.unit() == unit)
            #expect(received.frame.bytes == bytes)
        }
        let over = GB26875Unit.objects(type: type, Array(repeating: object, count: most + 1))
        #expect(throws: DecodeError.self) { try over.bytes() }
    }

    @Test("the largest units have the sizes of the standard: 22 components 1,044 bytes, 63 values 1,040")
    func largest() throws {
        func size(_ type: UInt8) throws -> Int {
            let object = try #require(Self.objects.first { $0.type == type }?.object)
            let count = try #require(GB26875Unit.countMax(type: type))
            return Self.frame(try GB26875Unit.objects(type: type, Array(repeating: object, count: count)).bytes()).bytes
                .count
        }
        #expect(try size(1) == 1_052)
        #expect(try size(2) == 1_044)
        #expect(try size(3) == 1_040)
    }

    @Test("every state and operation bit has its own name")
    func bitNames() {
        for bit in 0..<14 { #expect(GB26875Names.systemStates(1 << bit).count == 1) }
        for bit in 0..<9 { #expect(GB26875Names.componentStates(1 << bit).count == 1) }
        for bit in 0..<7 {
            #expect(GB26875Names.deviceStates(1 << bit).count == 1)
            #expect(GB26875Names.systemOperations(1 << bit).count == 1)
            #expect(GB26875Names.deviceOperations(1 << bit).count == 1)
        }
        #expect(GB26875Names.systemStates(0xFFFF).count == 14)
        #expect(GB26875Names.systemStates(0xC000).isEmpty)
        #expect(GB26875Names.deviceOperations(0x20) == ["dutyAnswer"])
        #expect(GB26875Names.systemOperations(0x20) == ["confirm"])
    }

    @Test("a reply repeats the number, exchanges the addresses and carries no data")
    func reply() throws {
        let asked = Self.frame([21, 1, 8] + Self.time.bytes)
        let answer = asked.reply(.refuse, at: Self.time)
        let received = try GB26875Frame.decode(answer.bytes)
        #expect(received.frame.serial == 7)
        #expect(received.frame.source == 88_888)
        #expect(received.frame.destination == 889)
        #expect(received.frame.command == .refuse)
        #expect(answer.bytes.count == 30)
    }

    @Test(
        "reserved commands are faults with a header for the refusal; users' commands are not",
        arguments: [UInt8(0), 7, 127])
    func reservedCommand(code: UInt8) throws {
        #expect(try GB26875Frame.decode(Self.frame([], command: code).bytes).fault == .unknownCode(at: 26))
        #expect(try GB26875Frame.decode(Self.frame([], command: 128 + code).bytes).fault == nil)
    }

    @Test("wrong marks, lengths, checksums and counts are refused with their place")
    func refusals() throws {
        let good = Self.frame([21, 1, 8] + Self.time.bytes).bytes
        func changed(_ index: Int, _ byte: UInt8) -> [UInt8] {
            var copy = good
            copy[index] = byte
            return copy
        }
        #expect(throws: DecodeError.badStart(at: 0)) { try GB26875Frame.decode(changed(1, 0x41)) }
        #expect(throws: DecodeError.badEnd(at: good.count - 2)) {
            try GB26875Frame.decode(changed(good.count - 1, 0x24))
        }
        #expect(throws: DecodeError.badLength(at: 24)) { try GB26875Frame.decode(changed(25, 0x05)) }
        #expect(throws: DecodeError.truncated(at: good.count)) { try GB26875Frame.decode(changed(24, 200)) }
        #expect(throws: DecodeError.truncated(at: good.count - 1)) { try GB26875Frame.decode(good.dropLast()) }
        #expect(throws: DecodeError.trailingBytes(at: good.count)) { try GB26875Frame.decode(good + [0]) }
        #expect(try GB26875Frame.decode(changed(2, 9)).fault == .badChecksum(at: good.count - 3))
        #expect(throws: DecodeError.badValue(at: 1)) { try GB26875Unit.decode([21, 0]) }
        #expect(throws: DecodeError.badValue(at: 1)) {
            try GB26875Unit.decode([21, 2] + [UInt8](repeating: 1, count: 14))
        }
        #expect(throws: DecodeError.truncated(at: 6)) { try GB26875Unit.decode([21, 1, 8, 1, 1, 1]) }
        #expect(throws: DecodeError.trailingBytes(at: 4)) { try GB26875Unit.decode([25, 1, 1, 2, 3]) }
    }

    @Test("fire without the bit for normal operation is still fire")
    func bitZero() throws {
        let unit = GB26875Unit.objects(type: 1, [.systemState(Self.system, state: 2, at: Self.time)])
        #expect(unit.json["objects"]?.elements?.first?["state"] == .array(["fire"]))
    }

    @Test("text cut in the middle of a character loses that character only")
    func cutText() {
        let whole = GB18030.bytes("消防控制室一号报警控制器大堂区")
        let field = Array(whole.prefix(29)) + [0x20, 0x20]
        #expect(GB26875Text.string(Array(whole.prefix(29))) == "消防控制室一号报警控制器大堂")
        #expect(GB26875Text.string(field).hasPrefix("消防控制室一号报警控制器大堂"))
        #expect(GB26875Text.field("消防控制室一号报警控制器大堂区域东").count == 31)
        #expect(GB26875Text.string(GB26875Text.field("消防控制室一号报警控制器大堂区域东")) == "消防控制室一号报警控制器大堂区")
        #expect(GB26875Text.string([0x20, 0x20, 0x41, 0x20, 0x00, 0x42]) == "A")
    }

    @Test("clocks of the field are kept and told apart")
    func clocks() {
        #expect(Self.time.description == "2026-03-01 08:30:15")
        #expect(Self.time.secondsSince2000 == 825_669_015)
        let packed = GB26875Time(yearSince2000: 0x26, month: 0x12, day: 0x31, hour: 0x23, minute: 0x59, second: 0x58)
        #expect(!packed.isSound)
        #expect(packed.readAsPackedDecimals?.description == "2026-12-31 23:59:58")
        var late = Self.time
        late.day = 3
        #expect(late.isFar(from: Self.time))
        #expect(!Self.time.isFar(from: Self.time))
        #expect(GB26875Time(yearSince2000: 23, month: 2, day: 29, hour: 0, minute: 0, second: 0).isSound == false)
        #expect(GB26875Time(yearSince2000: 24, month: 2, day: 29, hour: 0, minute: 0, second: 0).isSound)
    }

    @Test("frames of the FSCN8001 dialect are read with either check and answered")
    func dialect() throws {
        for check in [FSCN8001Frame.Check.sum, .exclusiveOr] {
            let frame = FSCN8001Frame(
                command: 0x10, time: Self.time, identity: Array("ABCDEF123456".utf8), data: [1, 2, 3], check: check)
            #expect(try FSCN8001Frame(decoding: frame.bytes) == frame)
            #expect(frame.reply(at: Self.time).command == 0x90)
            var wrong = frame.bytes
            wrong[25] ^= 0x11
            #expect(throws: DecodeError.badChecksum(at: 27)) { try FSCN8001Frame(decoding: wrong) }
        }
    }
}
