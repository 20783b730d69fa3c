import CPostgres
import Glibc
import Logging
import Store

/// The connection that hears the wakes of every node and passes them on to this process.
final class PostgresListener: Sendable {
    /// The one channel of the server that all signals share; the signal's name travels as its payload.
    static let channel = "lifang_wake"

    private let context: PostgresContext
    private let stop: (read: Int32, write: Int32)

    init(_ context: PostgresContext) throws {
        self.context = context
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            throw StoreError(.unfit, "the system refused a pipe", engineCode: String(errno))
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        stop = (ends[0], ends[1])
    }

    deinit {
        Glibc.close(stop.read)
        Glibc.close(stop.write)
    }

    /// Connects and listens.
    ///
    /// - Throws: ``StoreError/Code/connectionLost``.
    func connect() throws -> PostgresConnection {
        let connection = try PostgresConnection(
            context.connectionString, statementMilliseconds: 5_000, statementsKept: 8, counters: context.counters)
        try connection.control("LISTEN \(Self.channel)")
        return connection
    }

    /// Hears until closed; connects again when the connection is lost and then wakes everybody once.
    func work(on first: PostgresConnection) {
        var connection: PostgresConnection? = first
        var pauseMilliseconds: Int32 = 20
        while true {
            guard let heard = connection else {
                if isStopped(within: pauseMilliseconds) { return }
                pauseMilliseconds = min(pauseMilliseconds * 2, 1_000)
                // It is tried again for ever; that the server is away is told by those who need it.
                guard let again = try? connect() else { continue }
                context.counters.add(.reconnects)
                connection = again
                pauseMilliseconds = 20
                context.hub.wakeAll()
                continue
            }
            deliver(heard)
            switch wait(for: heard) {
            case .stopped: return
            case .readable where PQconsumeInput(heard.handle) == 1 && !heard.isLost: continue
            case .readable, .broken:
                context.logger.notice("store: the connection for wakes was lost")
                connection = nil
            }
        }
    }

    /// Ends the thread.
    func close() {
        var byte: UInt8 = 1
        _ = write(stop.write, &byte, 1)
    }

    private enum Event { case stopped, readable, broken }

    private func deliver(_ connection: PostgresConnection) {
        var signals: Set<Signal> = []
        while let heard = PQnotifies(connection.handle) {
            signals.insert(Signal(String(cString: heard.pointee.extra), reaching: .everyNode))
            PQfreemem(heard)
        }
        context.hub.wake(signals)
    }

    private func wait(for connection: PostgresConnection) -> Event {
        let socket = PQsocket(connection.handle)
        guard socket >= 0 else { return .broken }
        var watched = [
            pollfd(fd: stop.read, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let count = poll(&watched, 2, -1)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return .broken }
            return watched[0].revents != 0 ? .stopped : .readable
        }
    }

    private func isStopped(within milliseconds: Int32) -> Bool {
        var watched = pollfd(fd: stop.read, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, milliseconds) > 0
    }
}
