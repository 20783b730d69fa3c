import Decoders
import Testing

@Suite("GB/T 28181")
struct GB28181Tests {
    static let names = [
        "01_register", "02_401", "03_register_auth", "03b_register_bad_digest", "04_200_register", "05_unregister",
        "10_keepalive", "11_catalog_query", "12_catalog_response_1of2", "13_catalog_response_2of2",
        "14_deviceinfo_response", "15_alarm", "16_mobileposition", "17_recordinfo_response", "18_mediastatus_end",
        "20_ptz_left", "30_invite_play_udp", "31_invite_play_tcp-passive", "32_invite_play_tcp-active",
        "33_invite_playback_udp", "40_bye", "41_subscribe_catalog",
    ]

    static func message(_ name: String) throws -> SIPMessage {
        try SIPMessage.decode(SharedData.bytes("twin/gb28181/\(name).sip"))
    }

    static func body(_ name: String) throws -> MANSCDPMessage { try MANSCDPMessage(decoding: message(name).body) }

    @Test(
        "every message vector is read, told and written back", .enabled(if: SharedData.hasTwin, "\(SharedData.note)"),
        arguments: names)
    func vectors(name: String) throws {
        let message = try Self.message(name)
        #expect(try SIPMessage.decode(message.bytes) == message)
        #expect(try message.json().members.count > 5)
        if message["Content-Type"]?.hasSuffix("xml") == true {
            let content = try MANSCDPMessage(decoding: message.body)
            #expect(try MANSCDPMessage(decoding: content.body(.chinese)) == content)
            #expect(try MANSCDPMessage(decoding: content.body(.utf8)) == content)
        }
        if message["Content-Type"]?.hasSuffix("SDP") == true {
            let session = try SDPSession(decoding: message.body)
            #expect(session.bytes == message.body)
        }
    }

    @Test(
        "the digest of the vectors is right, the wrong one is not, and ours is the same",
        .enabled(if: SharedData.hasTwin, "\(SharedData.note)"))
    func digest() throws {
        let expected = try SharedData.json("twin/gb28181/expected.json")
        let password = expected["password"]?.text ?? ""
        let right = try SIPCredentials(Self.message("03_register_auth")["Authorization"] ?? "")
        let wrong = try SIPCredentials(Self.message("03b_register_bad_digest")["Authorization"] ?? "")
        #expect(right.isCorrect(password: password, method: "REGISTER"))
        #expect(!right.isCorrect(password: password + "9", method: "REGISTER"))
        #expect(!right.isCorrect(password: password, method: "MESSAGE"))
        #expect(!wrong.isCorrect(password: password, method: "REGISTER"))
        let challenge = try SIPChallenge(Self.message("02_401")["WWW-Authenticate"] ?? "")
        let ours = SIPCredentials(
            answering: challenge, username: right.username, password: password, method: "REGISTER", uri: right.uri,
            clientNonce: "")
        #expect(ours.response == expected["digest_response"]?.text)
        #expect(try SIPCredentials(ours.text) == ours)
        #expect(try SIPChallenge(challenge.text) == challenge)
    }

