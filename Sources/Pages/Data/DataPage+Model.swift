public import Keyring
public import People
public import Store
public import Vocabulary

/// `/me/data`: what is held about me, for what, how long, and who read it.
public struct DataPage: Sendable {
    /// One reading by somebody else.
    public struct Reader: Sendable {
        /// How the reader is called to the person; nil if nothing may be said.
        public var name: String?
        /// Which fields, as words of `PersonField`.
        public var fields: [String]
        /// For what, a word of `Reading.Purpose`.
        public var purpose: String
        /// When.
        public var at: Instant

        /// Says a reading; see the properties.
        public init(name: String?, fields: [String], purpose: String, at: Instant) {
            self.name = name
            self.fields = fields
            self.purpose = purpose
            self.at = at
        }
    }

    /// Something to which somebody can agree, and how it stands.
    public struct Agreement: Sendable {
        /// To what.
        public var purpose: Consent.Purpose
        /// When it was given and to which text; nil if it never was.
        public var given: (at: Instant, textVersion: Int64)?
        /// When it was taken back; nil while it stands.
        public var withdrawn: Instant?

        /// Says how a consent stands; see the properties.
        public init(purpose: Consent.Purpose, given: (at: Instant, textVersion: Int64)?, withdrawn: Instant?) {
            self.purpose = purpose
            self.given = given
            self.withdrawn = withdrawn
        }
    }

    /// What can be corrected here, as it is now.
    public struct Details: Sendable {
        /// The name as it is written.
        public var name: String
        /// The name in Latin letters; empty if there is none.
        public var latin: String
        /// Year, month, day; empty if it is not known.
        public var birth: String
        /// The version that the reader sees.
        public var version: Int64

        /// Says the details; see the properties.
        public init(name: String, latin: String, birth: String, version: Int64) {
            self.name = name
            self.latin = latin
            self.birth = birth
            self.version = version
        }
    }

    /// Somebody for whom the reader acts.
    public struct Ward: Sendable {
        /// The identifier.
        public var id: String
        /// The name.
        public var name: String
        /// As what the reader acts.
        public var kind: Guardianship.Kind

        /// Says a ward; see the properties.
        public init(id: String, name: String, kind: Guardianship.Kind) {
            self.id = id
            self.name = name
            self.kind = kind
        }
    }

    /// Whose data they are, if not the reader's own.
    public var ward: Ward?
    /// For whom the reader acts.
    public var wards: [Ward]
    /// What came of a form.
    public var told: PeopleTold?
    /// Everything that is held.
    public var holdings: Holdings
    /// Who read it, the latest first.
    public var readers: [Reader]
    /// Every consent of the closed list.
    public var agreements: [Agreement]
    /// What can be corrected; nil for somebody who is no person of the house.
    public var details: Details?
    /// Whether a second factor was shown lately, so that erasing can go on at once.
    public var isProven: Bool
    /// Whether the person serves and has to hand back the role before leaving.
    public var holdsOffice: Bool

    /// Fills the model; see the properties.
    public init(
        holdings: Holdings, readers: [Reader], agreements: [Agreement], details: Details?, isProven: Bool,
        holdsOffice: Bool, wards: [Ward] = [], ward: Ward? = nil, told: PeopleTold? = nil
    ) {
        self.ward = ward
        self.wards = wards
        self.told = told
        self.agreements = agreements
        self.details = details
        self.holdings = holdings
        self.readers = readers
        self.isProven = isProven
        self.holdsOffice = holdsOffice
    }
}

/// `/privacy`: what is held about people, for what, on which ground, how long – drawn from the data maps.
public struct PrivacyPage: Sendable {
    /// Tables that are about people.
    public var tables: [TableNote]

    /// Takes the tables about people out of the maps.
    public init(_ maps: [DataMap]) {
        tables = maps.flatMap(\.tables).filter { !$0.persons.isEmpty }
    }
}
