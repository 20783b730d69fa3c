import Files
import Flows
import HTML
import HTTPTypes
import Journal
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// Somebody who goes back and sends the same words again within this time means the first report.
    ///
    /// Source: Decision 0006.
    private static let sameReportMilliseconds: Int64 = 120_000

    /// Opens a matter with its pictures, or shows the form again with everything that was written and sent.
    func report(_ request: WebRequest, _ submission: Submission) async throws -> WebResponse {
        var draft = ReportDraft(submission.fields)
        try await keepPictures(of: submission, into: &draft, request.visitor)
        guard let place = draft.place else { throw Problem(.notFound) }
        guard let kind = draft.kind, draft.errors.isEmpty else { return try await repeatReport(request, draft) }
        let report = MatterReport(place: place, kind: kind, words: draft.words)
        do {
            let id = try await admission.write(as: request.visitor) {
                [zoneSeconds, draft, limits = files.room.limits] tx in
                try RequestKeys.once(
                    draft.once, fingerprint: report.fingerprint, sameWithinMilliseconds: Self.sameReportMilliseconds,
                    in: tx
                ) {
                    let matter = try Matters.open(report, zoneSeconds: zoneSeconds, in: tx)
                    try Files.attach(
                        draft.pictures, to: FileSubject(matter), words: draft.shows, limits, in: tx)
                    return matter.id.description
                }.answer
            }
            return .see(Address.matter(id).query("said", Said.reported.rawValue).text)
        } catch FileError.notFound {
            draft.errors.append(.picture(.gone))
            return try await repeatReport(request, draft)
        }
    }

    /// Takes the pictures in, each for itself: one that cannot be taken keeps none of the others away.
    private func keepPictures(
        of submission: Submission, into draft: inout ReportDraft, _ visitor: Visitor
    ) async throws {
        guard !submission.files.isEmpty else { return }
        guard draft.pictures.count + submission.files.count <= ReportPage.picturesMax else {
            return draft.errors.append(.picture(.tooMany(max: ReportPage.picturesMax)))
        }
        do {
            try await files.requireQuota(for: visitor)
        } catch FileError.quotaOfPerson {
            return draft.errors.append(.picture(.quota))
        }
        for file in submission.files {
            do {
                draft.pictures.append(try await files.keep(try file.get(), as: visitor).id)
            } catch let error as FileError {
                guard let fault = FileFault(error) else { throw error }
                if !draft.errors.contains(.picture(fault)) { draft.errors.append(.picture(fault)) }
            }
        }
    }

    /// The form again, with what was written and what is still to do.
    private func repeatReport(_ request: WebRequest, _ draft: ReportDraft) async throws -> WebResponse {
        guard let place = draft.from ?? draft.place else { throw Problem(.notFound) }
        let once = draft.once.flatMap { Identifier($0) } ?? surroundings.identifier()
        var page = try await admission.read(as: request.visitor) {
            [keyring, pictures = draft.pictures] actor, snapshot in
            var page = try ReportPage.query(
                place, once: once, Cards(in: snapshot, with: keyring, for: actor), in: snapshot)
            for id in pictures {
                do {
                    page.pictures.append(ShownFile(try Files.known(id, to: actor, FileSight([:]), in: snapshot)))
                } catch FileError.notFound {
                    // It was collected meanwhile; the error beside the field says so.
                    continue
                }
            }
            return page
        }
        page.words = draft.words
        page.shows = draft.shows
        page.kind = draft.kind
        page.chosenPlaceID = draft.place?.description ?? ""
        page.errors = draft.errors
        return .page(page.view(in: try await frame(for: request)).bytes, status: .badRequest)
    }
}

/// What the form of a report holds.
private struct ReportDraft {
    let place: ID<Place>?
    let from: ID<Place>?
    let words: String
    let shows: String
    let kind: MatterKind?
    let once: String?
    var pictures: [ID<StoredFile>]
    var errors: [FieldError]

    init(_ form: Fields) {
        place = form["place"].flatMap { ID($0) }
        from = form["from"].flatMap { ID($0) }
        words = (form["words"] ?? "").onlyLineFeeds
        shows = (form["shows"] ?? "").onlyLineFeeds.replacing("\n", with: " ")
        kind = form["kind"].flatMap { MatterKind(rawValue: $0) }
        once = form["once"]
        pictures = form.items.filter { $0.name == "picture" }.compactMap { ID($0.value) }
        errors = (kind == nil ? [.kindMissing] : []) + Self.wordErrors(words) + Self.showErrors(shows)
    }

    private static func showErrors(_ shows: String) -> [FieldError] {
        let over = shows.unicodeScalars.count - StoredFile.wordsMax
        return over > 0 ? [.showsTooLong(by: over)] : []
    }

    private static func wordErrors(_ words: String) -> [FieldError] {
        let trimmed = words.drop { $0.isWhitespace }
        if trimmed.isEmpty { return [.wordsMissing] }
        let over = words.unicodeScalars.count - Matter.wordsMax
        return over > 0 ? [.wordsTooLong(by: over)] : []
    }
}

extension FileFault {
    /// What a refused file means to somebody who fills in a form; nil for what is no fault of the file.
    init?(_ error: FileError) {
        switch error {
        case .wrongType: self = .type
        case .empty, .unreadable: self = .unreadable
        case .tooLarge(let bytes): self = .tooLarge(megabytes: bytes / 1_048_576)
        case .tooManyPixels: self = .pixels
        case .tooMany(let max): self = .tooMany(max: max)
        case .quotaOfPerson: self = .quota
        default: return nil
        }
    }
}

extension ShownFile {
    init(_ file: StoredFile) {
        let size = file.width.flatMap { width in file.height.map { Size(width: width, height: $0) } }
        self.init(id: file.id.description, size: size, hasPreview: file.parts[.small] != nil, words: file.words)
    }
}
