import Texts

/// The message that a workflow of Microsoft Teams takes: an adaptive card.
struct TeamsCard {
    private let payload: AlertPayload

    init(_ payload: AlertPayload) { self.payload = payload }

    /// The message around the card.
    var json: JSONText {
        let text = ChatText(payload, .teams).text
        let card: JSONText = .object([
            "$schema": .string("http://adaptivecards.io/schemas/adaptive-card.json"),
            "type": .string("AdaptiveCard"),
            "version": .string("1.4"),
            "msteams": .object(["width": .string("Full")]),
            "body": .array([
                .object([
                    "type": .string("TextBlock"), "size": .string("Medium"), "weight": .string("Bolder"),
                    "text": .string("chargeback"), "color": .string(color),
                ]),
                .object(["type": .string("TextBlock"), "text": .string(text), "wrap": .boolean(true)]),
            ]),
        ])
        return .object([
            "type": .string("message"),
            "attachments": .array([
                .object([
                    "contentType": .string("application/vnd.microsoft.card.adaptive"), "contentUrl": .null,
                    "content": card,
                ])
            ]),
        ])
    }

    private var color: String {
        switch payload.messages.first?.level {
        case .critical: "Attention"
        case .warning: "Warning"
        case .notice, nil: "Default"
        }
    }
}
