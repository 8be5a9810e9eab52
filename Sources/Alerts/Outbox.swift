import Glibc
import Keys
import Settings
import Store

/// Sends what waits, and keeps what cannot be sent.
///
/// Delivery is at least once: an attempt is noted before it is made and its outcome after, each by itself, so a
/// process that dies in between sends again under the same key (`Idempotency-Key`). Nothing is ever given up;
/// what a receiver does not take waits for the next run, or for somebody to acknowledge the alert.
///
/// A run does not hang on somebody else's server: a message is tried as often as the schedule has it, and a
/// receiver that then still fails is left alone for the rest of the run. Only a refusal that is about the one
/// message lets the next be tried, so that one bad message does not block all that come behind it.
public struct Outbox {
    /// Makes one attempt.
    typealias Transport = (_ channel: Channel, _ content: AlertContent) throws -> DeliveryOutcome

    private let connection: Connection
    private let receivers: [String: Settings.Receiver]
    private let schedule: RetrySchedule
    private let wait: (Int) -> Void
    private let transport: Transport
    private let now: Instant

    /// Refusals about single messages after which a receiver is left alone as well.
    private static let refusalsMax = 3

    /// The outbox of a database.
    ///
    /// - Parameters:
    ///   - receivers: Those of the configuration; what waits for others stays and is said.
    ///   - schedule: How often a message is tried in this run.
    public init(_ connection: Connection, receivers: [Settings.Receiver], schedule: RetrySchedule = RetrySchedule()) {
        self.init(connection, receivers: receivers, schedule: schedule, wait: { usleep(UInt32($0) * 1000) }) {
            $0.send($1)
        }
    }

    /// An outbox whose clock and wire a test holds in its hands.
    init(
        _ connection: Connection, receivers: [Settings.Receiver], schedule: RetrySchedule = RetrySchedule(),
        now: Instant = .now, wait: @escaping (Int) -> Void, transport: @escaping Transport
    ) {
        self.now = now
        self.connection = connection
        self.receivers = Dictionary(uniqueKeysWithValues: receivers.map { ($0.name, $0) })
        self.schedule = schedule
        self.wait = wait
        self.transport = transport
    }

    /// Sends what waits, oldest first.
    ///
    /// - Throws: `StoreError` where an attempt cannot be noted; then nothing more is sent.
    public func deliver() throws -> DeliveryReport {
        try escalate()
        var report = DeliveryReport()
        let rows = try connection.query(SQL.text("alerts/waiting.sql")).filter { row in
            let isHeld = isHeld(row)
            if isHeld { report.addHeld(row.text("receiver")) }
            return !isHeld
        }
        let messages = OutboxMessage.messages(of: rows)
        var doors: [String: Door] = [:]
        for message in messages {
            guard let receiver = receivers[message.receiver] else {
                report.addWaiting(message, because: nil, isConfigured: false)
                continue
            }
            var door = doors[message.receiver] ?? Door(receiver)
            try deliver(message, through: &door, &report)
            doors[message.receiver] = door
        }
        return report
    }

    /// Whether a notice waits for the hours in which its receiver listens. What is critical does not, and what was tried
    /// goes on as it began.
    private func isHeld(_ row: Row) -> Bool {
        guard let calendar = receivers[row.text("receiver")]?.calendar, row["message_id"] == nil,
            row.text("severity") != AlertMessage.Level.critical.rawValue || row.text("notice") == "resolved"
        else { return false }
        return !calendar.isOpen(at: now)
    }

    /// Hours after which an alert that a receiver does not take goes to its fallback, too.
    private static let hoursToFallback = 24

    private func escalate() throws {
        for receiver in receivers.values.sorted(by: { $0.name < $1.name }) {
            // Outside its hours a receiver is not to be woken through another one.
            guard let fallback = receiver.fallback, receiver.calendar?.isOpen(at: now) ?? true else { continue }
            try connection.query(
                SQL.text("alerts/escalate.sql"),
                [
                    .text(receiver.name), .text(fallback), .integer(Self.hoursToFallback), .flag(receiver.calendar != nil),
                ])
        }
    }

    private func deliver(_ message: OutboxMessage, through door: inout Door, _ report: inout DeliveryReport) throws {
        guard let channel = door.channel else {
            return report.addWaiting(message, because: door.cause)
        }
        let outcome = try send(message, to: channel)
        if outcome.isDelivered { return report.addDelivered(message) }
        door.note(outcome, refusalsMax: Self.refusalsMax)
        report.addWaiting(message, because: door.cause)
    }

    /// Tries a message as often as the schedule has it. No transaction is open while the receiver is waited for.
    private func send(_ message: OutboxMessage, to channel: Channel) throws -> DeliveryOutcome {
        let content = try content(of: message)
        let ids = Parameter.text(AlertStore.array(message.notices.map(\.alertID)))
        let kinds = Parameter.text(AlertStore.array(message.notices.map(\.kind)))
        return try schedule.deliver(
            send: {
                try connection.query(
                    SQL.text("alerts/note_attempt.sql"), [ids, .text(message.receiver), .text(message.id), kinds])
                let outcome = try transport(channel, content)
                try connection.query(
                    SQL.text("alerts/note_outcome.sql"),
                    [ids, .text(message.receiver), .text("\(outcome)"), .flag(outcome.isDelivered), kinds])
                return outcome
            }, wait: wait
        ).outcome
    }

    private func content(of message: OutboxMessage) throws -> AlertContent {
        let stored = try AlertStore(connection).messages(ids: message.notices.map(\.alertID))
        let byID = Dictionary(uniqueKeysWithValues: stored.map { ($0.id, $0) })
        let messages = message.notices.compactMap { notice -> AlertMessage? in
            var copy = byID[notice.alertID]
            copy?.isResolved = notice.kind == "resolved"
            return copy
        }
        guard messages.count == 1, messages[0].noticeID == message.id else {
            return AlertContent(payload: AlertPayload(digest: messages, digestID: message.id))
        }
        return AlertContent(payload: AlertPayload(messages[0]), storedBody: message.payload)
    }
}

/// A receiver during one run: open until it has failed.
private struct Door {
    private(set) var channel: Channel?
    private(set) var cause: AlertError.Reason?
    private var refusalCount = 0

    /// The receiver's key is read now, when there is something to sign.
    init(_ receiver: Settings.Receiver) {
        do throws(AlertError) { channel = try Channel(receiver) } catch { cause = error.reason }
    }

    mutating func note(_ outcome: DeliveryOutcome, refusalsMax: Int) {
        cause = AlertError.Reason(outcome)
        refusalCount += 1
        if !outcome.isAboutMessage || refusalCount >= refusalsMax { channel = nil }
    }
}
