import IFC
import Testing

@Suite("STEP files")
struct STEPTests {
    private func values(_ text: String) throws -> [STEPValue]? {
        try STEPFile(Sample.file("#100=IFCANY(\(text));")).arguments(of: 100)
    }

    @Test("every form of value is read")
    func forms() throws {
        let read = try values("$,*,1,-2.5E-3,'a',.T.,\"0AF\",#7,(1,(2.,#3)),IFCLABEL('x'),()")
        #expect(
            read == [
                .null, .derived, .integer(1), .real(-0.0025), .string("a"), .enumeration("T"), .binary("0AF"),
                .reference(7), .list([.integer(1), .list([.real(2), .reference(3)])]), .typed("IFCLABEL", .string("x")),
                .list([]),
            ])
    }

    @Test(
        "numbers keep every digit",
        arguments: [
            ("1.", 1.0), ("-1.E-05", -1e-5), ("3.100000000000378", 3.100000000000378), ("1.E+300", 1e300),
            ("0.1234567890123456789", 0.1234567890123456789), ("6.1232340E-17", 6.123234e-17),
            ("1.7976931348623157E308", 1.7976931348623157e308),
        ])
    func numbers(_ text: String, _ number: Double) throws {
        #expect(try values(text) == [.real(number)])
    }

    @Test(
        "every encoding of text is read",
        arguments: [
            ("''", ""), ("'it''s'", "it's"), ("'\\X2\\6D4B8BD5\\X0\\'", "测试"), ("'\\X4\\0001F3E0\\X0\\!'", "🏠!"),
            ("'\\X\\E9t\\X\\E9'", "été"), ("'\\S\\i'", "é"), ("'\\PE\\\\S\\P'", "а"), ("'a\\\\b'", "a\\b"),
            ("'里坊'", "里坊"), ("'\\X2\\D83CDFE0\\X0\\'", "🏠"),
        ])
    func text(_ source: String, _ expected: String) throws {
        #expect(try values(source) == [.string(expected)])
    }

    @Test("bytes that are not UTF-8 are Latin letters")
    func latin() throws {
        var bytes = Sample.file("#100=IFCANY('M?ller');")
        let place = try #require(bytes.lastIndex(of: UInt8(ascii: "?")))
        bytes[place] = 0xFC
        #expect(try STEPFile(bytes).arguments(of: 100) == [.string("Müller")])
    }

    @Test("records may span lines, carry comments and refer forward")
    func layout() throws {
        let file = try STEPFile(Sample.file("#101 /* ; ' */ = IFCANY\n ( #102 ,\r\n 'a;b' ) ; #102=IFCB();"))
        #expect(file.arguments(of: 101) == [.reference(102), .string("a;b")])
        #expect(file.entity(of: 102) == "IFCB")
        #expect(file.problems.isEmpty)
        #expect(file.check().isEmpty)
    }

    @Test("numbers out of order are found, and of two equal ones the last counts")
    func order() throws {
        let file = try STEPFile(Sample.file("#300=IFCA(1);\n#200=IFCB(2);\n#300=IFCC(3);"))
        #expect(file.entity(of: 200) == "IFCB")
        #expect(file.entity(of: 300) == "IFCC")
        #expect(file.problems.map(\.reason) == [.duplicateInstance])
    }

    @Test(
        "damage is named by line and reason",
        arguments: [
            ("#100=IFCA('x);", STEPProblem.Reason.unfinishedString), ("#100=IFCA((1);", .unfinishedRecord),
            ("#x=IFCA();", .malformedRecord), ("#100 IFCA();", .malformedRecord), ("rubbish;", .malformedRecord),
        ])
    func damage(_ record: String, _ reason: STEPProblem.Reason) throws {
        let file = try STEPFile(Array((Sample.header + "#1=IFCA();\n" + record + "\n#2=IFCB();" + Sample.footer).utf8))
        #expect(file.problems.contains { $0.reason == reason && $0.line == 9 })
        #expect(file.entity(of: 1) == "IFCA")
    }

    @Test("a value that cannot be read is named by line", arguments: ["1..2", "#", ".A", "IFCLABEL(1,", "+"])
    func brokenValues(_ value: String) throws {
        let file = try STEPFile(Array((Sample.header + "#1=IFCA();\n#2=IFCB(\(value));" + Sample.footer).utf8))
        #expect((file.problems + file.check()).contains { $0.line == 9 })
    }

    @Test("a cut file is reported and what stands before the cut is kept")
    func cut() throws {
        let whole = Sample.body(101, Sample.box)
        let file = try STEPFile(Array(whole[..<(whole.count - 40)]))
        #expect(file.problems.contains { $0.reason == .unfinishedFile })
        #expect(file.entity(of: 1) == "IFCPROJECT")
    }

    @Test("what is no STEP file is refused")
    func refused() {
        #expect(throws: IFCError.self) { try STEPFile(Array("hello".utf8)) }
        #expect(throws: IFCError.self) { try STEPFile([]) }
        #expect(throws: IFCError.damagedArchive) { try IFCModel([0x50, 0x4B, 0x03, 0x04, 0, 0]) }
    }

    @Test("lists nested without end are refused, not followed")
    func nesting() throws {
        let deep = String(repeating: "(", count: 100_000) + String(repeating: ")", count: 100_000)
        let file = try STEPFile(Sample.file("#100=IFCA(\(deep));"))
        #expect(file.arguments(of: 100) == nil)
        #expect(file.check().contains { $0.reason == .nestedTooDeep })
    }

    @Test("a reader that is cancelled stops")
    func cancelled() {
        let many = (100..<70_000).map { "#\($0)=IFCA();" }.joined(separator: "\n")
        #expect(throws: IFCError.cancelled) { try STEPFile(Sample.file(many), isCancelled: { true }) }
    }
}
