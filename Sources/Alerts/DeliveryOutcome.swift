/// What became of one attempt to hand over a message.
public enum DeliveryOutcome: Hashable, Sendable {
    /// The receiver took it (2xx).
    case delivered(status: Int)
    /// The receiver answered, but did not take it.
    case refused(status: Int, isRetryable: Bool)
    /// There was no answer, or we did not ask.
    case failed(DeliveryFailure, isRetryable: Bool)

    /// Whether the same message may be tried again.
    public var isRetryable: Bool {
        switch self {
        case .delivered: false
        case .refused(_, let isRetryable), .failed(_, let isRetryable): isRetryable
        }
    }

    /// Whether a refusal is about this message alone, so that the receiver may take the next one.
    public var isAboutMessage: Bool {
        if case .refused(let status, _) = self {
            [400, 409, 411, 413, 414, 415, 422, 431].contains(status)
        } else {
            false
        }
    }

    /// Whether the receiver took it.
    public var isDelivered: Bool {
        if case .delivered = self { true } else { false }
    }

    /// The outcome of an HTTP status. A redirect is a refusal: it could lead anywhere.
    public init(status: Int) {
        switch status {
        case 200...299: self = .delivered(status: status)
        case 408, 425, 429, 500...599: self = .refused(status: status, isRetryable: true)
        default: self = .refused(status: status, isRetryable: false)
        }
    }
}

/// Why there was no answer. No case holds a URL, a header or a key.
public enum DeliveryFailure: Hashable, Sendable {
    /// The URL is not one, or has a user name in it.
    case urlInvalid
    /// Neither http nor https, or http to a host that is not listed.
    case schemeForbidden
    /// The host is not in the allow-list.
    case hostNotListed
    /// The host's address is private, link-local or otherwise not public.
    case addressForbidden
    /// A header's name or value has characters that headers cannot have.
    case headerInvalid
    /// The host's name is unknown.
    case nameNotResolved
    /// Nobody answers at the address.
    case notConnected
    /// The server's certificate is not trusted, or not its own.
    case certificateRefused
    /// TLS could not be set up.
    case tlsFailed
    /// The time was up.
    case timedOut
    /// The connection ended before an answer.
    case connectionLost
    /// The chat's answer says that it did not take the message; its number for why.
    case refusedInAnswer(code: Int)
    /// The chat's answer is none of its own.
    case answerStrange
    /// This machine has no `sendmail`.
    case sendmailMissing
    /// `sendmail` did not take the mail; its exit status.
    case sendmailFailed(Int32)
    /// Another error of libcurl, by its number.
    case other(Int32)
}

extension DeliveryFailure: CustomStringConvertible {
    /// What happened; what to do where that is not plain.
    public var description: String {
        switch self {
        case .urlInvalid: "the URL is not one, or has a user name in it; write https://host/path"
        case .schemeForbidden: "only https is used; plain http needs allow_private: true at the receiver"
        case .hostNotListed: "the host is not one that alerts may go to; add it to alert_hosts if it is meant"
        case .addressForbidden:
            "the host has a private address; write allow_private: true at the receiver if that is meant"
        case .headerInvalid: "a header has characters that headers cannot have"
        case .nameNotResolved: "the host's name is unknown"
        case .notConnected: "the host does not answer"
        case .certificateRefused: "the host's certificate is not trusted"
        case .tlsFailed: "TLS could not be set up"
        case .timedOut: "the host did not answer in time"
        case .connectionLost: "the connection ended before an answer"
        case .refusedInAnswer(let code): "the chat refused the alert (error \(code)); check its URL, key and keywords"
        case .answerStrange: "the answer is not one of the receiver's kind; check its URL and kind"
        case .sendmailMissing: "/usr/sbin/sendmail is missing; install a mail server, e.g. msmtp-mta"
        case .sendmailFailed(let status): "sendmail did not take the mail (exit status \(status)); see its log"
        case .other(let number): "the transfer failed (libcurl error \(number))"
        }
    }
}

extension DeliveryOutcome: CustomStringConvertible {
    /// What became of it, in words without a URL.
    public var description: String {
        switch self {
        case .delivered(let status): "delivered (HTTP \(status))"
        case .refused(let status, _): "refused (HTTP \(status))"
        case .failed(let failure, _): "\(failure)"
        }
    }
}
