import StoreContract
import Testing

/// Every promise of the store on every engine at hand.
@Suite("Store contract", .serialized) struct StoreContractTests {
    // MARK: Values

    @Test("every kind of value comes back as it went in, and NULL as NULL", arguments: Engine.available)
    func valuesComeBack(_ engine: Engine) async throws {
        try await StoreContract.valuesComeBack(engine)
    }

    @Test("four megabytes of text and of bytes are values like any other", arguments: Engine.available)
    func bigValuesComeBack(_ engine: Engine) async throws {
        try await StoreContract.bigValuesComeBack(engine)
    }

    @Test(
        "what one engine would refuse and the other mangle is refused by both: U+0000 in text, NaN",
        arguments: Engine.available)
    func unsafeValuesAreRefused(_ engine: Engine) async throws {
        try await StoreContract.unsafeValuesAreRefused(engine)
    }

    @Test(
        "reading a column as something else, or NULL as a value, throws and nothing is guessed",
        arguments: Engine.available)
    func wrongTypesThrow(_ engine: Engine) async throws {
        try await StoreContract.wrongTypesThrow(engine)
    }

    @Test(
        "Chinese and other text is ordered by its bytes, and LIKE tells upper from lower case",
        arguments: Engine.available)
    func textIsOrderedByBytes(_ engine: Engine) async throws {
        try await StoreContract.textIsOrderedByBytes(engine)
    }

    @Test("sums, counts, comparisons and lengths read as numbers on both engines", arguments: Engine.available)
    func numbersOfExpressionsAgree(_ engine: Engine) async throws {
        try await StoreContract.numbersOfExpressionsAgree(engine)
    }

    @Test("a question mark in quotes, names and comments is not a parameter", arguments: Engine.available)
    func placeholdersAreOnlyPlaceholders(_ engine: Engine) async throws {
        try await StoreContract.placeholdersAreOnlyPlaceholders(engine)
    }

    // MARK: Errors

    @Test(
        "each constraint refuses with its own code and its table, and nothing of the transaction is kept",
        arguments: Engine.available)
    func constraintsRefuseAlike(_ engine: Engine) async throws {
        try await StoreContract.constraintsRefuseAlike(engine)
    }

    @Test("a row that others reference cannot be deleted", arguments: Engine.available)
    func referencedRowsStay(_ engine: Engine) async throws {
        try await StoreContract.referencedRowsStay(engine)
    }

    @Test(
        "a wrong statement is refused as such: unknown table, syntax, number of arguments, two statements, none",
        arguments: Engine.available)
    func wrongStatementsAreRefused(_ engine: Engine) async throws {
        try await StoreContract.wrongStatementsAreRefused(engine)
    }

    @Test(
        "after a statement failed the transaction is given up, even if the closure goes on as if nothing had happened",
        arguments: Engine.available)
    func failedTransactionsCannotGoOn(_ engine: Engine) async throws {
        try await StoreContract.failedTransactionsCannotGoOn(engine)
    }

    @Test("what the closure throws reaches the caller as it is, and nothing is kept", arguments: Engine.available)
    func throwingKeepsNothing(_ engine: Engine) async throws {
        try await StoreContract.throwingKeepsNothing(engine)
    }

    @Test("closures may not begin, end or reconfigure transactions and connections", arguments: Engine.available)
    func controlStatementsAreRefused(_ engine: Engine) async throws {
        try await StoreContract.controlStatementsAreRefused(engine)
    }

    @Test("a read cannot write", arguments: Engine.available)
    func readsCannotWrite(_ engine: Engine) async throws {
        try await StoreContract.readsCannotWrite(engine)
    }

    @Test("domain tables need an entry in the journal; derived and ephemeral ones do not", arguments: Engine.available)
    func unjournaledChangesAreRefused(_ engine: Engine) async throws {
        try await StoreContract.unjournaledChangesAreRefused(engine)
    }

    // MARK: Isolation

    @Test(
        "a read stays in one moment while writes go on, and sees nothing that is not committed",
        arguments: Engine.available)
    func readsStayInOneMoment(_ engine: Engine) async throws {
        try await StoreContract.readsStayInOneMoment(engine)
    }

    @Test(
        "an acknowledged write is seen by every read that begins afterwards, in either lane",
        arguments: Engine.available)
    func acknowledgedWritesAreSeen(_ engine: Engine) async throws {
        try await StoreContract.acknowledgedWritesAreSeen(engine)
    }

