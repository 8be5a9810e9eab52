import Texts

/// An event of PagerDuty's Events API v2: one per message, recognised by its id.
struct PagerDutyEvent {
    private let payload: AlertPayload

    init(_ payload: AlertPayload) { self.payload = payload }

    /// The event, with the routing key that names the service.
    func json(key: SigningKey?) -> JSONText {
        let first = payload.messages.first
        let summary = ChatText.lines(payload, bytesMax: 1000, lineEnd: " · ") { $0 }
        var event: [String: JSONText] = [
            "summary": .string(summary), "source": .string("chargeback"), "severity": .string(severity),
            "component": .string(first.map { $0.scope.name.isEmpty ? $0.scope.kind : $0.scope.name } ?? "test"),
            "class": .string(first?.kind.rawValue ?? "test"),
        ]
        event["custom_details"] = .array(
            payload.messages.prefix(AlertPayload.messagesShownMax).map { .object(AlertPayload.members(of: $0)) })
        return .object([
            "routing_key": .string(key?.text ?? ""), "event_action": .string(isResolved ? "resolve" : "trigger"),
            "dedup_key": .string(deduplicationKey), "payload": .object(event),
        ])
    }

    /// Whether all of it has ended: nobody is paged for that.
    private var isResolved: Bool { !payload.messages.isEmpty && payload.messages.allSatisfy(\.isResolved) }

    /// What PagerDuty knows the incident by; the end of an alert has the key of its beginning.
    private var deduplicationKey: String { payload.messages.count == 1 ? payload.messages[0].id : payload.id }

    private var severity: String {
        switch payload.messages.first?.level {
        case .critical: "critical"
        case .warning: "warning"
        case .notice, nil: "info"
        }
    }
}
