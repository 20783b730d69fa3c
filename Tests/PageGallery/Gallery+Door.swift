import HTML
import Pages
import QRCodes
import SignIn
import Vocabulary

extension Gallery {
    /// Signing in, first use, sessions, keys of programs, accounts.
    static let door: [Exhibit] = [
        guest("sign-in", Address.signIn) { _ in
            var page = DoorPage.phone(return: Address.home)
            page.ways = [way]
            return page
        },
        guest("sign-in-wrong", Address.signIn) { _ in
            var page = DoorPage.phone(return: Address.home)
            page.faults = [DoorPage.Fault(field: "phone", phrase: .doorPhone)]
            return page
        },
        guest("sign-in-code", Address.signIn) { _ in
            .code(
                DoorPage.Sent(phone: "+8613800001234", masked: "138****1234", shownCode: "204816"),
                return: Address.home)
        },
        guest("sign-in-staff", Address.staffSignIn) { _ in
            var page = DoorPage.staff(return: Address.home, name: "shenmin")
            page.ways = [way]
            page.faults = [
                DoorPage.Fault(field: nil, phrase: .providerDown, values: [("provider", "浙里办")])
            ]
            return page
        },
        guest("sign-in-factor", Address.secondFactor) { _ in .factor(return: Address.home) },
        guest("sign-in-enrol", Address.secondFactor) { frame in
            let picture = try? QRCode(TOTP.address(secret, house: "Lifang")).drawing("QR")
            return .setUp(TOTP.base32(secret), picture: picture, return: Address.home)
        },
        guest("sign-in-recovery", Address.secondFactorSetUp) { _ in
            .recovery((1...10).map { "AAAA\($0 % 10)-BBBB\($0 % 10)" }, next: Address.home)
        },
        guest("sign-in-invitation", Address.invited) { _ in .invited() },
        guest("start", Address.start) { _ in .start(hasPlaces: false) },
        guest("start-over", Address.start) { _ in .startOver() },
        guest("start-manager", Address.startManager) { _ in .manager() },
        guest("start-manager-invited", Address.startManager) { _ in .managerInvited("ABCD-EFGH-2345-6767") },
        guest("connect", Address.connect) { frame in
            .connect(frame.language == .en ? "Zheliban" : "浙里办", doors: [.residents, .staff], isGuest: true)
        },
        member("connect-ask", Address.connect) { frame in
            .connect(frame.language == .en ? "Zheliban" : "浙里办", doors: [.residents], isGuest: false)
        },
        member("proof", Address.proof) { _ in
            .proof(.phone(masked: "138****1234"), isSent: false, shownCode: nil, return: Address.me)
        },
        member("proof-factor", Address.proof) { _ in
            .proof(.secondFactor, isSent: false, shownCode: nil, return: Address.me)
        },
        member("password", Address.password) { _ in .password() },
        Exhibit(name: "sessions", path: Address.sessions, reader: Cast.lin) { sessions.view(in: $0) },
        Exhibit(name: "program-keys", path: Address.programKeys, reader: Cast.shen) { keys.view(in: $0) },
        Exhibit(name: "accounts", path: Address.accounts, reader: Cast.shen) { accounts.view(in: $0) },
    ]

    private static let secret = (0..<20).map { UInt8($0 * 11) }
    private static let way = DoorPage.Way(
        link: Address.signIn(with: "zlb").query("door", "residents"), name: Cast.text("浙里办", "Zheliban"))

    private static func guest(
        _ name: String, _ path: Link, _ page: @escaping @Sendable (Frame) -> DoorPage
    ) -> Exhibit {
        Exhibit(name: name, path: path, reader: nil) { frame in
            var frame = frame
            frame.isGuest = true
            return page(frame).view(in: frame)
        }
    }

    private static func member(
        _ name: String, _ path: Link, _ page: @escaping @Sendable (Frame) -> DoorPage
    ) -> Exhibit {
        Exhibit(name: name, path: path, reader: Cast.lin) { page($0).view(in: $0) }
    }

    private static let sessions = SessionsPage(
        sessions: [
            SessionsPage.Row(id: "s1", device: "WeChat 微信 · Android", seen: Cast.now, isThis: true),
            SessionsPage.Row(id: "s2", device: "Chrome · Windows", seen: Cast.minutes(-3_000), isThis: false),
        ],
        connections: [
            SessionsPage.Connection(
                code: "zlb", name: Cast.text("浙里办", "Zheliban"), made: Cast.minutes(-9_000))
        ])

    private static let keys = KeysPage(
        keys: [
            KeysPage.Row(
                id: "k1", label: "门禁系统", owner: Cast.text("桂枝物业", "Guizhi Property"), place: Cast.compound.name,
                scopes: [.read, .report], ends: Cast.minutes(90 * 1_440), used: Cast.minutes(-20), isAlive: true),
            KeysPage.Row(
                id: "k2", label: "旧系统", owner: nil, place: Cast.community.name, scopes: [.read],
                ends: Cast.minutes(-1_440), used: nil, isAlive: false),
        ],
        places: [KeysPage.Choice(id: "c1", name: Cast.community.name)],
        organisations: [
            KeysPage.Choice(id: "c1", name: Cast.community.name),
            KeysPage.Choice(id: "o1", name: Cast.text("桂枝物业", "Guizhi Property")),
        ], made: "lf_" + String(repeating: "A", count: 43))

    private static let accounts = AccountsPage(
        rows: [
            AccountsPage.Row(
                person: "p1", name: "沈*", role: .manager, place: Cast.community.name, isActive: true,
                hasSecondFactor: true),
            AccountsPage.Row(
                person: "p2", name: "顾*", role: .propertyStaff, place: Cast.compound.name, isActive: false,
                hasSecondFactor: false),
        ], told: .closed)
}
