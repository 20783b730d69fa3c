import HTML

extension FieldError {
    func sentence(in words: Words) -> String {
        switch self {
        case .wordsMissing: words(.errorsWordsMissing)
        case .wordsTooLong(let count): words(.errorsWordsTooLong, ["count": String(count)])
        case .kindMissing: words(.errorsKindMissing)
        case .placeMissing: words(.errorsPlaceMissing)
        case .noteMissing: words(.errorsNoteMissing)
        case .noteTooLong(let count): words(.errorsNoteTooLong, ["count": String(count)])
        case .picture(let fault): fault.sentence(in: words)
        case .showsTooLong(let count): words(.fileErrorsShows, ["count": String(count)])
        case .emailUnfit: words(.choicesErrorsEmail)
        }
    }
}

extension Pen {
    /// The summary on top: takes the focus and leads to each field.
    func summary(of errors: [FieldError]) -> HTML {
        guard !errors.isEmpty else { return .nothing }
        let title =
            errors.count == 1 ? words(.errorsOne) : words(.errorsMany, ["count": String(errors.count)])
        return """
            <div class="notice error" role="alert" tabindex="-1" data-focus="yes">\(icon(.attention))<div>\
            <strong>\(title)</strong><ul>\
            \(each: errors, { #"<li><a href="\#(Link.fragment($0.field))">\#($0.sentence(in: words))</a></li>"# })</ul></div></div>
            """
    }

    /// The error below a field; nothing where all is well.
    func error(_ error: FieldError?, id: String) -> HTML {
        guard let error else { return .nothing }
        return #"<p class="err" id="\#(id)">\#(icon(.attention))<span>\#(error.sentence(in: words))</span></p>"#
    }
}
