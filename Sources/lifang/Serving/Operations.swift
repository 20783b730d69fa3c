import API
import HTTPTypes
import Journal
import Notices
import Store
import Vocabulary
import Web

/// What those who run the server look at.
///
/// | method | path | who | effect |
/// |---|---|---|---|
/// | GET | /healthz | anybody | 200 while the process answers |
/// | GET | /readyz | anybody | 200 while the store answers, 503 otherwise |
/// | GET | /metrics | anybody | counts and times in OpenMetrics |
struct Operations: Sendable {
    let store: any Store
    let feed: Feed
    let counters: RequestCounters
    /// Set where connections are encrypted here.
    let certificates: Certificates?

    var routes: [Route] {
        [
            Route(.get, "/healthz", refusal: APIEdge.refusal) { _ in Self.text("ok\n") },
            Route(.get, "/readyz", refusal: APIEdge.refusal) { _ in
                _ = try await store.read { try Journal.head(in: $0) }
                return Self.text("ok\n")
            },
            Route(.get, "/metrics", refusal: APIEdge.refusal) { _ in try await metrics() },
        ]
    }

    private static func text(_ text: String) -> WebResponse {
        WebResponse(
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .bytes(Array(text.utf8)))
    }

    /// Source: OpenMetrics 1.0.
    private func metrics() async throws -> WebResponse {
        var text = counters.openMetrics()
        for figure in store.figures() {
            let bare = figure.name.hasSuffix("_total") ? String(figure.name.dropLast(6)) : figure.name
            let name = "lifang_store_\(bare)"
            text += "# TYPE \(name) \(figure.isCounter ? "counter" : "gauge")\n"
            text += "\(name)\(figure.isCounter ? "_total" : "") \(figure.value)\n"
        }
        let lag = try await store.read { snapshot in
            (
                head: try Journal.head(in: snapshot), parked: try Journal.parked(in: snapshot).count,
                deliveries: try Deliveries.counts(in: snapshot)
            )
        }
        text += "# TYPE lifang_journal_head gauge\nlifang_journal_head \(lag.head)\n"
        text += "# TYPE lifang_journal_parked gauge\nlifang_journal_parked \(lag.parked)\n"
        text += "# TYPE lifang_deliveries gauge\n"
        for (channel, state, count) in lag.deliveries {
            text += "lifang_deliveries{channel=\"\(channel.rawValue)\",state=\"\(state.rawValue)\"} \(count)\n"
        }
        if let end = certificates?.end.millisecondsSince1970 {
            text += "# TYPE lifang_certificate_end_seconds gauge\nlifang_certificate_end_seconds \(end / 1_000)\n"
        }
        text += "# TYPE lifang_live_pages gauge\nlifang_live_pages \(await feed.subscriberCount)\n# EOF\n"
        return WebResponse(
            headers: [
                .contentType: "application/openmetrics-text; version=1.0.0; charset=utf-8", .cacheControl: "no-store",
            ], body: .bytes(Array(text.utf8)))
    }
}
