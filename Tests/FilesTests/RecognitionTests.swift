import Testing

@testable import Files

@Suite("Files: what a content is")
struct RecognitionTests {
    private func recognised(_ bytes: [UInt8]) -> FileType? {
        try? FileType.recognise(FileBytes(bytes))
    }

    private func box(_ kind: String, _ content: [UInt8] = []) -> [UInt8] {
        [0, 0, 0, UInt8(8 + content.count)] + Array(kind.utf8) + content
    }

    @Test("a small picture is recognised, whatever its name would be")
    func picture() {
        #expect(recognised(Sample.png) == .png)
    }

    @Test("every cut of a picture is refused, none ends the process", arguments: 0..<Sample.png.count)
    func cut(length: Int) {
        #expect(recognised(Array(Sample.png[..<length])) == nil)
    }

    @Test("what follows the end of a picture makes it another thing")
    func behind() {
        #expect(recognised(Sample.png + [0]) == nil)
        #expect(recognised(Sample.png + Sample.zip) == nil)
    }

    @Test("an archive, a page and a document inside one content are refused, whichever comes first")
    func twofold() {
        let document = Array("%PDF-1.4\n1 0 obj\n%%EOF\n".utf8)
        #expect(recognised(document) == .pdf)
        #expect(recognised(document + Sample.zip) == nil)
        #expect(recognised(Array("x %PDF-1.4".utf8)) == nil)
        #expect(recognised(Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8)) == nil)
        #expect(recognised(Array("hello <SCRIPT>alert(1)</SCRIPT>".utf8)) == nil)
        #expect(recognised(Array("#!/bin/sh\n".utf8)) == nil)
        #expect(recognised(Array("GIF89a".utf8) + [0, 1]) == nil)
        #expect(recognised([0x4D, 0x5A, 0x90, 0]) == nil)
        #expect(recognised(Array("PK\u{3}\u{4}".utf8)) == nil)
    }

    @Test("a text is UTF-8 without control characters, also where a character lies across two pieces")
    func text() {
        #expect(recognised(Array("四楼灯不亮\n".utf8)) == .text)
        #expect(recognised(Array((String(repeating: "a", count: 65_535) + "灯").utf8)) == .text)
        #expect(recognised([0xB5, 0xC6, 0xB2, 0xBB]) == nil)
        #expect(recognised(Array("a\u{0}b".utf8)) == nil)
        #expect(recognised([0xE7, 0x81]) == nil)
    }

    @Test("an ISO container is a picture, a sound or nothing; moving pictures are nothing")
    func container() {
        let head = box("ftyp", Array("heic".utf8) + [0, 0, 0, 0] + Array("mif1heic".utf8))
        #expect(recognised(head + box("meta")) == .heic)
        #expect(recognised(head + box("meta") + [0]) == nil)
        let sound = box("ftyp", Array("M4A ".utf8) + [0, 0, 0, 0])
        #expect(recognised(sound + box("moov", Array("hdlrsoun".utf8))) == .m4a)
        #expect(recognised(sound + box("moov", Array("hdlrsounhdlrvide".utf8))) == nil)
        #expect(recognised(sound) == nil)
    }

    @Test("a sound in Ogg is recognised by its pages, up to the last")
    func ogg() {
        let page = Array("OggS".utf8) + [0, 2] + [UInt8](repeating: 0, count: 20) + [1, 8] + Array("OpusHead".utf8)
        #expect(recognised(page) == .ogg)
        #expect(recognised(page + [1]) == nil)
        let film =
            Array("OggS".utf8) + [0, 2] + [UInt8](repeating: 0, count: 20) + [1, 8]
            + Array("\u{80}theora".utf8.prefix(8))
        #expect(recognised(film) == nil)
    }

    @Test("nothing is no file")
    func empty() {
        #expect(throws: FileError.empty) { try FileType.recognise(FileBytes([])) }
    }
}
