import HTML
import HTTPTypes
import Keyring
import People
import SignIn
import Store
import Vocabulary
import Web

/// What the pages at the door have in common.
extension PagesEdge {
    func comer(_ request: WebRequest) -> Comer {
        Comer(
            address: request.address, userAgent: request.headers[.userAgent],
            known: request.visitor.device.flatMap { Secret($0) })
    }

    /// The page to come back to; never one of signing in, and never another site.
    static func wayBack(_ fields: Fields) -> Link {
        guard let link = fields["return"].flatMap({ Link(own: $0) }), !link.text.hasPrefix("/sign-") else {
            return Address.home
        }
        return link
    }

    func half(_ request: WebRequest) throws -> Secret {
        guard let half = request.visitor.session.flatMap({ Secret($0) }) else { throw SignInError.tooLate }
        return half
    }

    func door(
        _ page: DoorPage, _ request: WebRequest, status: HTTPResponse.Status = .ok
    ) async throws -> WebResponse {
        .page(page.view(in: try await frame(for: request)).bytes, status: status)
    }

    /// To the second step, with the cookie of a half-open session.
    func halfOpen(_ half: Secret, return back: Link) -> WebResponse {
        WebResponse.see(Address.secondFactor.query("return", back.text).text)
            .settingSession(half.text, isSecure: areCookiesSecure, seconds: nil)
    }

    /// Adds the cookies of somebody who is in now.
    ///
    /// - Parameter days: How long the browser keeps the session; nil until it is closed.
    func entering(_ response: WebResponse, _ signedIn: SignedIn, days: Int64?) -> WebResponse {
        leavingDemo(response).settingSession(
            signedIn.session.text, isSecure: areCookiesSecure, seconds: days.map { $0 * 86_400 }
        ).settingDevice(signedIn.device.text, isSecure: areCookiesSecure)
    }

    /// Takes the cookies of session and demo away.
    func leaving(_ response: WebResponse) -> WebResponse {
        leavingDemo(response).settingSession("", isSecure: areCookiesSecure, seconds: 0)
    }

    /// Takes the cookie of the demo away: who has a session is nobody else.
    func leavingDemo(_ response: WebResponse) -> WebResponse {
        guard identities.isDemo else { return response }
        return response.settingCookie(Visitor.CookieName.identity, "", isSecure: areCookiesSecure, seconds: 0)
    }

    /// The form again, with what has to be mended; other errors go on.
    ///
    /// - Parameter field: The field at which a wrong answer is said.
    func mended(_ page: DoorPage, _ error: any Error, field: String, _ request: WebRequest) async throws -> WebResponse
    {
        let (fault, status) = try Self.fault(error, field)
        var page = page
        page.faults = [fault]
        var response = try await door(page, request, status: status)
        if let seconds = Problem(error).secondsToWait { response.headers[.retryAfter] = "\(seconds)" }
        return response
    }

    private static func fault(
        _ error: any Error, _ field: String
    ) throws -> (DoorPage.Fault, HTTPResponse.Status) {
        func fault(_ phrase: SignInPhrase, at field: String?, _ values: [(String, String)] = []) -> DoorPage.Fault {
            DoorPage.Fault(field: field, phrase: phrase, values: values)
        }
        switch error {
        case SignInError.wrong: return (fault(.doorWrong, at: field), .unauthorized)
        case SignInError.tooLate: return (fault(.doorLate, at: nil), .unauthorized)
        case SignInError.tooOften(let seconds):
            return (fault(.doorOften, at: nil, [("minutes", "\((seconds + 59) / 60)")]), .tooManyRequests)
        case SignInError.busy: return (fault(.doorBusy, at: nil), .serviceUnavailable)
        case SignInError.phoneUnfit: return (fault(.doorPhone, at: "phone"), .badRequest)
        case SignInError.nameUnfit: return (fault(.doorName, at: "name"), .badRequest)
        case SignInError.nameTaken: return (fault(.doorTaken, at: "name"), .conflict)
        case SignInError.passwordUnfit(let broken): return (fault(broken.phrase, at: "password"), .badRequest)
        case SignInError.notSent: return (fault(.doorMessage, at: nil), .serviceUnavailable)
        case SignInError.noMessages: return (fault(.phoneNone, at: nil), .serviceUnavailable)
        case PeopleError.phoneTaken: return (fault(.doorTaken, at: "phone"), .conflict)
        default: throw error
        }
    }
}

extension PasswordFault {
    fileprivate var phrase: SignInPhrase {
        switch self {
        case .short: .doorShort
        case .long: .doorLong
        case .common: .doorCommon
        case .context: .doorContext
        }
    }
}

/// The mask of a number that a form brought back.
enum PhoneMask {
    static func mask(_ text: String) -> String { PhoneNumber(text)?.masked ?? "" }
}
