import Glibc
import HTTP

/// Hands messages over by HTTP POST (libcurl: the system's TLS and certificates).
///
/// One message, one connection, one answer: no redirects, no proxies, no cookies, no `.netrc`, nothing of
/// the answer but its status and, from chats that refuse in it, the body. The address is judged where the connection is made, so a name that
/// changes its address in between gains nothing.
public struct HTTPReceiver: Sendable {
    /// Which hosts may be asked.
    public let policy: HostPolicy

    /// What of an answer's headers and of its body is read at most; the rest is cut off.
    public static let answerBytesMax = 64 * 1024

    /// A receiver under a policy.
    public init(policy: HostPolicy = HostPolicy()) { self.policy = policy }

    /// Sends a JSON body, signed where there is a key.
    ///
    /// - Parameters:
    ///   - url: Where to; it may hold a secret and appears in no outcome.
    ///   - body: The payload.
    ///   - alertID: The receiver recognises repeats by it (`Idempotency-Key`).
    ///   - key: Signs the body (`X-Chargeback-Signature`).
    ///   - timeoutSeconds: For all of it, from the name to the last byte.
    public func post(
        url: String, body: [UInt8], alertID: String, key: SigningKey?, timeoutSeconds: Double = 10
    ) -> DeliveryOutcome {
        var headers = [("Content-Type", "application/json; charset=utf-8"), ("Idempotency-Key", alertID)]
        if let key { headers.append(("X-Chargeback-Signature", key.signature(of: body))) }
        return post(url: url, body: body, headers: headers, timeoutSeconds: timeoutSeconds)
    }

    /// Sends a body with headers.
    ///
    /// - Parameter timeoutSeconds: For all of it, from the name to the last byte.
    public func post(
        url: String, body: [UInt8], headers: [(name: String, value: String)], timeoutSeconds: Double = 10
    ) -> DeliveryOutcome {
        exchange(url: url, body: body, headers: headers, timeoutSeconds: timeoutSeconds).outcome
    }

    /// Sends a body with headers, and keeps what was answered.
    func exchange(
        url: String, body: [UInt8], headers: [(name: String, value: String)], timeoutSeconds: Double = 10
    ) -> HTTPAnswer {
        func failed(_ failure: DeliveryFailure) -> HTTPAnswer {
            HTTPAnswer(outcome: .failed(failure, isRetryable: false), body: [])
        }
        guard headers.allSatisfy(HTTPRequest.isValid) else { return failed(.headerInvalid) }
        guard let target = HTTPTarget(url) else { return failed(.urlInvalid) }
        if let refusal = policy.refusal(scheme: target.scheme, host: target.host) { return failed(refusal) }
        let transfer = MessageTransfer(policy: policy, host: target.host)
        let outcome = transfer.run(target, body: body, headers: headers, timeoutSeconds: timeoutSeconds)
        return HTTPAnswer(outcome: outcome, body: transfer.answer)
    }
}
