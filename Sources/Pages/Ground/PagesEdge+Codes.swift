import HTML
import HTTPTypes
import Journal
import Keyring
import Places
import QRCodes
import Store
import Vocabulary
import Web

extension Language {
    /// What stands between a spot and what is wrong there.
    fileprivate var colon: String {
        switch self {
        case .zhHans: "："
        case .en: ": "
        }
    }
}

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /c?code= | anybody | the form for typing a code; leads to the code |
    /// | GET | /c/{code} | anybody | the report form of the code's place, the spot said and written into it; 404 for a misread or unknown one, 410 for a withdrawn one |
    /// | POST | /c/{code}/withdrawal | leads | withdraws a code |
    /// | GET | /places/{id}/sheet?code= | staff | the A5 sheet of one code |
    /// | GET | /places/{id}/sheets?kind= | staff | the A4 sheet of the codes below a place |
    /// | POST | /places/{id}/sheets | staff | makes the codes that are missing |
    var codeRoutes: [Route] {
        [
            route(.get, "/c") { request in
                let typed = request.query["code"] ?? ""
                if let code = CheckedCode(reading: typed) { return .see(Address.code(code.description).text) }
                let page = CodePage(typed.isEmpty ? .typing : .misread, typed: String(typed.prefix(24)))
                let status: HTTPResponse.Status = typed.isEmpty ? .ok : .notFound
                return .page(page.view(in: try await frame(for: request)).bytes, status: status)
            },
            route(.get, "/c/{code}") { try await openCode($0) },
            route(.post, "/c/{code}/withdrawal") { request in
                guard let code = request.parameters["code"].flatMap({ CheckedCode(reading: $0) }) else {
                    throw Problem(.notFound)
                }
                let place = try await admission.write(as: request.visitor) { tx in
                    try DirectCodes.withdraw(code, in: tx).place
                }
                return .see(Address.keep(place.description).query("said", Said.kept.rawValue).text)
            },
            route(.get, "/places/{id}/sheet") { request in
                let id = try request.id("id", of: Place.self)
                return try await sheet(request, id) { actor, snapshot in
                    guard let code = request.query["code"].flatMap({ CheckedCode(reading: $0) }),
                        let found = try DirectCodes.find(code, in: snapshot), found.place == id, found.withdrawn == nil
                    else { throw Problem(.notFound) }
                    return [(try Places.place(id, in: snapshot), found)]
                }
            },
            route(.get, "/places/{id}/sheets") { try await sheets($0) },
            route(.post, "/places/{id}/sheets") { request in
                let id = try request.id("id", of: Place.self)
                let kind = try request.form()["kind"].flatMap { PlaceKind(rawValue: $0) } ?? .space
                try await admission.write(as: request.visitor) { tx in
                    guard try PlaceRight.code.isHeld(by: tx.actor, at: id, in: tx) else { throw PlaceError.notAllowed }
                    for entry in try DirectCodes.below(id, kinds: [kind], limit: Self.stickersMax, in: tx)
                    where entry.code == nil {
                        try DirectCodes.make(for: entry.place.id, in: tx)
                    }
                }
                let back = Address.sheets(id.description).query("kind", kind.rawValue)
                return .see(back.query("said", Said.codesMade.rawValue).text)
            },
        ]
    }

    /// Stickers on one sheet of many.
    static let stickersMax = 200

    /// Kinds that a sheet of many offers, what people stand before most often first.
    private static let sheetKinds: [PlaceKind] = [.space, .unit, .building, .room, .compound, .home]

    private func openCode(_ request: WebRequest) async throws -> WebResponse {
        let typed = String((request.parameters["code"] ?? "").prefix(24))
        let frame = try await frame(for: request)
        guard let code = CheckedCode(reading: typed) else {
            return .page(CodePage(.misread, typed: typed).view(in: frame).bytes, status: .notFound)
        }
        let once = surroundings.identifier()
        let (form, gone) = try await admission.read(as: request.visitor, guests: .welcome) {
            [keyring] actor, snapshot in
            guard let found = try DirectCodes.find(code, in: snapshot) else {
                return (ReportPage?.none, PlaceSummary?.none)
            }
            let cards = Cards(in: snapshot, with: keyring, for: actor)
            guard found.withdrawn == nil else {
                return (nil, try cards.summary(try Places.place(found.place, in: snapshot), isCounted: false))
            }
            var form = try ReportPage.query(found.place, once: once, cards, in: snapshot)
            if !found.label.isEmpty {
                form.spot = found.label
                form.words = found.label + request.visitor.language.colon
            }
            return (form, nil)
        }
        if let form { return .page(form.view(in: frame).bytes) }
        let page = CodePage(gone == nil ? .unknown : .withdrawn, typed: code.grouped, place: gone)
        return .page(page.view(in: frame).bytes, status: gone == nil ? .notFound : .gone)
    }

    private func sheet(
        _ request: WebRequest, _ id: ID<Place>,
        _ find: @escaping @Sendable (Actor, Snapshot) throws -> [(place: Place, code: DirectCode)]
    ) async throws -> WebResponse {
        let base = base(of: request)
        return try await page(for: request) { [keyring] actor, snapshot in
            guard try PlaceRight.code.isHeld(by: actor, at: id, in: snapshot) else { throw PlaceError.notAllowed }
            let cards = Cards(in: snapshot, with: keyring, for: actor)
            let place = try Places.place(id, in: snapshot)
            return SheetPage(
                place: try cards.summary(place, isCounted: false),
                stickers: try find(actor, snapshot).map {
                    try Self.sticker($0.place, $0.code, base: base, in: snapshot)
                }, isMany: false,
                telephone: try place.community.map { try Places.card(of: $0, in: snapshot).telephone } ?? "")
        } view: {
            $0.view(in: $1)
        }
    }

    private func sheets(_ request: WebRequest) async throws -> WebResponse {
        let id = try request.id("id", of: Place.self)
        let kind = request.query["kind"].flatMap { PlaceKind(rawValue: $0) } ?? .space
        let base = base(of: request)
        return try await page(for: request) { [keyring] actor, snapshot in
            let mayMake = try PlaceRight.code.isHeld(by: actor, at: id, in: snapshot)
            guard mayMake else { throw PlaceError.notAllowed }
            let cards = Cards(in: snapshot, with: keyring, for: actor)
            let place = try Places.place(id, in: snapshot)
            let all = try DirectCodes.below(id, kinds: [kind], limit: Self.stickersMax, in: snapshot)
            return SheetPage(
                place: try cards.summary(place, isCounted: false),
                stickers: try all.compactMap { entry in
                    try entry.code.map { try Self.sticker(entry.place, $0, base: base, in: snapshot) }
                }, isMany: true,
                telephone: try place.community.map { try Places.card(of: $0, in: snapshot).telephone } ?? "",
                missingCount: all.count { $0.code == nil },
                kinds: Self.sheetKinds.map { ($0.rawValue, $0.phrase, $0 == kind) }, mayMake: mayMake)
        } view: {
            $0.view(in: $1)
        }
    }

    private static func sticker(
        _ place: Place, _ code: DirectCode, base: String, in snapshot: Snapshot
    ) throws -> SheetPage.Sticker {
        let above = try Places.path(to: place.id, in: snapshot).dropLast().filter {
            $0.kind.level >= PlaceKind.community.level
        }
        let drawn: QRCode
        do {
            drawn = try QRCode(base + Address.code(code.code.description).text, correction: .quartile)
        } catch {
            throw Problem(.failure)
        }
        return SheetPage.Sticker(
            place: place.name,
            location: LocalizedText(
                zhHans: above.map(\.name.zhHans).joined(separator: " · "),
                en: above.map(\.name.en).joined(separator: " · ")), label: code.label, code: code.code.grouped,
            drawn: drawn)
    }

    /// What stands before a path in a printed code: the address by which this browser came, as nobody else sees the sheet.
    private func base(of request: WebRequest) -> String {
        let host = (request.host ?? "").lowercased()
        let isName =
            !host.isEmpty && host.utf8.count <= 100
            && host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.[]:".contains($0)) }
        return (areCookiesSecure ? "https://" : "http://") + (isName ? host : "localhost")
    }
}
