public import Vocabulary

/// One person, as far as is known without opening what is sealed.
public struct Person: Sendable, Hashable {
    /// Names the person for ever; also the identifier of an ``Actor``.
    public let id: ID<Person>
    /// The name under which somebody of the staff serves (管家小程); nil for everybody else. It is published.
    public let serviceName: LocalizedText?
    /// Whether the person signs in with the own telephone number; others share a number without an account.
    public let isAccountHolder: Bool
    /// Whether the person is protected (保密住户): found nowhere, opened only by two people together.
    public let isProtected: Bool
    /// When the person was added.
    public let added: Instant
    /// Grows with every change.
    public let version: Int64
}

/// What is known of a person in clear; held sealed, shown masked.
public struct PersonDetails: Sendable, Hashable {
    /// The name.
    public var name: PersonName
    /// The telephone number; nil if nobody knows one.
    public var phone: PhoneNumber?
    /// The number of a document; nil if nobody asked for it.
    public var document: IdentityDocument?
    /// The birth date; nil if nobody asked for it.
    public var birth: LocalDay?
    /// The language in which the person wishes to be written to.
    public var language: Language

    /// Says what is known; see the properties.
    public init(
        name: PersonName, phone: PhoneNumber? = nil, document: IdentityDocument? = nil, birth: LocalDay? = nil,
        language: Language = .zhHans
    ) {
        self.name = name
        self.phone = phone
        self.document = document
        self.birth = birth
        self.language = language
    }
}

/// A person to be added.
public struct PersonDraft: Sendable {
    /// What is known.
    public var details: PersonDetails
    /// Where the person belongs: a community or a place below it; nil for somebody who belongs to none, like an administrator.
    public var place: Identifier?
    /// The name under which the person serves, for staff.
    public var serviceName: LocalizedText?
    /// Whether the person signs in with this telephone number.
    public var isAccountHolder: Bool
    /// Further words under which the name is found, such as its syllables in pinyin; made by whoever can make them.
    public var sounds: Set<String>

    /// Says a draft; see the properties.
    public init(
        _ details: PersonDetails, at place: Identifier?, serviceName: LocalizedText? = nil,
        isAccountHolder: Bool = false, sounds: Set<String> = []
    ) {
        self.details = details
        self.place = place
        self.serviceName = serviceName
        self.isAccountHolder = isAccountHolder
        self.sounds = sounds
    }
}

/// A person as the staff see one who is not being opened: masked.
public struct MaskedPerson: Sendable, Hashable {
    /// The person.
    public let id: ID<Person>
    /// 陈*芳; nil for a protected person, of whom nothing is shown.
    public let name: String?
    /// 138****1234.
    public let phone: String?
    /// Only the last four characters.
    public let document: String?
    /// The name under which the person serves, in clear.
    public let serviceName: LocalizedText?
    /// Whether the person is protected.
    public let isProtected: Bool
}

/// A part of what is known of a person, opened and recorded by itself.
public enum PersonField: String, Sendable, Hashable, CaseIterable {
    /// 姓名.
    case name
    /// 电话.
    case phone
    /// 证件号码.
    case document
    /// 出生日期.
    case birth
    /// 语言.
    case language
}
