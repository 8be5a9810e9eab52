import HTTP
import Keys
import Settings

/// A receiver of the configuration, ready to be sent to: its key is read, its address judged by its own policy.
struct Channel {
    let receiver: Settings.Receiver
    private let key: SigningKey?

    /// - Throws: `AlertError` where the key is too short, can be read by others or cannot be read at all.
    init(_ receiver: Settings.Receiver) throws(AlertError) {
        self.receiver = receiver
        switch receiver.key {
        case nil: key = nil
        case .file(let path): key = try SigningKey(file: path, receiver: receiver.name)
        case .text(let secret):
            guard let key = SigningKey(bytes: Array(secret.revealed.utf8)) else {
                throw AlertError(.keyTooShort, receiver: receiver.name)
            }
            self.key = key
        }
    }

    /// One attempt.
    ///
    /// - Parameters:
    ///   - content: What is said.
    ///   - now: The moment of sending, which some receivers want signed; our own body never holds it.
    func send(_ content: AlertContent, now: Instant = .now) -> DeliveryOutcome {
        guard receiver.kind != .email else {
            return Sendmail().send(MailMessage(content.payload, to: receiver.addresses, now: now))
        }
        let request = ChannelRequest(content, to: receiver, key: key, now: now)
        // `allow_private` opens this receiver's own host, never another one.
        let hosts = receiver.allowPrivate ? [HTTPTarget(request.url)?.host ?? ""] : []
        let answer = HTTPReceiver(policy: HostPolicy(allowedHosts: hosts, patterns: receiver.hosts))
            .exchange(url: request.url, body: request.body, headers: request.headers)
        return ChatAnswer.outcome(of: answer, kind: receiver.kind)
    }
}

/// What is to be sent: the messages, and the bytes in which our own webhooks get them, where those were kept.
struct AlertContent {
    let payload: AlertPayload
    /// The stored body of a single alert: what was once sent is sent again, byte for byte.
    var storedBody: String?
}

extension AlertError.Reason {
    /// Why a message did not arrive: for good, because of the configuration, or for now.
    init(_ outcome: DeliveryOutcome) {
        switch outcome {
        case .failed(let failure, _)
        where [.urlInvalid, .schemeForbidden, .hostNotListed, .addressForbidden]
            .contains(failure):
            self = .receiverForbidden(failure)
        default: self = .notDelivered(outcome)
        }
    }
}
