import Errors
import Glibc

/// Why alerts did not go out, or cannot.
public struct AlertError: CodedError, Hashable {
    /// The causes.
    public enum Reason: Hashable, Sendable {
        /// Messages are kept for the next run; how many.
        case undelivered(Int)
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
    }

    /// The receiver's name in the configuration, never its URL.
    public let place: String?
    /// What is wrong.
    public let reason: Reason

    /// An error at a receiver.
    public init(_ reason: Reason, receiver: String?) {
        self.reason = reason
        place = receiver
    }
}

extension AlertError {
    /// CB090 to CB095, one per cause.
    public var code: Int {
        switch reason {
        case .undelivered: 90
        case .notDelivered: 91
        case .receiverForbidden: 92
        case .keyTooShort: 93
        case .keyReadableByOthers: 94
        case .keyNotRead: 95
        }
    }

    /// 69 for what waits in the outbox, 78 for what the configuration must change.
    public var exitCode: ExitCode {
        switch reason {
        case .undelivered, .notDelivered: .undelivered
        case .receiverForbidden, .keyTooShort, .keyReadableByOthers, .keyNotRead: .configuration
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .undelivered(let count):
            "\(count) \(count == 1 ? "alert is" : "alerts are") undelivered and queued; the next run tries again"
        case .notDelivered(.delivered(let status)): "the receiver took the alert (HTTP \(status))"
        case .notDelivered(.refused(let status, let isRetryable)):
            "the receiver refused the alert (HTTP \(status)); "
                + (isRetryable ? "the next run tries again" : "check its URL and key")
        case .notDelivered(.failed(let failure, let isRetryable)):
            "\(failure)" + (isRetryable ? "; the next run tries again" : "")
        case .receiverForbidden(let failure): "\(failure)"
        case .keyTooShort: "the signing key has fewer than 16 bytes; make one with: openssl rand -hex 32"
        case .keyReadableByOthers: "the signing key's file can be read by others; chmod o= it"
        case .keyNotRead(let number): "the signing key's file cannot be read: \(String(cString: strerror(number)))"
        }
    }
}
