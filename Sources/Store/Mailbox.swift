/// A queue between tasks that put and engine threads that take.
package final class Mailbox<Item: Sendable>: Sendable {
    private struct Contents {
        var items: [Item] = []
        var head = 0
        var isClosed = false
    }

    private let contents = Monitor(Contents())

    package init() {}

    /// Puts an item at the end; false if the mailbox is closed.
    package func put(_ item: Item) -> Bool {
        let isAccepted = contents.withLock { contents in
            guard !contents.isClosed else { return false }
            contents.items.append(item)
            return true
        }
        if isAccepted { contents.wakeOne() }
        return isAccepted
    }

    /// Takes up to that many items, waiting for the first; nil once the mailbox is closed and empty.
    package func take(atMost countMax: Int) -> [Item]? {
        contents.waitFor { contents in
            if let taken = Self.taken(from: &contents, atMost: countMax) { return .some(taken) }
            return contents.isClosed ? .some(nil) : nil
        }
    }

    /// Takes one item, waiting for it; nil once the mailbox is closed and empty.
    package func take() -> Item? { take(atMost: 1)?.first }

    /// Takes up to that many items without waiting.
    package func takeWithoutWaiting(atMost countMax: Int) -> [Item] {
        contents.withLock { Self.taken(from: &$0, atMost: countMax) ?? [] }
    }

    /// How many items wait.
    package var count: Int { contents.withLock { $0.items.count - $0.head } }

    /// Accepts nothing more; what is inside is still taken.
    package func close() {
        contents.withLock { $0.isClosed = true }
        contents.wakeAll()
    }

    private static func taken(from contents: inout Contents, atMost countMax: Int) -> [Item]? {
        let available = contents.items.count - contents.head
        guard available > 0 else { return nil }
        if available <= countMax && contents.head == 0 {
            defer { contents.items = [] }
            return contents.items
        }
        let end = contents.head + min(available, countMax)
        let result = Array(contents.items[contents.head..<end])
        contents.head = end
        if contents.head == contents.items.count {
            contents.items.removeAll(keepingCapacity: true)
            contents.head = 0
        } else if contents.head > 1_024 && contents.head * 2 > contents.items.count {
            contents.items.removeFirst(contents.head)
            contents.head = 0
        }
        return result
    }
}
