/// What was typed into a form that was refused, and why: the page shows it again beside the field.
public struct FormDraft: Sendable {
    /// Field name and what was typed.
    public var values: [String: String]
    /// Why the form was refused.
    public var told: PeopleTold
    /// The field at which it is said; nil where none is wrong.
    public var field: String?

    /// Keeps what was typed.
    ///
    /// A fault of `phone` is said at the field of that name, or at one that ends in `-phone`.
    public init(_ values: [String: String], told: PeopleTold) {
        self.values = values
        self.told = told
        field = told.field.flatMap { field in
            values.keys.sorted().first { $0 == field || $0.hasSuffix("-" + field) }
        }
    }
}
