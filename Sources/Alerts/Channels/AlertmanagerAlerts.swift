import Keys
import Texts

/// Alerts as Prometheus' Alertmanager takes them (`POST /api/v2/alerts`).
///
/// The labels name the crossing and never change, so that sending again is the same alert there; what changes stands in
/// the annotations. Alertmanager keeps an alert until `endsAt`: of one that holds, for as long as its month is looked at;
/// of one that has ended, until now.
struct AlertmanagerAlerts {
    /// How long Alertmanager keeps an alert of whose end nobody tells: a month and the one in which its bill still changes.
    static let lifetimeSeconds: Int64 = 62 * 86_400

    private let payload: AlertPayload
    private let now: Instant

    init(_ payload: AlertPayload, now: Instant) {
        self.payload = payload
        self.now = now
    }

    /// The address of the API behind the server's own.
    static func address(_ url: String) -> String {
        let path = "/api/v2/alerts"
        if url.hasSuffix(path) { return url }
        return (url.hasSuffix("/") ? String(url.dropLast()) : url) + path
    }

    /// The list of alerts: all of them, since Alertmanager groups by itself.
    var json: JSONText {
        guard !payload.messages.isEmpty else {
            return .array([
                alert(
                    labels: ["alertname": "chargeback test", "severity": "none", "test_id": payload.id],
                    annotations: ["summary": AlertPayload.testWords], lifetimeSeconds: 300)
            ])
        }
        return .array(payload.messages.map(alert))
    }

    private func alert(_ message: AlertMessage) -> JSONText {
        var labels = [
            "alertname": "chargeback \(message.kind.rawValue)", "severity": message.level.rawValue,
            "rule": message.rule, "scope": message.scope.kind, "period": message.period, "step": message.step,
            "currency": message.unit.description,
        ]
        // Alertmanager refuses labels without a value.
        if !message.scope.name.isEmpty { labels[message.scope.kind] = message.scope.name }
        return alert(
            labels: labels,
            annotations: [
                "summary": message.line, "amount": message.amount.description,
                "threshold": message.threshold.description, "explain": message.explainCommand,
                "causes": message.topCauses.map { "\($0.name) \($0.amount)" }.joined(separator: "; "),
                "id": message.id, "since": message.since ?? "",
            ], lifetimeSeconds: message.isResolved ? 0 : Self.lifetimeSeconds)
    }

    private func alert(
        labels: [String: String], annotations: [String: String], lifetimeSeconds: Int64
    ) -> JSONText {
        let end = Instant(seconds: now.seconds + lifetimeSeconds)
        return .object([
            "labels": .object(labels.mapValues { .string($0) }),
            "annotations": .object(annotations.filter { !$0.value.isEmpty }.mapValues { .string($0) }),
            "startsAt": .string(Instant(seconds: now.seconds).description), "endsAt": .string(end.description),
        ])
    }
}
