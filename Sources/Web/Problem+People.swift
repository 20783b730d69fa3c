import People

extension Problem {
    /// What a refusal of people, homes and roles means to a caller; a rule that refuses is named in `state`.
    init(people error: PeopleError) {
        switch error {
        case .notFound: self.init(.notFound)
        case .notAllowed: self.init(.notAllowed)
        case .unfit(let field): self.init(.fields, fields: [Field(field.rawValue, .form)])
        case .birthDisagrees: self.init(.fields, fields: [Field("birth", .choice)])
        case .phoneTaken: self.init(.fields, fields: [Field("phone", .choice)])
        case .documentTaken: self.init(.fields, fields: [Field("document", .choice)])
        case .phoneMissing: self.init(.fields, fields: [Field("phone", .missing)])
        case .codeMisread: self.init(.fields, fields: [Field("code", .form)])
        case .notAHome: self.init(.fields, fields: [Field("home", .choice)])
        case .samePerson: self.init(.changed, state: "same-person")
        case .changedMeanwhile: self.init(.changed)
        case .tooOften: self.init(.tooOften)
        case .unreadable: self.init(.failure)
        default: self.init(.state, state: Self.rule(error))
        }
    }

    private static func rule(_ error: PeopleError) -> String {
        switch error {
        case .ownHand: "own-hand"
        case .administratorsApart: "administrators-apart"
        case .twoPersonsNeeded: "two-persons-needed"
        case .wrongSpan: "wrong-span"
        case .over: "over"
        case .noMatch: "no-match"
        case .guardianNeeded: "guardian-needed"
        case .ageUnfit: "age-unfit"
        case .sharesTooLarge: "shares-too-large"
        default: "already-there"
        }
    }
}
