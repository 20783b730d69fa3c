/// `/licenses`: whose work is used in the browser and in the data.
public struct LicensesPage: Sendable {
    /// A library that is sent to browsers.
    public struct Library: Sendable {
        /// The name.
        public var name: String
        /// The version that set-up pins.
        public var version: String
        /// The licence under which it is used.
        public var licence: String
        var use: Phrase
    }

    /// A source of data that is shown.
    public struct Source: Sendable {
        /// The name.
        public var name: String
        /// The licence under which it is used.
        public var licence: String
        var use: Phrase
    }

    /// What is sent to browsers today; fetched with pinned hashes at set-up, never committed.
    public var libraries: [Library] = [
        Library(name: "htmx", version: "2.0.10", licence: "0BSD", use: .licensesHtmx),
        Library(name: "htmx sse extension", version: "2", licence: "0BSD", use: .licensesSse),
        Library(name: "Lucide", version: "1.1.4", licence: "ISC", use: .licensesLucide),
    ]

    /// What data may be shown.
    public var sources: [Source] = [
        Source(name: "Vonng/adcode", licence: "CC BY 4.0", use: .licensesDivisions),
        Source(name: "OpenStreetMap", licence: "ODbL 1.0", use: .licensesOsm),
    ]

    /// Fills the model; see the properties.
    public init() {}
}
