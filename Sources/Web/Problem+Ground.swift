import Places

extension Problem {
    /// What a refusal of the ground means to a caller.
    init(ground error: PlaceError) {
        switch error {
        case .nameUnfit: self.init(.fields, fields: [Field("name", .form)])
        case .unfit(let field): self.init(.fields, fields: [Field(field.rawValue, .form)])
        case .ended: self.init(.state, state: "ended")
        case .sameParent: self.init(.fields, fields: [Field("parent", .choice)])
        case .notUndoable: self.init(.state, state: "final")
        default: self.init(.failure)
        }
    }
}
