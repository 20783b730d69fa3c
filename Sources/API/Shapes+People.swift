import People
import Vocabulary
import Web

extension Shapes {
    static let people: [(String, Schema)] = [
        ("Person", person), ("OpenedPerson", openedPerson), ("HomeMember", homeMember), ("Claim", claim),
        ("Grant", grant),
        ("PersonList", .object([Schema.Member("people", .array(.named("Person"), max: 200))])),
        ("HomeMemberList", .object([Schema.Member("members", .array(.named("HomeMember"), max: 200))])),
        ("ClaimList", .object([Schema.Member("claims", .array(.named("Claim"), max: 200))])),
        ("Organisation", organisation), ("Membership", membership),
        ("OrganisationList", .object([Schema.Member("organisations", .array(.named("Organisation"), max: 200))])),
        ("MembershipList", .object([Schema.Member("members", .array(.named("Membership"), max: 200))])),
        ("GrantList", .object([Schema.Member("grants", .array(.named("Grant"), max: 200))])),
    ]

    private static func known(_ name: String, _ hint: String) -> Schema.Member {
        Schema.Member(name, .optional(.text(max: 100, hint: hint)))
    }

    private static let person = Schema.object([
        Schema.Member("id", .identifier), known("name", "Masked: 陈*芳."), known("phone", "Masked: 138****1234."),
        known("document", "Only the last four characters."), known("service_name_zh", "The published name of staff."),
    ])
    private static let openedPerson = Schema.object([
        Schema.Member("id", .identifier), known("name", "In clear, if asked for."), known("phone", "E.164."),
        known("document", "In clear, if asked for."), known("birth", "A day."), known("language", "A tag."),
    ])
    private static let homeMember = Schema.object([
        Schema.Member("tenure", .identifier), Schema.Member("person", .identifier),
        Schema.Member("kind", .choice(Tenure.Kind.allCases.map(\.rawValue))),
        Schema.Member("kin", .optional(.choice(Kin.allCases.map(\.rawValue)))),
        Schema.Member("area_centi_square_metres", .optional(.integer(min: 1, max: .max))),
    ])
    private static let claim = Schema.object([
        Schema.Member("id", .identifier), Schema.Member("home", .identifier), Schema.Member("person", .identifier),
        Schema.Member("kind", .choice(Tenure.Kind.allCases.map(\.rawValue))), Schema.Member("made_at", .moment),
    ])
    private static let grant = Schema.object([
        Schema.Member("id", .identifier), Schema.Member("person", .identifier),
        Schema.Member("role", .choice(Role.allCases.map(\.rawValue))), Schema.Member("place", .identifier),
        Schema.Member("from", .moment), Schema.Member("until", .optional(.moment)),
    ])

    private static let organisation = Schema.object([
        Schema.Member("id", .identifier), Schema.Member("kind", .choice(Organisation.Kind.allCases.map(\.rawValue))),
        Schema.Member("name_zh", .text(max: 100, hint: "中文名")),
        Schema.Member("name_en", .text(max: 100, hint: "English name.")), Schema.Member("place", .identifier),
    ])
    private static let membership = Schema.object([
        Schema.Member("id", .identifier), Schema.Member("organisation", .identifier),
        Schema.Member("person", .identifier), Schema.Member("post", .choice(Membership.Post.allCases.map(\.rawValue))),
        Schema.Member("from", .moment),
    ])

    static func json(_ organisation: Organisation) -> JSON {
        .object(
            ("id", .text(organisation.id.description)), ("kind", .text(organisation.kind.rawValue)),
            ("name_zh", .text(organisation.name.zhHans)), ("name_en", .text(organisation.name.en)),
            ("place", .text(organisation.place.description)))
    }

    static func json(_ membership: Membership) -> JSON {
        .object(
            ("id", .text(membership.id.description)), ("organisation", .text(membership.organisation.description)),
            ("person", .text(membership.person.description)), ("post", .text(membership.post.rawValue)),
            ("from", .text(membership.from.description)))
    }

    static func json(_ person: MaskedPerson) -> JSON {
        .object(
            ("id", .text(person.id.description)), ("name", .optional(person.name)), ("phone", .optional(person.phone)),
            ("document", .optional(person.document)), ("service_name_zh", .optional(person.serviceName?.zhHans)))
    }

    static func json(_ person: OpenedPerson) -> JSON {
        .object(
            ("id", .text(person.id.description)), ("name", .optional(person.name?.written)),
            ("phone", .optional(person.phone?.international)), ("document", .optional(person.document?.number)),
            ("birth", .optional(person.birth?.description)), ("language", .optional(person.language?.rawValue)))
    }

    static func json(_ member: HomeMember) -> JSON {
        .object(
            ("tenure", .text(member.tenure.id.description)), ("person", .text(member.tenure.person.description)),
            ("kind", .text(member.tenure.kind.rawValue)), ("kin", .optional(member.kin?.rawValue)),
            ("area_centi_square_metres", member.tenure.areaCentiSquareMetres.map { .integer($0) } ?? .null))
    }

    static func json(_ claim: Claim) -> JSON {
        .object(
            ("id", .text(claim.id.description)), ("home", .text(claim.home.description)),
            ("person", .text(claim.person.description)), ("kind", .text(claim.kind.rawValue)),
            ("made_at", .text(claim.made.description)))
    }

    static func json(_ grant: RoleGrant) -> JSON {
        .object(
            ("id", .text(grant.id.description)), ("person", .text(grant.person.description)),
            ("role", .text(grant.role.rawValue)), ("place", .text(grant.place.description)),
            ("from", .text(grant.from.description)), ("until", .optional(grant.until?.description)))
    }
}
