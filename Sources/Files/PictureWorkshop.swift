public import Logging

/// Re-encodes pictures, cleans documents and draws previews with libvips, QPDF and Poppler, each program run under limits.
///
/// No picture is decoded in this process: decoders of pictures are where strangers' bytes do most harm.
public struct PictureWorkshop: Sendable {
    private let runner: LimitedRun
    private let turnstile: Turnstile
    private let pixelsMax: Int

    private static let vips = "/usr/bin/vips"
    private static let header = "/usr/bin/vipsheader"
    private static let page = "/usr/bin/pdftoppm"
    private static let pages = "/usr/bin/qpdf"
    /// The longest side of a kept picture.
    ///
    /// Source: Decision 0012; sharper than any screen of the house (3,840 pixels).
    static let sideMax = 4_096
    /// Uploads that wait for the programs.
    ///
    /// Source: Decision 0012; half a minute of work on one core.
    private static let waitingMax = 32

    /// Makes a workshop.
    ///
    /// - Parameters:
    ///   - isIsolated: Whether programs run without network; see ``isolation(_:)``.
    ///   - programs: How many run at a time.
    public init(isIsolated: Bool, programs: Int = 1, pixelsMax: Int) {
        runner = LimitedRun(isIsolated: isIsolated)
        turnstile = Turnstile(places: programs, waitingMax: Self.waitingMax)
        self.pixelsMax = pixelsMax
    }

    /// Finds out whether this machine lets a program run without network, and says in the log what is missing.
    public static func isolation(_ logger: Logger) async -> Bool {
        let outcome = try? await LimitedRun(isIsolated: true).run("/bin/true", [], in: "/")
        if outcome?.isDone != true {
            logger.warning("programs that read pictures run with network: user namespaces are closed here")
        }
        let isThere = try? await LimitedRun(isIsolated: false).run(Self.vips, ["--version"], in: "/")
        if isThere?.isDone != true {
            logger.warning("pictures cannot be taken: install libvips-tools, poppler-utils and qpdf")
        }
        return outcome?.isDone == true
    }

    /// Makes of an upload what is kept.
    func draft(_ type: FileType, _ upload: FileDraft.Content, in folder: String) async throws -> FileDraft {
        if type.isPicture { return try await turnstile.run { try await picture(type, in: folder) } }
        guard type == .pdf else {
            return FileDraft(type: type, width: nil, height: nil, parts: [.whole: upload])
        }
        return try await turnstile.run { try await document(in: folder) }
    }

    private func picture(_ type: FileType, in folder: String) async throws -> FileDraft {
        let declared = try await size(of: "raw", in: folder)
        guard declared.loader == type.loader else { throw FileError.unreadable }
        guard declared.width <= pixelsMax / max(1, declared.height) else {
            throw FileError.tooManyPixels(max: pixelsMax)
        }
        let kept = type.kept
        let saving = kept == .png ? "[strip]" : "[strip,Q=88,background=255]"
        let name = "whole.\(kept.suffix)"
        try await shrink("raw", to: Self.sideMax, name + saving, in: folder)
        let size = try await size(of: name, in: folder)
        var parts = try await previews(of: name, in: folder)
        parts[.whole] = try await content(name, in: folder)
        return FileDraft(type: kept, width: size.width, height: size.height, parts: parts)
    }

    /// The pages alone are taken over into a new document: who wrote it, with what, when, attachments and scripts stay behind.
    private func document(in folder: String) async throws -> FileDraft {
        let cleaned = try await runner.run(
            Self.pages,
            [
                "--no-warn", "--warning-exit-0", "--deterministic-id", "--empty", "--pages", "raw", "1-z", "--",
                "whole.pdf",
            ], in: folder)
        guard cleaned.isDone else { throw FileError.unreadable }
        let side = FilePart.large.pixels ?? Self.sideMax
        let outcome = try await runner.run(
            Self.page, ["-f", "1", "-l", "1", "-singlefile", "-scale-to", "\(side)", "-jpeg", "whole.pdf", "page"],
            in: folder)
        guard outcome.isDone, Disk.length(of: folder + "/page.jpg") != nil else { throw FileError.unreadable }
        var parts = try await previews(of: "page.jpg", in: folder)
        parts[.whole] = try await content("whole.pdf", in: folder)
        return FileDraft(type: .pdf, width: nil, height: nil, parts: parts)
    }

    private func previews(of name: String, in folder: String) async throws -> [FilePart: FileDraft.Content] {
        var parts: [FilePart: FileDraft.Content] = [:]
        var source = name
        for part in [FilePart.large, .small] {
            guard let pixels = part.pixels else { continue }
            let target = "\(part.rawValue).jpg"
            try await shrink(source, to: pixels, target + "[strip,Q=80,background=255]", in: folder)
            parts[part] = try await content(target, in: folder)
            source = target
        }
        return parts
    }

    /// Turns a picture upright and makes it no longer than a side; one that is cut off is refused, not filled with grey.
    private func shrink(_ source: String, to side: Int, _ target: String, in folder: String) async throws {
        let outcome = try await runner.run(
            Self.vips,
            [
                "thumbnail", source, target, "\(side)", "--height", "\(side)", "--size", "down", "--export-profile",
                "srgb", "--fail-on", "truncated",
            ], in: folder)
        guard outcome.isDone else { throw FileError.unreadable }
    }

    private func content(_ name: String, in folder: String) async throws -> FileDraft.Content {
        let content = try await Disk.run { try IncomingFile.content(at: "\(folder)/\(name)") }
        guard content.bytes > 0 else { throw FileError.unreadable }
        return content
    }

    /// The size that a picture declares; nothing is decoded.
    private func size(of name: String, in folder: String) async throws -> (width: Int, height: Int, loader: String) {
        let outcome = try await runner.run(Self.header, [name], in: folder)
        // `raw: 4032x3024 uchar, 3 bands, srgb, jpegload`
        let words = outcome.said.split(whereSeparator: \.isWhitespace)
        guard outcome.isDone, words.count >= 3, let loader = words.last else { throw FileError.unreadable }
        let sides = words[1].split(separator: "x").compactMap { Int($0) }
        guard sides.count == 2, sides[0] > 0, sides[1] > 0 else { throw FileError.unreadable }
        return (sides[0], sides[1], String(loader))
    }
}
