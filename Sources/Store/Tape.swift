public import Vocabulary

/// The moment and the identifiers of one command, recorded at the first attempt and played again at the next.
public final class Tape {
    /// The moment at which the command was accepted.
    public let now: Instant
    private let surroundings: Surroundings
    private var made: [Identifier] = []
    private var position = 0

    /// Starts an empty tape at the present moment.
    public init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
        now = surroundings.now()
    }

    func rewind() { position = 0 }

    func identifier() -> Identifier {
        if position == made.count { made.append(surroundings.identifier()) }
        defer { position += 1 }
        return made[position]
    }
}