    @Test("digests with qop and with SHA-256 equal the examples of RFC 2617 and RFC 7616")
    func digestExamples() throws {
        let old = try SIPCredentials(
            """
            Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", \
            uri="/dir/index.html", qop=auth, nc=00000001, cnonce="0a4f113b", \
            response="6629fae49393a05397450978507c4ef1", opaque="5ccc069c403ebaf9f0171e9517f40e41"
            """)
        #expect(old.isCorrect(password: "Circle Of Life", method: "GET"))
        let new = try SIPCredentials(
            """
            Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=SHA-256, \
            nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, \
            cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, \
            response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
            """)
        #expect(new.isCorrect(password: "Circle of Life", method: "GET"))
        #expect(throws: DecodeError.unknownCode(at: 0)) {
            try SIPChallenge("Digest realm=\"a\",nonce=\"b\",algorithm=MD5-sess")
        }
        #expect(throws: DecodeError.badSyntax(at: 0)) { try SIPChallenge("Basic realm=\"a\"") }
        #expect(throws: DecodeError.missingField(at: 0)) { try SIPCredentials("Digest realm=\"a\"") }
    }

    @Test(
        "a catalogue in two parts is put together once, in any order",
        .enabled(if: SharedData.hasTwin, "\(SharedData.note)"))
    func catalogue() throws {
        let first = try Self.body("12_catalog_response_1of2")
        let second = try Self.body("13_catalog_response_2of2")
        var assembly = GB28181Assembly()
        #expect(try !assembly.add(second))
        #expect(try !assembly.add(second))
        #expect(try assembly.add(first))
        #expect(assembly.items.map { $0["Name"]?.text } == ["地下车库B2𠮷", "3号楼大堂"])
    }

    @Test("an alarm is read with its grade, kind and words", .enabled(if: SharedData.hasTwin, "\(SharedData.note)"))
    func alarm() throws {
        let alarm = try #require(try Self.body("15_alarm").alarm())
        #expect(alarm.priority == 1)
        #expect(alarm.method == 5)
        #expect(alarm.type == 6)
        #expect(alarm.text == "周界入侵")
        #expect(alarm.longitudeDegrees == 120.1212)
        #expect(try Self.body("10_keepalive").alarm() == nil)
    }

    @Test(
        "camera commands have the bytes of the vectors and back", .enabled(if: SharedData.hasTwin, "\(SharedData.note)")
    )
    func cameraVectors() throws {
        let expected = try SharedData.json("twin/gb28181/expected.json")
        func move(
            _ pan: PTZCommand.Pan, _ tilt: PTZCommand.Tilt, _ zoom: PTZCommand.Zoom, _ speeds: (UInt8, UInt8, UInt8)
        ) -> PTZCommand {
            PTZCommand(
                .move(pan: pan, tilt: tilt, zoom: zoom, panSpeed: speeds.0, tiltSpeed: speeds.1, zoomSpeed: speeds.2))
        }
        #expect(move(.left, .still, .still, (128, 0, 0)).text == expected["ptz_left_speed_128"]?.text)
        #expect(PTZCommand.stop.text == expected["ptz_stop"]?.text)
        #expect(move(.still, .up, .still, (0, 128, 0)).text == expected["ptz_up"]?.text)
        #expect(move(.still, .still, .in, (0, 0, 4)).text == expected["ptz_zoom_in"]?.text)
        #expect(try Self.body("20_ptz_left").movement() == move(.left, .still, .still, (128, 0, 0)))
    }

    @Test("every camera command is read as it was written")
    func cameraRoundTrip() throws {
        var actions: [PTZCommand.Action] = [
            .cruise(.add(preset: 3), tour: 1), .cruise(.delete(preset: 0), tour: 1), .cruise(.speed(4_095), tour: 2),
            .cruise(.dwellSeconds(300), tour: 2), .cruise(.start, tour: 2), .scan(.start, group: 1),
            .scan(.setLeft, group: 1), .scan(.setRight, group: 1), .scan(.speed(4_000), group: 1),
            .auxiliary(isOn: true, number: 1), .auxiliary(isOn: false, number: 1),
        ]
        for pan in PTZCommand.Pan.allCases {
            for tilt in PTZCommand.Tilt.allCases {
                for zoom in PTZCommand.Zoom.allCases {
                    actions.append(.move(pan: pan, tilt: tilt, zoom: zoom, panSpeed: 9, tiltSpeed: 255, zoomSpeed: 15))
                }
            }
        }
        for focus in PTZCommand.Focus.allCases {
            for iris in PTZCommand.Iris.allCases {
                actions.append(.lens(focus: focus, iris: iris, focusSpeed: 7, irisSpeed: 8))
            }
        }
        for preset in PTZCommand.PresetAction.allCases { actions.append(.preset(preset, number: 255)) }
        for action in actions {
            for address in [UInt16(1), 0x0ABC] {
                let command = PTZCommand(address: address, action)
                #expect(try PTZCommand(command.text) == command)
            }
        }
        #expect(Set(actions.map { PTZCommand($0).text }).count == actions.count)
    }

    @Test(
        "camera commands with a wrong sum, start, instruction or direction are refused",
        arguments: [
            ("A50F010280000038", DecodeError.badChecksum(at: 7)), ("A40F010280000036", .badStart(at: 0)),
            ("A50E010280000036", .badChecksum(at: 1)), ("A50F010300000000B8", .badLength(at: 9)),
            ("A50F0103000000B8", .badValue(at: 3)), ("A50F01FF000000B4", .unknownCode(at: 3)),
            ("A50F01GG", .badDigit(at: 6)),
        ])
    func cameraRefusals(text: String, error: DecodeError) {
        #expect(throws: error) { try PTZCommand(text) }
    }

    @Test("codes of twenty digits tell area, industry and type")
    func codes() throws {
        let code = try GB28181Code("34020000001320000001")
        #expect(code.area == "34020000")
        #expect(code.type == 132)
        #expect(code.typeName == "networkCamera")
        #expect(code.serial == "000001")
        #expect(throws: DecodeError.badLength(at: 19)) { try GB28181Code("3402000000132000001") }
        #expect(throws: DecodeError.badDigit(at: 3)) { try GB28181Code("340x0000001320000001") }
    }

    @Test("addresses with names, quotes and parameters are read")
    func addresses() throws {
        let full = try SIPAddress(
            "\"A \\\"B\\\" <x>\" <sip:34020000001320000001@3402000000:5060;transport=udp>;tag=8d7f1;lr")
        #expect(full.displayName == "A \"B\" <x>")
        #expect(full.user == "34020000001320000001")
        #expect(full.host == "3402000000:5060")
        #expect(full.parameters == ["tag": "8d7f1", "lr": ""])
        #expect(try SIPAddress(full.text) == full)
        #expect(try SIPAddress("sip:1@h;tag=2").parameters == ["tag": "2"])
        for wrong in ["", "<sip:1@h", "tel:+86", "\"open <sip:1@h>", "<sip:>"] {
            #expect(throws: DecodeError.self) { try SIPAddress(wrong) }
        }
    }

    static let head = "Via: SIP/2.0/UDP h\r\nf: <sip:1@h>\r\nt: <sip:2@h>\r\ni: 1\r\nCSeq: 1 MESSAGE\r\n"

    @Test("compact names, folded lines and bytes behind the body are read as RFC 3261 says")
    func transport() throws {
        let text = "MESSAGE sip:2@h SIP/2.0\r\n\(Self.head)Subject: one\r\n  two\r\nl: 2\r\n\r\nabMORE"
        let message = try SIPMessage.decode(Array(text.utf8))
        #expect(message["from"] == "<sip:1@h>")
        #expect(message["Subject"] == "one two")
        #expect(message.body == Array("ab".utf8))
        var stream = FrameStream<SIPMessage>()
        stream.append("\r\n\r\n".utf8)
        stream.append(text.utf8.dropLast(4))
        stream.append("MESS".utf8)
        #expect(stream.next() == .frame(message))
        #expect(stream.next() == nil)
    }

    @Test("noise in a stream is passed over line by line, and the message behind it is found")
    func noise() throws {
        let text = "MESSAGE sip:2@h SIP/2.0\r\n\(Self.head)l: 2\r\n\r\nab"
        let noise = String(repeating: "x", count: 60_000) + "\r\nINVITE\r\n"
        var stream = FrameStream<SIPMessage>()
        stream.append((noise + text).utf8)
        let reason = stream.next()
        guard case .skipped(let byteCount, _) = reason else {
            Issue.record("noise is no message")
            return
        }
        #expect(byteCount == noise.utf8.count)
        #expect(stream.next() == .frame(try SIPMessage.decode(Array(text.utf8))))
        #expect(SIPMessage.step(in: Array("ab\ncd".utf8)[1...]) == 2)
        #expect(SIPMessage.step(in: Array("abcd".utf8)[...]) == 4)
    }

    @Test(
        "messages without required headers, with wrong lengths or first lines are refused",
        arguments: [
            "MESSAGE sip:2@h SIP/2.0\r\nVia: x\r\n\r\n", "MESSAGE sip:2@h SIP/3.0\r\n\(head)\r\n",
            "MESSAGE\r\n\(head)\r\n",
            "REGISTER sip:2@h SIP/2.0\r\n\(head)\r\n", "MESSAGE sip:2@h SIP/2.0\r\n\(head)Content-Length: 5\r\n\r\nab",
            "MESSAGE sip:2@h SIP/2.0\r\n\(head)Content-Length: -1\r\n\r\n", "SIP/2.0 99 x\r\n\(head)\r\n",
            "MESSAGE sip:2@h SIP/2.0\r\n\(head)no colon\r\n\r\n", "MESSAGE sip:2@h SIP/2.0\r\n\(head)", "",
            "MESSAGE sip:2@h SIP/2.0\r\n\(head)l: 1\r\nContent-Length: 2\r\n\r\nab",
            "MESSAGE sip:2@h SIP/2.0\r\n\(head)X: \(String(repeating: "x", count: 8_192))\r\n\r\n",
        ])
    func messageRefusals(text: String) {
        #expect(throws: DecodeError.self) { try SIPMessage.decode(Array(text.utf8)) }
    }

    @Test(
        "XML that could expand, reach outside or overflow is refused",
        arguments: [
            "<!DOCTYPE a [<!ENTITY b \"c\">]><Notify/>", "<Notify>&b;</Notify>", "<Notify><a></Notify>", "<Notify>",
            "<Notify a=\"1\" a=\"2\"/>", "<Notify a=1/>", "<?php ?><Notify/>", "<Notify/><Notify/>",
            "<Notify>\u{1}</Notify>",
            "<Notify>&#0;</Notify>", "<Notify>&#xD800;</Notify>", "plain", "<Notify><?pi ?></Notify>",
            "<Notify a='<'/>",
            String(repeating: "<a>", count: 17) + String(repeating: "</a>", count: 17),
            "<Notify><CmdType>Keepalive</CmdType><SN>x</SN><DeviceID>1</DeviceID></Notify>",
            "<Notify><CmdType>Keepalive</CmdType><DeviceID>1</DeviceID></Notify>", "<Other/>",
        ])
    func xmlRefusals(xml: String) {
        #expect(throws: DecodeError.self) { try MANSCDPMessage(decoding: Array(xml.utf8)) }
    }

    @Test("XML is read in the encoding that is meant, with references, CDATA and comments")
    func xml() throws {
        let inner =
            "<CmdType>Catalog</CmdType><SN>1</SN><DeviceID>2</DeviceID><!-- x -->"
            + "<Name>三&#21495;<![CDATA[<楼>]]>&amp;</Name>"
        for declaration in [
            "<?xml version=\"1.0\" encoding=\"GB2312\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "",
        ] {
            let text = "\r\n\(declaration)<Query a='1'>\(inner)</Query>"
            #expect(try MANSCDPMessage(decoding: GB18030.bytes(text))["Name"]?.text == "三号<楼>&")
        }
        let utf8 = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Query>\(inner)</Query>".utf8)
        #expect(try MANSCDPMessage(decoding: utf8)["Name"]?.text == "三号<楼>&")
    }

    @Test(
        "sessions with wrong lines are refused",
        arguments: [
            "v=1", "x", "v=0\r\nv=0", "v=0\r\nm=video 70000 RTP/AVP 96", "v=0\r\nm=video 1 UDP 96", "v=0\r\nt=0",
            "v=0\r\ny=12", "v=0",
            "v=0\r\no=1 0 0 IN IP4 h\r\ns=Play\r\nc=IN IP4 h\r\nt=0 0", "v=0\r\nm=video 1 RTP/AVP 128",
            "v=0\r\na=rtpmap:96",
        ])
    func sessionRefusals(text: String) {
        #expect(throws: DecodeError.self) { try SDPSession(decoding: Array(text.utf8)) }
    }
}
