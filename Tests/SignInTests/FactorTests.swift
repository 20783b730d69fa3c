import Testing
import Vocabulary

@testable import SignIn

@Suite("SignIn: second factor and passwords, without a store")
struct FactorTests {
    @Test(
        "the vectors of RFC 6238, appendix B, for SHA-1",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func vectors(_ seconds: Int64, _ code: String) {
        let step = TOTP.step(at: Instant(millisecondsSince1970: seconds * 1_000))
        #expect(TOTP.code(Array("12345678901234567890".utf8), step: step, digits: 8) == code)
    }

    @Test("one step to each side is taken, two are not, and a used one never again")
    func window() {
        let secret = [UInt8](repeating: 3, count: 20)
        let now = Instant(millisecondsSince1970: 1_790_000_000_000)
        let present = TOTP.step(at: now)
        for aside in Int64(-3)...3 {
            let found = TOTP.step(of: TOTP.code(secret, step: present + aside), for: secret, at: now, after: -1)
            #expect(found == (abs(aside) <= 1 ? present + aside : nil), "\(aside)")
        }
        let code = TOTP.code(secret, step: present)
        #expect(TOTP.step(of: code, for: secret, at: now, after: present) == nil)
        for wrong in ["", "12345", "1234567", "abcdef", "００００００"] {
            #expect(TOTP.step(of: wrong, for: secret, at: now, after: -1) == nil)
        }
    }

    @Test("letters of a secret are read back, and nothing else is")
    func letters() {
        for count in 1...20 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
            #expect(TOTP.bytes(ofBase32: TOTP.base32(bytes)) == bytes)
        }
        #expect(TOTP.base32(Array("foobar".utf8)) == "MZXW6YTBOI")
        for wrong in ["a", "MZXW6YT1", "MZ=", "７"] { #expect(TOTP.bytes(ofBase32: wrong) == nil) }
    }

    @Test("S-01: a password becomes argon2id with the parameters of the source, each time with another salt")
    func argon() throws {
        let one = try PasswordHash(hashing: Array("a".utf8), salt: Array(repeating: 1, count: 16))
        let other = try PasswordHash(hashing: Array("a".utf8), salt: Array(repeating: 2, count: 16))
        #expect(one.phc.hasPrefix("$argon2id$v=19$m=47104,t=1,p=1$"))
        #expect(one != other)
        #expect(one.isOf(Array("a".utf8)))
        #expect(!one.isOf(Array("b".utf8)))
        #expect(!one.isOutdated)
        #expect(PasswordHash(phc: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA").isOutdated)
        #expect(!PasswordHash(phc: "no hash").isOf(Array("a".utf8)))
        #expect(!PasswordHash.nobody.isOf([]))
    }

    @Test("S-02: eight characters of any kind are enough, 64 and more are taken, the commonest are not")
    func rules() {
        #expect(Password.fault(in: "七个字不够用啊") == .short)
        #expect(Password.fault(in: "八个字就够用了呀") == nil)
        #expect(Password.fault(in: "correct horse battery staple") == nil)
        #expect(Password.fault(in: String(repeating: "长 a", count: 40)) == nil)
        #expect(Password.fault(in: "👩‍👩‍👧‍👦\u{0}\"' ;--é\t") == nil)
        #expect(Password.fault(in: String(repeating: "a", count: 257)) == .long)
        for common in [
            "password", "12345678", "123456789", "qwertyuiop", "PASSWORD", "Password", "iloveyou", "11111111",
            "1qaz2wsx", "baseball", "trustno1",
        ] {
            #expect(Password.fault(in: common) == .common, "\(common)")
        }
        #expect(Password.fault(in: "Lifang-2026-xx") == .context)
        #expect(Password.fault(in: "my shenmin key", context: ["shenmin"]) == .context)
        #expect(Password.fault(in: "x13800001234", context: ["13800001234"]) == .context)
    }

    @Test("one spelling for letters that look alike")
    func composed() {
        #expect(Password.normalised("e\u{301}") == Password.normalised("\u{e9}"))
    }

    @Test("a device is named by a closed list, never by what it says")
    func devices() {
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0 Safari/604.1"
        #expect(Device.word(for: phone) == "wechat.iphone")
        #expect(Device.word(for: "<script>") == "other.other")
        #expect(Device.word(for: nil) == "other.other")
    }

    @Test("attempts of one household at IPv6 count together")
    func addresses() {
        let one = Comer(address: "2001:db8:1:2:3:4:5:6", userAgent: nil, known: nil)
        let other = Comer(address: "2001:db8:1:2:9::1", userAgent: nil, known: nil)
        #expect(one.address == other.address)
        #expect(Comer(address: "192.0.2.1", userAgent: nil, known: nil).address == "192.0.2.1")
    }

    @Test("the pool hashes no more at once than half the cores, and turns away whoever finds the queue full")
    func pool() async throws {
        let pool = HashingPool(cores: 4)
        #expect(pool.width == 2)
        #expect(HashingPool(cores: 1).width == 1)
        let gauge = Gauge()
        let refused = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<150 {
                group.addTask {
                    do {
                        try await pool.run { gauge.pass() }
                        return false
                    } catch {
                        return error as? SignInError == .busy(seconds: 5)
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(gauge.most <= 2)
        #expect(gauge.passed + refused == 150)
        #expect(refused <= 150 - HashingPool.queueMax)
    }
}
