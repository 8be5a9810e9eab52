import CCurl
import Glibc

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
        guard headers.allSatisfy(Self.isValid) else { return failed(.headerInvalid) }
        guard let target = CurlTarget(url) else { return failed(.urlInvalid) }
        if let refusal = policy.refusal(scheme: target.scheme, host: target.host) { return failed(refusal) }
        let transfer = CurlTransfer(policy: policy, host: target.host)
        let outcome = transfer.run(target, body: body, headers: headers, timeoutSeconds: timeoutSeconds)
        return HTTPAnswer(outcome: outcome, body: transfer.answer)
    }

    /// Whether a header can be sent as it is: a token, and no line end, NUL or other control in the value.
    private static func isValid(_ header: (name: String, value: String)) -> Bool {
        let marks = Set("!#$%&'*+-.^_`|~".utf8)
        let isToken = header.name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || marks.contains(byte)
        }
        return isToken && !header.name.isEmpty && header.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}

/// A URL as libcurl itself understands it: what is judged is what is connected to.
final class CurlTarget {
    let handle: OpaquePointer
    let scheme: String
    let host: String

    /// The target of a URL, or `nil` where it is none or carries a user name.
    init?(_ url: String) {
        // NUL would end the text for libcurl, but not for whoever reads the configuration.
        guard !url.utf8.contains(0), let handle = curl_url() else { return nil }
        guard curl_url_set(handle, CURLUPART_URL, url, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK,
            Self.part(CURLUPART_USER, of: handle) == nil, Self.part(CURLUPART_PASSWORD, of: handle) == nil,
            let scheme = Self.part(CURLUPART_SCHEME, of: handle)
        else {
            curl_url_cleanup(handle)
            return nil
        }
        self.handle = handle
        self.scheme = scheme
        // file:///… has no host; its scheme is refused before anybody asks for one.
        host = Self.part(CURLUPART_HOST, of: handle) ?? ""
    }

    deinit { curl_url_cleanup(handle) }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
