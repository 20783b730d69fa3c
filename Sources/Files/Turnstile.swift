/// Lets so many through at a time; the others wait in order, and past a limit they are sent away.
actor Turnstile {
    private var free: Int
    private let waitingMax: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int, waitingMax: Int) {
        free = places
        self.waitingMax = waitingMax
    }

    func run<Result: Sendable>(_ work: @Sendable () async throws -> Result) async throws -> Result {
        if free > 0 {
            free -= 1
        } else {
            guard waiting.count < waitingMax else { throw FileError.busy }
            await withCheckedContinuation { waiting.append($0) }
        }
        defer {
            if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
        }
        return try await work()
    }
}
