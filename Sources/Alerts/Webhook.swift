import Settings

/// A receiver of the configuration, ready to be sent to: its key is read, its address judged by its own policy.
struct Webhook {
    private let receiver: Settings.Receiver
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
    func post(_ body: [UInt8], id: String) -> DeliveryOutcome {
        let url = receiver.url.revealed
        // `allow_private` opens this receiver's own host, never another one.
        let hosts = receiver.allowPrivate ? [CurlTarget(url)?.host ?? ""] : []
        return HTTPReceiver(policy: HostPolicy(allowedHosts: hosts)).post(url: url, body: body, alertID: id, key: key)
    }
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
