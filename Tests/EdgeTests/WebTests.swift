import HTTPTypes
import Store
import Testing
import Vocabulary

@testable import Web

@Suite("What the edges share")
struct WebTests {
    @Test("forms are decoded, and broken ones refused")
    func fields() {
        let fields = Fields(urlEncoded: Array("a=1+2&b=%E7%81%AF&c&a=3".utf8))
        #expect(fields?["a"] == "1 2")
        #expect(fields?["b"] == "灯")
        #expect(fields?["c"] == "")
        for broken in ["a=%", "a=%2", "a=%zz", "a=%ff", String(repeating: "a=1&", count: 1_001)] {
            #expect(Fields(urlEncoded: Array(broken.utf8)) == nil, "\(broken.prefix(8))")
        }
    }

    @Test("a change that another site asked for is refused")
    func crossSite() {
        func isRefused(_ headers: HTTPFields) -> Bool {
            (try? Doorway.refuseOtherSites(headers, host: "lifang.example")) == nil
        }
        let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
        #expect(!isRefused([:]))
        #expect(!isRefused([fetchSite: "same-origin"]))
        #expect(!isRefused([fetchSite: "none"]))
        #expect(isRefused([fetchSite: "same-site"]))
        #expect(isRefused([fetchSite: "cross-site"]))
        #expect(!isRefused([.origin: "https://lifang.example"]))
        #expect(isRefused([.origin: "https://evil.example"]))
        #expect(isRefused([.origin: "null"]))
    }

    @Test("a visitor is read from cookies; what is not understood is passed over")
    func visitor() {
        let visitor = Visitor(headers: [
            .cookie: "x=1; lf_identity=shen; lf_language=en; lf_mode=elder; lf_theme=dark; lf_community=none"
        ])
        #expect(visitor == Visitor(identity: "shen", language: .en, isElder: true, theme: "dark", community: nil))
        #expect(Visitor(headers: [.acceptLanguage: "fr, en;q=0.8"]).language == .en)
        #expect(Visitor(headers: [.acceptLanguage: "zh-CN,zh;q=0.9"]).language == .zhHans)
        #expect(Visitor(headers: [:]).language == .zhHans)
    }

    @Test("every problem and every reason has a sentence in both languages")
    func sentences() {
        for language in Language.allCases {
            for code in Problem.Code.allCases {
                let sentence = Problem(code).sentence(language)
                #expect(!sentence.hasPrefix("problem."), "\(code)")
            }
            for reason in Problem.Field.Reason.allCases {
                let sentence = Problem.Field("x", reason, limit: "5").sentence(language)
                #expect(!sentence.hasPrefix("field.") && !sentence.contains("{"), "\(reason)")
            }
        }
    }

    @Test(
        "a full disk, a lost connection and a conflict are told as what they are",
        arguments: [
            (StoreError.Code.diskFull, 507), (.connectionLost, 503), (.timeLimit, 503), (.conflict, 503),
            (.corrupt, 500),
        ])
    func storeErrors(_ code: StoreError.Code, _ status: Int) {
        #expect(Problem(StoreError(code, "x")).status.code == status)
    }

    @Test("JSON survives writing and reading, and keeps the order of members")
    func json() {
        let value = JSON.object(
            ("b", .text("灯\"\\\n\u{1}")), ("a", .array([.null, .flag(true), .integer(-7), .number(1.5)])))
        let read = JSON(reading: value.bytes)
        #expect(read?["b"] == value["b"])
        #expect(read?["a"] == value["a"])
        #expect(String(decoding: value.bytes, as: UTF8.self).hasPrefix(#"{"b":"灯\"\\\n\u0001","a""#))
        #expect(JSON(reading: Array("{".utf8)) == nil)
        #expect(JSON(reading: Array(String(repeating: "[", count: 100_000).utf8)) == nil)
    }

    @Test("requests are counted by address, never by what stands in it")
    func counters() {
        let counters = RequestCounters()
        counters.count("/matters/{id}", "GET", 200, .milliseconds(3))
        counters.count("/matters/{id}", "GET", 200, .milliseconds(30))
        let text = counters.openMetrics()
        #expect(text.contains(#"lifang_requests_total{path="/matters/{id}",method="GET",status="200"} 2"#))
        #expect(text.contains(#"lifang_request_seconds_bucket{le="0.005"} 1"#))
        #expect(text.contains("lifang_request_seconds_count 2"))
    }
}
