/// What a run of the outbox has sent and what still waits, by receiver.
public struct DeliveryReport: Hashable, Sendable {
    /// What a receiver took.
    public struct Delivered: Hashable, Sendable {
        /// The receiver's name.
        public let receiver: String
        /// How many alerts it took.
        public internal(set) var alertCount = 0
        /// In how many messages.
        public internal(set) var messageCount = 0
    }

    /// What waits for a receiver.
    public struct Waiting: Hashable, Sendable {
        /// The receiver's name.
        public let receiver: String
        /// Whether the configuration still has it.
        public let isConfigured: Bool
        /// How many alerts wait.
        public internal(set) var alertCount = 0
        /// Why the last one that was tried did not arrive; `nil` where none was.
        public internal(set) var cause: AlertError.Reason?
    }

    /// What was taken, in the order in which the receivers were first sent to.
    public internal(set) var delivered: [Delivered] = []
    /// What waits, oldest first.
    public internal(set) var waiting: [Waiting] = []

    /// How many notices wait for their receiver's hours, by receiver.
    public internal(set) var held: [String: Int] = [:]

    /// One line per receiver whose hours are awaited.
    public var notes: [String] {
        held.sorted { $0.key < $1.key }.map {
            "receiver \($0.key): \(Self.count($0.value, "notice")) kept for its calendar's hours; chargeback alerts deliver sends them then"
        }
    }

    /// How many alerts were taken, counted once per receiver.
    public var deliveredCount: Int { delivered.reduce(0) { $0 + $1.alertCount } }
    /// How many alerts wait, counted once per receiver.
    public var waitingCount: Int { waiting.reduce(0) { $0 + $1.alertCount } }

    /// One error per receiver of the configuration for which alerts wait: CB090, exit code 69.
    public var errors: [AlertError] {
        waiting.filter(\.isConfigured).map {
            AlertError(.undelivered($0.alertCount, because: $0.cause), receiver: $0.receiver)
        }
    }

    /// One line per receiver that the configuration no longer has and for which alerts wait.
    public var warnings: [String] {
        waiting.filter { !$0.isConfigured }.map {
            "receiver \($0.receiver): \(Self.count($0.alertCount, "alert")) queued for it, but the configuration has it no"
                + " more; add it again, or acknowledge them: chargeback alerts list"
        }
    }

    /// One line per receiver that took something.
    public var lines: [String] {
        delivered.map {
            let messages = $0.messageCount == $0.alertCount ? "" : " in \(Self.count($0.messageCount, "message"))"
            return "receiver \($0.receiver): \(Self.count($0.alertCount, "alert")) delivered\(messages)"
        }
    }

    mutating func addDelivered(_ message: OutboxMessage) {
        var index = delivered.firstIndex { $0.receiver == message.receiver }
        if index == nil {
            index = delivered.count
            delivered.append(Delivered(receiver: message.receiver))
        }
        guard let index else { return }
        delivered[index].alertCount += message.notices.count
        delivered[index].messageCount += 1
    }

    mutating func addHeld(_ receiver: String) { held[receiver, default: 0] += 1 }

    mutating func addWaiting(_ message: OutboxMessage, because cause: AlertError.Reason?, isConfigured: Bool = true) {
        var index = waiting.firstIndex { $0.receiver == message.receiver }
        if index == nil {
            index = waiting.count
            waiting.append(Waiting(receiver: message.receiver, isConfigured: isConfigured))
        }
        guard let index else { return }
        waiting[index].alertCount += message.notices.count
        waiting[index].cause = cause
    }

    private static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
