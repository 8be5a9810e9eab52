import Glibc
import HTTP

/// One message on its way, from its request to its outcome.
final class MessageTransfer {
    private let policy: HostPolicy
    private let host: String
    /// Whether an address was refused; libcurl itself only says that it could not connect.
    private var hasRefusedAddress = false
    private var answerBytes = 0
    /// The answer's body, as far as it was read.
    private(set) var answer: [UInt8] = []

    init(policy: HostPolicy, host: String) {
        self.policy = policy
        self.host = host
    }

    /// Sends the body and judges the answer.
    func run(
        _ target: HTTPTarget, body: [UInt8], headers: [HTTPRequest.Header], timeoutSeconds: Double
    ) -> DeliveryOutcome {
        var request = HTTPRequest(target)
        request.headers = headers
        request.body = body
        request.timeoutSeconds = timeoutSeconds
        // Through a proxy, the address could not be judged.
        request.proxy = .none
        request.allowsAddress = { self.judge($0) }
        let end = HTTPClient().send(request) { self.takeIn($0.count) } onBody: { piece in
            self.answer += piece
            return self.takeIn(piece.count)
        }
        return outcome(of: end)
    }

    /// Whether a connection to the address may be made.
    private func judge(_ address: UnsafePointer<sockaddr>) -> Bool {
        let isAllowed = NetworkAddress(address).map { policy.allows($0, host: host) } ?? false
        if !isAllowed { hasRefusedAddress = true }
        return isAllowed
    }

    /// Takes in a piece of the answer's head or body; more than the limit of both ends the transfer.
    private func takeIn(_ count: Int) -> Bool {
        answerBytes += count
        return answerBytes <= HTTPReceiver.answerBytesMax
    }

    /// What the end of the transfer means.
    private func outcome(of end: HTTPEnd) -> DeliveryOutcome {
        // A receiver that gave its status has spoken, however long it goes on or breaks off behind it.
        if end.status >= 200 { return DeliveryOutcome(status: end.status) }
        if hasRefusedAddress { return .failed(.addressForbidden, isRetryable: false) }
        switch end.failure {
        case .timedOut: return .failed(.timedOut, isRetryable: true)
        case .nameNotResolved: return .failed(.nameNotResolved, isRetryable: true)
        case .notConnected: return .failed(.notConnected, isRetryable: true)
        case .certificateRefused: return .failed(.certificateRefused, isRetryable: false)
        case .tlsFailed: return .failed(.tlsFailed, isRetryable: true)
        case .connectionLost, .stopped, nil: return .failed(.connectionLost, isRetryable: true)
        case .notConfigured, .credentialsUnusable: return .failed(.other(0), isRetryable: false)
        case .other(let number): return .failed(.other(number), isRetryable: true)
        }
    }
}
