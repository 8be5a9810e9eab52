import Errors
import Glibc

/// Why alerts did not go out, or cannot.
public struct AlertError: CodedError, Hashable {
    /// The causes.
    public indirect enum Reason: Hashable, Sendable {
        /// Alerts are kept for the next run: how many, and why, where one was tried.
        case undelivered(Int, because: Reason?)
        /// The receiver's last outcome was not a delivery.
        case notDelivered(DeliveryOutcome)
        /// The receiver may not be asked: its URL or host is wrong or forbidden.
        case receiverForbidden(DeliveryFailure)
        /// The signing key is shorter than 16 bytes.
        case keyTooShort
        /// The signing key's file can be read by others.
        case keyReadableByOthers
        /// The signing key's file cannot be read; the system's number.
        case keyNotRead(Int32)
        /// The configuration has no such receiver; those that it has.
        case noSuchReceiver(known: [String])
        /// The configuration has no such rule; those that it has.
        case noSuchRule(known: [String])
        /// The name is not among those who may approve.
        case mayNotApprove(approvers: [String])
        /// An approval of cost says up to which amount.
        case approvalNeedsAmount
        /// More than the rule lets anybody approve; how much that is.
        case approvalTooMuch(String)
        /// A month that is to be judged is not published.
        case monthNotPublished
        /// No alert has an id that starts so.
        case noSuchAlert
        /// The ids of several alerts start so.
        case alertAmbiguous
        /// The text cannot be the start of an alert's id.
        case alertIDInvalid
        /// An amount has more digits than can be kept; the rule it was for.
        case amountTooLong(rule: String)
    }

    /// The receiver's name in the configuration, never its URL; or the id, or the month.
    public let place: String?
    /// What is wrong.
    public let reason: Reason

    /// An error at a receiver.
    public init(_ reason: Reason, receiver: String?) {
        self.init(reason, place: receiver)
    }

    /// An error at another place: an alert's id or a month.
    init(_ reason: Reason, place: String?) {
        self.reason = reason
        self.place = place
    }
}

extension AlertError {
    /// CB090 to CB099 and CB255, by what the user can do about it.
    public var code: Int {
        switch reason {
        case .undelivered: 90
        case .notDelivered: 91
        case .receiverForbidden: 92
        case .keyTooShort: 93
        case .keyReadableByOthers: 94
        case .keyNotRead: 95
        case .noSuchReceiver: 96
        case .noSuchAlert, .alertAmbiguous, .alertIDInvalid: 97
        case .amountTooLong: 98
        case .noSuchRule: 99
        case .mayNotApprove: 255
        case .approvalNeedsAmount, .approvalTooMuch: 256
        case .monthNotPublished: 257
        }
    }

    /// 69 for what is not delivered, 78 for what the configuration must change, 64 for a wrong name on the command line.
    public var exitCode: ExitCode {
        switch reason {
        case .undelivered, .notDelivered: .undelivered
        case .receiverForbidden, .keyTooShort, .keyReadableByOthers, .keyNotRead: .configuration
        case .noSuchReceiver, .noSuchRule, .noSuchAlert, .alertAmbiguous, .alertIDInvalid, .approvalNeedsAmount,
            .approvalTooMuch:
            .usage
        case .mayNotApprove: .permission
        case .monthNotPublished: .inputMissing
        case .amountTooLong: .inputRefused
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .undelivered(let count, let cause):
            "\(count) \(count == 1 ? "alert is" : "alerts are") undelivered and queued; "
                + (cause.map { AlertError($0, place: nil).description } ?? "the next run tries again")
        case .notDelivered(.delivered(let status)): "the receiver took the alert (HTTP \(status))"
        case .notDelivered(.refused(let status, let isRetryable)):
            "the receiver refused the alert (HTTP \(status)); "
                + (isRetryable ? "the next run tries again" : "check its URL and key")
        case .notDelivered(.failed(let failure, let isRetryable)):
            "\(failure)\(isRetryable ? "; the next run tries again" : "")"
        case .receiverForbidden(let failure): "\(failure)"
        case .keyTooShort: "the signing key has fewer than 16 bytes; make one with: openssl rand -hex 32"
        case .keyReadableByOthers: "the signing key's file can be read by others; chmod o= it"
        case .keyNotRead(let number): "the signing key's file cannot be read: \(String(cString: strerror(number)))"
        case .noSuchReceiver(let known):
            "the configuration has no such receiver; "
                + (known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))")
        case .noSuchRule(let known):
            "the configuration has no such rule; " + (known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))")
        case .mayNotApprove(let approvers): "may not approve this; \(approvers.joined(separator: ", ")) may"
        case .monthNotPublished: "the month is not published, so nothing can be judged; chargeback status shows those that are"
        case .approvalNeedsAmount: "an approval of cost says up to which; add --amount"
        case .approvalTooMuch(let most): "the rule lets nobody approve more than \(most); approve less or raise its 'growth'"
        case .noSuchAlert: "no alert has this id; chargeback alerts list shows them"
        case .alertAmbiguous: "the ids of several alerts start so; write more of it"
        case .alertIDInvalid: "an alert's id is hexadecimal; write at least 6 digits of it"
        case .amountTooLong(let rule): "the cost that rule \(rule) watches has more digits than can be kept"
        }
    }
}
