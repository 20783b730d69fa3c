import HTML
import HTTPTypes
import People
import QRCodes
import SignIn
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /sign-in?return= | anybody | asks for the telephone number |
    /// | POST | /sign-in/code | anybody | sends a code; asks for it |
    /// | POST | /sign-in | who read the code | signs in; a newcomer becomes a person |
    /// | GET, POST | /sign-in/staff | staff | name and password; the second factor comes next |
    /// | GET, POST | /sign-in/second-factor | whose password was right | shows the second factor, signs in |
    /// | POST | /sign-in/second-factor/set-up | whose password was right, without one | sets it up, signs in |
    /// | GET, POST | /sign-in/invitation | who was invited | makes an account of the staff |
    /// | POST | /sign-out | anybody | ends the session |
    /// | POST | /demo/sign-in, /identity | anybody, in the demo | becomes somebody of the cast |
    var signInRoutes: [Route] {
        phoneRoutes + staffRoutes + proofRoutes + sessionRoutes + startRoutes + keyRoutes
            + providerRoutes + accountRoutes
    }

    private var phoneRoutes: [Route] {
        [
            route(.get, "/sign-in") { request in
                if try await doorkeeper.isBeginning() { return .see(Address.start.text) }
                return try await door(firstPage(return: Self.wayBack(request.query)), request)
            },
            route(.post, "/sign-in/code") { try await sendCode($0) },
            route(.post, "/sign-in") { try await signIn($0) },
            route(.post, "/sign-out") { request in
                try await doorkeeper.signOut(request.visitor.session)
                return leaving(.see(Address.home.text))
            },
        ]
            + (identities.isDemo
                ? ["/demo/sign-in", "/identity"].map { route(.post, $0) { try await becomeCast($0) } } : [])
    }

    func firstPage(return back: Link) -> DoorPage {
        var page = DoorPage.phone(return: back)
        page.ways = ways(at: .residents, return: back)
        if doorkeeper.messages == nil {
            page.action = nil
            page.lead = .phoneNone
        }
        return page
    }

    func staffPage(return back: Link, name: String = "") -> DoorPage {
        var page = DoorPage.staff(return: back, name: name)
        page.ways = ways(at: .staff, return: back)
        return page
    }

    private func sendCode(_ request: WebRequest) async throws -> WebResponse {
        let form = try request.form()
        let back = Self.wayBack(form)
        do {
            let phone = try await doorkeeper.sendCode(
                to: form["phone"] ?? "", from: comer(request), in: request.visitor.language)
            return try await door(.code(sent(phone.international, phone.masked), return: back), request)
        } catch {
            var page = firstPage(return: back)
            if !page.fields.isEmpty { page.fields[0].value = String((form["phone"] ?? "").prefix(32)) }
            return try await mended(page, error, field: "phone", request)
        }
    }

    private func sent(_ number: String, _ masked: String) -> DoorPage.Sent {
        DoorPage.Sent(phone: number, masked: masked, shownCode: doorkeeper.messages?.shownCode(number))
    }

    private func signIn(_ request: WebRequest) async throws -> WebResponse {
        let form = try request.form()
        let (number, back) = (form["phone"] ?? "", Self.wayBack(form))
        var page = DoorPage.code(
            sent(String(number.prefix(32)), PhoneMask.mask(number)), return: back)
        page.fields[1].value = String((form["name"] ?? "").prefix(50))
        page.fields[2].value = form["consent"] == "yes" ? "yes" : ""
        do {
            let answer = try await doorkeeper.signIn(
                with: number, code: form["code"] ?? "", hasAgreed: form["consent"] == "yes", name: form["name"],
                in: request.visitor.language, from: comer(request))
            switch answer {
            case .signedIn(let signedIn):
                try await doorkeeper.signOut(request.visitor.session)
                return entering(.see(back.text), signedIn, days: 90)
            case .wrong(let triesLeft):
                page.faults = [DoorPage.Fault(field: "code", phrase: .doorTries, values: [("count", "\(triesLeft)")])]
            case .none: page.faults = [DoorPage.Fault(field: "code", phrase: .doorNone)]
            case .consentNeeded:
                page.fields[0].value = String((form["code"] ?? "").prefix(8))
                page.faults = [DoorPage.Fault(field: "consent", phrase: .doorConsent)]
            }
            return try await door(page, request, status: .badRequest)
        } catch {
            return try await mended(page, error, field: "code", request)
        }
    }

    private var staffRoutes: [Route] {
        [
            route(.get, "/sign-in/staff") { request in
                if try await doorkeeper.isBeginning() { return .see(Address.start.text) }
                return try await door(staffPage(return: Self.wayBack(request.query)), request)
            },
            route(.post, "/sign-in/staff") { request in
                let form = try request.form()
                let (name, back) = (form["name"] ?? "", Self.wayBack(form))
                do {
                    let half = try await doorkeeper.enter(
                        name: name, password: form["password"] ?? "", from: comer(request))
                    try await doorkeeper.signOut(request.visitor.session)
                    return halfOpen(half, return: back)
                } catch {
                    let page = staffPage(return: back, name: String(name.prefix(64)))
                    return try await mended(page, error, field: "password", request)
                }
            },
            route(.get, "/sign-in/second-factor") { try await secondStep($0) },
            route(.post, "/sign-in/second-factor") { request in
                let form = try request.form()
                let back = Self.wayBack(form)
                do {
                    let signedIn = try await doorkeeper.show(
                        form["code"] ?? "", for: try half(request), from: comer(request))
                    return entering(.see(back.text), signedIn, days: nil)
                } catch {
                    return try await mended(.factor(return: back), error, field: "code", request)
                }
            },
            route(.post, "/sign-in/second-factor/set-up") { try await setUp($0) },
            route(.get, "/sign-in/invitation") { try await door(.invited(), $0) },
            route(.post, "/sign-in/invitation") { request in
                let form = try request.form()
                do {
                    let half = try await doorkeeper.accept(
                        form["code"] ?? "", userName: form["name"] ?? "", password: form["password"] ?? "",
                        from: comer(request))
                    return halfOpen(half, return: Address.home)
                } catch {
                    var page = DoorPage.invited()
                    page.fields[0].value = String((form["code"] ?? "").prefix(32))
                    page.fields[1].value = String((form["name"] ?? "").prefix(32))
                    return try await mended(page, error, field: "code", request)
                }
            },
        ]
    }

    private func secondStep(_ request: WebRequest) async throws -> WebResponse {
        let back = Self.wayBack(request.query)
        guard let half = request.visitor.session.flatMap({ Secret($0) }) else {
            return .see(Address.staffSignIn.query("return", back.text).text)
        }
        do {
            switch try await doorkeeper.nextStep(of: half) {
            case .show: return try await door(.factor(return: back), request)
            case .setUp:
                return try await door(setUpPage(TOTP.makeSecret(by: surroundings), return: back, request), request)
            }
        } catch SignInError.tooLate {
            return .see(Address.staffSignIn.query("return", back.text).text)
        }
    }

    private func setUpPage(_ secret: [UInt8], return back: Link, _ request: WebRequest) -> DoorPage {
        // The letters below the picture say the same; an address this short always fits.
        let picture = try? QRCode(TOTP.address(secret, house: "Lifang")).drawing(
            Words(request.visitor.language)(.setupPicture))
        return .setUp(TOTP.base32(secret), picture: picture, return: back)
    }

    private func setUp(_ request: WebRequest) async throws -> WebResponse {
        let form = try request.form()
        let back = Self.wayBack(form)
        let secret = TOTP.bytes(ofBase32: form["secret"] ?? "") ?? []
        do {
            let (signedIn, codes) = try await doorkeeper.setUp(
                secret, showing: form["code"] ?? "", for: try half(request), from: comer(request))
            let page = DoorPage.recovery(codes, next: back)
            return entering(try await door(page, request), signedIn, days: nil)
        } catch {
            guard secret.count == TOTP.secretBytes else {
                throw Problem(.fields, fields: [Problem.Field("secret", .form)])
            }
            return try await mended(setUpPage(secret, return: back, request), error, field: "code", request)
        }
    }

    private func becomeCast(_ request: WebRequest) async throws -> WebResponse {
        let form = try request.form()
        let back = WebResponse.see(Self.wayBack(form).text)
        try await doorkeeper.signOut(request.visitor.session)
        guard let code = form["person"], !code.isEmpty else { return leaving(back) }
        guard let chosen = identities.cast.first(where: { $0.code == code }) else {
            throw Problem(.fields, fields: [Problem.Field("person", .choice)])
        }
        let secret = try await doorkeeper.openDemo(chosen.id, from: comer(request))
        return leavingDemo(back).settingSession(secret.text, isSecure: areCookiesSecure, seconds: nil)
    }
}