    @Test("a transaction sees its own changes, and nobody else does before it is done", arguments: Engine.available)
    func changesAreSeenInside(_ engine: Engine) async throws {
        try await StoreContract.changesAreSeenInside(engine)
    }

    @Test(
        "sixty-four clients add to one counter: none is lost, and the tape of each command stays the same in every attempt",
        arguments: Engine.available)
    func countersLoseNothing(_ engine: Engine) async throws {
        try await StoreContract.countersLoseNothing(engine)
    }

    @Test(
        "sixty-four clients want the last of ten seats: ten get one, by a count and not by a lock",
        arguments: Engine.available)
    func lastSeatsAreGivenOnce(_ engine: Engine) async throws {
        try await StoreContract.lastSeatsAreGivenOnce(engine)
    }

    @Test(
        "two who each look at both accounts and draw from one cannot both empty them (write skew)",
        arguments: Engine.available)
    func writeSkewIsImpossible(_ engine: Engine) async throws {
        try await StoreContract.writeSkewIsImpossible(engine)
    }

    @Test("money moves between accounts while reports add it up: every sum is whole", arguments: Engine.available)
    func sumsAreWholeWhileMoneyMoves(_ engine: Engine) async throws {
        try await StoreContract.sumsAreWholeWhileMoneyMoves(engine)
    }

    // MARK: Running

    @Test(
        "statements are kept by their text, may be used inside themselves, and more of them than are kept do no harm",
        arguments: Engine.available)
    func statementsAreReused(_ engine: Engine) async throws {
        try await StoreContract.statementsAreReused(engine)
    }

    @Test(
        "the same text with NULL, a number and text in one place works whatever came first", arguments: Engine.available
    )
    func argumentsMayChangeTheirKind(_ engine: Engine) async throws {
        try await StoreContract.argumentsMayChangeTheirKind(engine)
    }

    @Test(
        "RETURNING gives rows, an early end keeps the change, and the number of changed rows is told",
        arguments: Engine.available)
    func changesCanReturnRows(_ engine: Engine) async throws {
        try await StoreContract.changesCanReturnRows(engine)
    }

    @Test(
        "a read past its limit is ended, also one that computes without end, and the lane goes on",
        arguments: Engine.available)
    func slowReadsAreEnded(_ engine: Engine) async throws {
        try await StoreContract.slowReadsAreEnded(engine)
    }

    @Test(
        "a write that holds the writer for more than a second is not kept, except for maintenance",
        arguments: Engine.available)
    func slowWritesAreRefused(_ engine: Engine) async throws {
        try await StoreContract.slowWritesAreRefused(engine)
    }

    @Test(
        "effects happen after the change is durable, in order, and never for a change that was not kept",
        arguments: Engine.available)
    func effectsFollowTheCommit(_ engine: Engine) async throws {
        try await StoreContract.effectsFollowTheCommit(engine)
    }

    @Test("a wake reaches those who listen to its channel, after the commit and only then", arguments: Engine.available)
    func wakesArrive(_ engine: Engine) async throws {
        try await StoreContract.wakesArrive(engine)
    }

    @Test(
        "after closing, every call throws `closed`; what was accepted before is finished", arguments: Engine.available)
    func closingFinishesWhatWasAccepted(_ engine: Engine) async throws {
        try await StoreContract.closingFinishesWhatWasAccepted(engine)
    }

    // MARK: Migrations

    @Test(
        "steps are applied once and in order; further ones are added; what was there stays", arguments: Engine.available
    )
    func migrationsAreAppendOnly(_ engine: Engine) async throws {
        try await StoreContract.migrationsAreAppendOnly(engine)
    }

    @Test(
        "an older program refuses a newer database, and a step that was edited afterwards is refused",
        arguments: Engine.available)
    func foreignHistoriesAreRefused(_ engine: Engine) async throws {
        try await StoreContract.foreignHistoriesAreRefused(engine)
    }

    @Test("a step that fails leaves nothing of itself nor of the steps before it", arguments: Engine.available)
    func migrationsAreOneTransaction(_ engine: Engine) async throws {
        try await StoreContract.migrationsAreOneTransaction(engine)
    }

    @Test(
        "constraints that are only checked at the commit are refused: savepoints cannot hold them apart",
        arguments: Engine.available)
    func deferredConstraintsAreRefused(_ engine: Engine) async throws {
        try await StoreContract.deferredConstraintsAreRefused(engine)
    }
}
