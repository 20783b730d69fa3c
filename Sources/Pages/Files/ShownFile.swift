/// A picture or document that belongs to something, as a page shows it: by its preview.
public struct ShownFile: Sendable, Hashable {
    /// Names it in addresses.
    public var id: String
    /// Pixels of the picture; nil for what is no picture.
    public var size: Size?
    /// Whether there is a preview to show.
    public var hasPreview: Bool
    /// What it shows, in the words of whoever sent it; nil where nobody said.
    public var words: String?

    /// Width and height in pixels.
    public struct Size: Sendable, Hashable {
        /// From left to right.
        public var width: Int
        /// From top to bottom.
        public var height: Int

        /// Says a size.
        public init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }

        /// The size in which the longest side has at most so many pixels.
        func within(_ side: Int) -> Size {
            let longest = max(width, height, 1)
            guard longest > side else { return self }
            return Size(width: max(1, width * side / longest), height: max(1, height * side / longest))
        }
    }

    /// Fills the model; see the properties.
    public init(id: String, size: Size? = nil, hasPreview: Bool = true, words: String? = nil) {
        self.words = words
        self.id = id
        self.size = size
        self.hasPreview = hasPreview
    }
}

/// What is wrong with a file that came with a form.
public enum FileFault: Sendable, Equatable {
    case type
    case tooLarge(megabytes: Int)
    case pixels
    case unreadable
    case tooMany(max: Int)
    case quota
    case gone

    func sentence(in words: Words) -> String {
        switch self {
        case .type: words(.fileErrorsType)
        case .tooLarge(let size): words(.fileErrorsTooLarge, ["size": String(size)])
        case .pixels: words(.fileErrorsPixels)
        case .unreadable: words(.fileErrorsUnreadable)
        case .tooMany(let max): words(.fileErrorsTooMany, ["count": String(max)])
        case .quota: words(.fileErrorsQuota)
        case .gone: words(.fileErrorsGone)
        }
    }
}
