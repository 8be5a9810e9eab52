import Money
import Texts

/// What goes to a receiver: one message, or one digest of many, so that a bad night is not a flood.
///
/// The JSON (`chargeback.alerts/1`, docs/reports.md) has sorted keys and holds nothing that differs
/// between attempts; amounts are strings with every digit, words are as they came. `text` is one line
/// for chats that show only that; in it `&`, `<` and `>` are escaped, so that no label pages a channel.
public struct AlertPayload: Hashable, Sendable {
    /// The messages, the most important first.
    public let messages: [AlertMessage]
    /// What receivers recognise a repeat by: the message's own id, or the digest's.
    public let id: String

    /// How many messages a payload spells out; the rest are counted.
    public static let messagesShownMax = 20

    /// One message.
    public init(_ message: AlertMessage) {
        messages = [message]
        id = message.id
    }

    /// Many messages in one, ordered by level and then by id.
    ///
    /// - Parameters:
    ///   - messages: At least one.
    ///   - digestID: Made from the ids of the messages by whoever stores them.
    public init(digest messages: [AlertMessage], digestID: String) {
        precondition(!messages.isEmpty, "a digest of no alerts is no message")
        let order = Dictionary(uniqueKeysWithValues: AlertMessage.Level.allCases.enumerated().map { ($1, -$0) })
        self.messages = messages.sorted { left, right in
            let (a, b) = (order[left.level] ?? 0, order[right.level] ?? 0)
            return a == b ? left.id.utf8.lexicographicallyPrecedes(right.id.utf8) : a < b
        }
        id = digestID
    }

    /// The body to send: JSON in UTF-8.
    public var body: [UInt8] {
        let shown = messages.prefix(Self.messagesShownMax)
        let value = JSONText.object([
            "schema": .string("chargeback.alerts/1"),
            "id": .string(id),
            "text": .string(text),
            "alert_count": .integer(Int64(messages.count)),
            "alerts": .array(shown.map(Self.alert)),
        ])
        return Array(value.rendered(isIndented: false).utf8)
    }

    /// The line that chats show.
    private var text: String {
        let first = Self.escaped(messages[0].line)
        return messages.count == 1 ? first : "\(messages.count) cost alerts; the first: \(first)"
    }

    /// Slack's three marks, which others show the same way.
    private static func escaped(_ line: String) -> String {
        var escaped = ""
        for scalar in line.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func alert(_ message: AlertMessage) -> JSONText {
        .object([
            "id": .string(message.id),
            "rule": .string(message.rule),
            "scope": .object(["kind": .string(message.scope.kind), "name": .string(message.scope.name)]),
            "period": .string(message.period),
            "level": .string(message.level.rawValue),
            "currency": .string(message.currency.code),
            "amount": .string(message.amount.description),
            "threshold": .string(message.threshold.description),
            "percent": message.percent.map { .string($0.description) } ?? .null,
            "top_causes": .array(
                message.topCauses.map { cause in
                    .object(["name": .string(cause.name), "amount": .string(cause.amount.description)])
                }),
            "explain": .string(message.explainCommand),
        ])
    }
}

extension AlertMessage {
    /// The message in one line, for a terminal, a log or a subject: what is unseen is spelt out.
    ///
    /// `critical: team payments cost 1200.50 USD in 2026-09, 120.1 % (limit 1000.00, rule budget); …`
    public var line: String {
        let places = currency.places
        func shown(_ amount: ExactDecimal) -> String { amount.rounded(places: places).padded(places: places) }
        var line = "\(level.rawValue): \(VisibleText.of(scope.kind)) \(VisibleText.of(scope.name))"
        line += " cost \(shown(amount)) \(currency.code) in \(VisibleText.of(period))"
        if let percent { line += ", \(percent.rounded(places: 1).padded(places: 1)) %" }
        line += " (limit \(shown(threshold)), rule \(VisibleText.of(rule)))"
        if let cause = topCauses.first { line += "; most: \(VisibleText.of(cause.name)) \(shown(cause.amount))" }
        return line + "; \(VisibleText.of(explainCommand))"
    }
}

extension ExactDecimal {
    /// The number with at least so many decimals.
    fileprivate func padded(places: Int) -> String {
        let missing = places - scale
        guard missing > 0 else { return description }
        return description + (scale == 0 ? "." : "") + String(repeating: "0", count: missing)
    }
}
