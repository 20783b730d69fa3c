import API
import CommunityFixture
import Flows
import Foundation
import Hummingbird
import Journal
import Keyring
import Logging
import Pages
import People
import Places
import ServiceLifecycle
import Store
import StoreSQLite
import UnixSignals
import Vocabulary
import Web

/// Puts the parts together and runs them; the order of services is the order of dependence.
struct House: Sendable {
    private let serve: Serve
    private let store: any Store
    private let keyring: Keyring
    private let logger: Logger
    private let surroundings = Surroundings.machine

    init(_ serve: Serve, _ store: any Store, _ keyring: Keyring, _ logger: Logger) {
        self.keyring = keyring
        self.serve = serve
        self.store = store
        self.logger = logger
    }

    func run() async throws {
        try await furnish()
        let feed = Feed(store: store, logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: background(feed) + [
                .init(service: application(feed), successTerminationBehavior: .gracefullyShutdownGroup)
            ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(Setting.stopSecondsMax)
        try await ServiceGroup(configuration: configuration).run()
    }

    private func background(_ feed: Feed) -> [ServiceGroupConfiguration.ServiceConfiguration] {
        let sequencer = Sequencer(store: store, logger: logger)
        let counting = Following(
            MatterCounts.follower, store: store, node: surroundings.identifier(), logger: logger)
        let ticking = Ticking(
            Matters.timers.merging(Housekeeping.timers) { first, _ in first }, store: store,
            surroundings: surroundings, logger: logger)
        let forgetting = [People.forgetting, Flows.forgetting].map { follower in
            let following = Following(follower, store: store, node: surroundings.identifier(), logger: logger)
            return ServiceGroupConfiguration.ServiceConfiguration(service: Working { await following.run() })
        }
        return [
            .init(service: Keeping(store: store, logger: logger)),
            .init(service: Working { await sequencer.run() }),
            .init(service: Working { await counting.run() }),
            .init(service: Working { await ticking.run() }),
            .init(service: Working { await feed.run() }),
            .init(service: Working { await KeyKeeping(keyring: keyring, store: store, logger: logger).run() }),
            .init(
                service: Working {
                    await NightlyRetention(store: store, surroundings: surroundings, logger: logger).run()
                }),
        ] + forgetting
    }

    private func application(_ feed: Feed) -> some Service {
        Application(
            router: doorway(feed).router(),
            configuration: ApplicationConfiguration(
                address: .hostname(serve.host, port: serve.port), serverName: nil, backlog: 4_096),
            onServerRunning: { [logger] channel in
                let port = channel.localAddress?.port ?? 0
                logger.notice("serving", metadata: ["port": "\(port)"])
                FileHandle.standardOutput.write(Data("Open http://127.0.0.1:\(port)\n".utf8))
            }, logger: logger)
    }

    /// Makes the small community of the demo where there is no place yet, so that the first page is never empty.
    private func furnish() async throws {
        try await Housekeeping.start(in: store)
        guard try await store.read({ try Places.roots(in: $0).isEmpty }) else { return }
        let community = try await CommunityFixture.make(in: store)
        try await community.openMatters(in: store, zoneSeconds: Setting.zoneSeconds)
        logger.notice("the demo community was made")
    }

    private func doorway(_ feed: Feed) -> Doorway {
        let cast = Cast.allCases.map {
            DemoIdentity(code: $0.rawValue, id: $0.id, name: $0.name, title: $0.title, role: $0.role, about: $0.about)
        }
        let identities = Identities(cast)
        let admission = Admission(store, surroundings: surroundings, recognise: identities.recognition)
        let counters = RequestCounters()
        let api = APIEdge(
            admission: admission, surroundings: surroundings, zoneSeconds: Setting.zoneSeconds,
            version: Version.current)
        let pages = PagesEdge(
            store: store, admission: admission, keyring: keyring, identities: identities, feed: feed,
            surroundings: surroundings,
            zoneSeconds: Setting.zoneSeconds, vendor: VendorFolder(serve.vendor).files,
            areCookiesSecure: serve.behindTLS)
        let operations = Operations(store: store, feed: feed, counters: counters)
        return Doorway(
            pages.routes + api.routes + operations.routes,
            fallback: { problem, request in
                let isAPI = request.path.hasPrefix("/api/")
                return isAPI ? await APIEdge.refusal(problem, request) : await pages.refusal(problem, request)
            }, counters: counters, policy: Assets.contentSecurityPolicy, isBehindTLS: serve.behindTLS)
    }
}
