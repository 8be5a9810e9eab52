import Money
import Texts

/// What goes to a receiver: one message, or one digest of many, so that a bad night is not a flood.
///
/// The JSON (`chargeback.alerts/1`, docs/alerts.md) has sorted keys and holds nothing that differs
/// between attempts; amounts are strings with every digit, words are as they came. `text` is one line
/// for chats that show only that; in it `&`, `<` and `>` are escaped, so that no label pages a channel.
public struct AlertPayload: Hashable, Sendable {
    /// The messages, the most important first; none in a test.
    public let messages: [AlertMessage]
    /// What receivers recognise a repeat by: the message's own id, or the digest's.
    public let id: String

    /// What a test says.
    static let testWords = "TEST: chargeback reaches this receiver. This is no alert; there is nothing to do."

    /// How many messages a payload spells out; the rest are counted.
    public static let messagesShownMax = 20

    /// One message.
    public init(_ message: AlertMessage) {
        messages = [message]
        id = message.noticeID
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
            if left.isResolved != right.isResolved { return right.isResolved }
            let (a, b) = (order[left.level] ?? 0, order[right.level] ?? 0)
            return a == b ? left.id.utf8.lexicographicallyPrecedes(right.id.utf8) : a < b
        }
        id = digestID
    }

    /// A message that says that it is a test and nothing else, so that nobody gets up for it.
    ///
    /// - Parameter id: Another one for every test, so that no receiver takes it for a repeat.
    public init(testID id: String) {
        messages = []
        self.id = id
    }

    /// The body to send: JSON in UTF-8.
    public var body: [UInt8] {
        let shown = messages.prefix(Self.messagesShownMax)
        let value = JSONText.object([
            "schema": .string("chargeback.alerts/1"),
            "id": .string(id),
            "text": .string(text),
            "is_test": .boolean(messages.isEmpty),
            "alert_count": .integer(Int64(messages.count)),
            "alerts": .array(shown.map(Self.alert)),
        ])
        return Array(value.rendered(isIndented: false).utf8)
    }

    /// The line that chats show.
    private var text: String {
        guard let message = messages.first else {
            return Self.testWords
        }
        let first = Self.escaped(message.line)
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

    private static func alert(_ message: AlertMessage) -> JSONText { .object(members(of: message)) }

    /// What a message says, by name.
    static func members(of message: AlertMessage) -> [String: JSONText] {
        [
            "id": .string(message.id),
            "kind": .string(message.kind.rawValue),
            "rule": .string(message.rule),
            "scope": .object(["kind": .string(message.scope.kind), "name": .string(message.scope.name)]),
            "period": .string(message.period),
            "step": .string(message.step),
            "level": .string(message.level.rawValue),
            "currency": message.unit.currency.map { .string($0.code) } ?? .null,
            "unit": .string(message.unit.description),
            "state": .string(message.isResolved ? "resolved" : "raised"),
            "since": message.since.map { .string($0) } ?? .null,
            "cost": .string(message.cost),
            "amount": .string(message.amount.description),
            "threshold": .string(message.threshold.description),
            "percent": message.percent.map { .string($0.description) } ?? .null,
            "previous": message.previous.map { .string($0.description) } ?? .null,
            "top_causes": AlertStore.json(message.topCauses),
            "explain": .string(message.explainCommand),
        ]
    }
}
