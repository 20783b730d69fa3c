import API
import CommunityFixture
import Connectors
import Files
import Flows
import Foundation
import Hummingbird
import Journal
import Keyring
import Logging
import Notices
import Pages
import People
import Places
import ServiceLifecycle
import SignIn
import Store
import StoreSQLite
import UnixSignals
import Vocabulary
import Web

/// Puts the parts together and runs them; the order of services is the order of dependence.
struct House: Sendable {
    let serve: Serve
    private let store: any Store
    private let keyring: Keyring
    let logger: Logger
    private let surroundings = Surroundings.machine
    private let identities: Identities
    let doorkeeper: Doorkeeper

    private let connectors: ConnectorsFile?

    /// Puts the parts together.
    ///
    /// - Throws: `Refusal` for a connectors file that cannot be used.
    init(_ serve: Serve, _ store: any Store, _ keyring: Keyring, _ logger: Logger) throws {
        self.keyring = keyring
        connectors = try serve.readConnectors()
        identities = Identities(serve.demo ? DemoIdentity.cast : [])
        doorkeeper = Doorkeeper(
            store, keyring: keyring, surroundings: surroundings,
            hashing: HashingPool(cores: ProcessInfo.processInfo.activeProcessorCount),
            messages: serve.demo ? DemoMessages().client : connectors?.messages(surroundings),
            providers: connectors?.signInProviders(surroundings) ?? [],
            holding: identities.holding { person, now, snapshot in
                try People.grants(of: ID(person), at: now, in: snapshot)
            })
        self.serve = serve
        self.store = store
        self.logger = logger
    }

    func run() async throws {
        try await furnish()
        let notices = NoticeRoom(connectors, store, keyring, surroundings, logger)
        let feed = Feed(store: store, logger: logger)
        let room = try await FileRoom.open(serve, store, surroundings, logger)
        let entrance = try Entrance(serve, surroundings, logger: logger)
        let application = try entrance.application(doorway(feed, room, entrance).router()) {
            await tellFirstCode(at: $0)
        }
        var configuration = ServiceGroupConfiguration(
            services: background(feed, room)
                + notices.works(node: surroundings.identifier()).map { .init(service: Working($0)) }
                + doors(entrance) + [
                    .init(service: application, successTerminationBehavior: .gracefullyShutdownGroup)
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(Setting.stopSecondsMax)
        try await ServiceGroup(configuration: configuration).run()
    }

    private func background(_ feed: Feed, _ room: FileRoom) -> [ServiceGroupConfiguration.ServiceConfiguration] {
        let sequencer = Sequencer(store: store, logger: logger)
        let counting = Following(
            MatterCounts.follower, store: store, node: surroundings.identifier(), logger: logger)
        let ticking = Ticking(
            Matters.timers.merging(Housekeeping.timers) { first, _ in first }
                .merging(Notices.timers) { first, _ in first }, store: store,
            surroundings: surroundings, logger: logger)
        let forgetting = [People.forgetting, SignIn.forgetting, Flows.forgetting].map { follower in
            let following = Following(follower, store: store, node: surroundings.identifier(), logger: logger)
            return ServiceGroupConfiguration.ServiceConfiguration(service: Working { await following.run() })
        }
        return [
            .init(service: Keeping(store: store, logger: logger)),
            .init(service: Working { await sequencer.run() }),
            .init(service: Working { await counting.run() }),
            .init(service: Working { await ticking.run() }),
            .init(service: Working { await feed.run() }),
            .init(service: Working { await room.collectForEver(serve.store.filesPath, logger) }),
            .init(service: Working { [doorkeeper, store, logger] in await doorkeeper.keepLastSeen(in: store, logger) }),
            .init(service: Working { await KeyKeeping(keyring: keyring, store: store, logger: logger).run() }),
            .init(
                service: Working {
                    await NightlyRetention(store: store, surroundings: surroundings, logger: logger).run()
                }),
        ] + forgetting
    }

    /// What HTTPS needs beside the server itself.
    private func doors(_ entrance: Entrance) -> [ServiceGroupConfiguration.ServiceConfiguration] {
        guard let certificates = entrance.certificates else { return [] }
        let redirection = serve.redirectPort.map {
            Redirection(port: serve.port).application(host: entrance.host, on: $0, logger: logger)
        }
        return [.init(service: certificates)] + (redirection.map { [.init(service: $0)] } ?? [])
    }

    /// Makes the small community of the demo where there is no place yet, so that the first page is never empty.
    private func furnish() async throws {
        try await Housekeeping.start(in: store)
        try await store.write(as: .clockwork) { try Notices.startForgetting(in: $0) }
        guard serve.demo, try await store.read({ try Places.roots(in: $0).isEmpty }) else { return }
        let community = try await CommunityFixture.make(in: store)
        try await community.settle(in: store, with: keyring)
        try await community.openMatters(in: store, zoneSeconds: Setting.zoneSeconds)
        logger.notice("the demo community was made")
    }

    private func doorway(_ feed: Feed, _ room: FileRoom, _ entrance: Entrance) -> Doorway {
        let admission = Admission(store, surroundings: surroundings, recognise: identities.recognition(doorkeeper))
        let counters = RequestCounters()
        let files = FileDoor(room, admission: admission, sight: .ofMatters, surroundings: surroundings)
        let api = APIEdge(
            admission: admission, keyring: keyring, surroundings: surroundings, zoneSeconds: Setting.zoneSeconds,
            version: Version.current, files: files)
        let pages = PagesEdge(
            store: store, admission: admission, doorkeeper: doorkeeper, keyring: keyring, identities: identities,
            feed: feed, surroundings: surroundings, zoneSeconds: Setting.zoneSeconds,
            vendor: VendorFolder(serve.vendor).files,
            areCookiesSecure: entrance.isSecure, files: files)
        let operations = Operations(
            store: store, feed: feed, counters: counters, certificates: entrance.certificates)
        return Doorway(
            pages.routes + api.routes + operations.routes,
            fallback: { problem, request in
                let isAPI = request.path.hasPrefix("/api/")
                return isAPI ? await APIEdge.refusal(problem, request) : await pages.refusal(problem, request)
            }, counters: counters, policy: Assets.contentSecurityPolicy, isBehindTLS: entrance.promisesHTTPS,
            isBehindProxy: serve.behindTLS)
    }
}
