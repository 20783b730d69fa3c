/// What is taken, recognised by its content alone; the raw value is the media type.
public enum FileType: String, Sendable, Hashable, CaseIterable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    /// Given out as JPEG: libvips 8.14 leaves in a WebP what the camera wrote.
    case webp = "image/webp"
    /// Given out as JPEG: browsers do not show it.
    case heic = "image/heic"
    case pdf = "application/pdf"
    /// UTF-8 without control characters.
    case text = "text/plain"
    /// Sound in an ISO container without moving pictures.
    case m4a = "audio/mp4"
    case ogg = "audio/ogg"
    /// Sound in a Matroska container without moving pictures.
    case webm = "audio/webm"

    /// Whether it is re-encoded as a picture.
    public var isPicture: Bool { [.jpeg, .png, .webp, .heic].contains(self) }

    /// What it becomes when it is kept.
    var kept: FileType { self == .heic || self == .webp ? .jpeg : self }

    /// Whether files are given out as this.
    public var isKept: Bool { kept == self }

    /// The media type of an answer.
    public var answerType: String { self == .text ? "text/plain; charset=utf-8" : rawValue }

    /// The end of a made-up file name.
    public var suffix: String {
        switch self {
        case .jpeg: "jpg"
        case .png: "png"
        case .webp: "webp"
        case .heic: "heic"
        case .pdf: "pdf"
        case .text: "txt"
        case .m4a: "m4a"
        case .ogg: "ogg"
        case .webm: "webm"
        }
    }

    /// The word of libvips for what reads it; nil for what is no picture.
    var loader: String? {
        switch self {
        case .jpeg: "jpegload"
        case .png: "pngload"
        case .webp: "webpload"
        case .heic: "heifload"
        default: nil
        }
    }
}
