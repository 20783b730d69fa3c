public import Store
public import Vocabulary

/// Which places a role held somewhere reaches.
public enum Reach {
    /// Whether an actor holds one of some roles at a place or anywhere above it.
    ///
    /// The system holds every role everywhere.
    ///
    /// - Throws: `StoreError`.
    public static func holds(
        _ actor: Actor, _ roles: Set<Role>, at place: ID<Place>, in snapshot: Snapshot
    ) throws -> Bool {
        if actor.isSystem { return true }
        for grant in actor.grants where roles.contains(grant.role) {
            if try includes(place, below: ID(grant.place), in: snapshot) { return true }
        }
        return false
    }

    /// Whether a place is another place or lies below it now.
    ///
    /// - Throws: `StoreError`.
    public static func includes(_ place: ID<Place>, below ancestor: ID<Place>, in snapshot: Snapshot) throws -> Bool {
        try snapshot.integer(
            "SELECT 1 FROM reach WHERE ancestor = ? AND place = ? AND until_ms IS NULL", [.id(ancestor), .id(place)])
            != nil
    }
}
