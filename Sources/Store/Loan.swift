/// Hands something that only one thread may use over to that thread.
package final class Loan<Thing>: @unchecked Sendable {
    // Written before the thread starts, taken once by that thread.
    private var thing: Thing?

    package init(_ thing: Thing) { self.thing = thing }

    package func take() -> Thing? {
        defer { thing = nil }
        return thing
    }
}
