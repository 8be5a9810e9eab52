import CCurl
import Glibc

/// One transfer of libcurl, from its options to its outcome.
final class CurlTransfer {
    private let policy: HostPolicy
    private let host: String
    /// Whether an address was refused; libcurl itself only says that it could not connect.
    private var hasRefusedAddress = false
    private var answerBytes = 0
    /// The answer's body, as far as it was read.
    private(set) var answer: [UInt8] = []

    /// libcurl must be set up once before any thread uses it.
    private static let isSetUp = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(policy: HostPolicy, host: String) {
        self.policy = policy
        self.host = host
    }

    /// Sends the body and judges the answer.
    func run(
        _ target: CurlTarget, body: [UInt8], headers: [(name: String, value: String)], timeoutSeconds: Double
    ) -> DeliveryOutcome {
        guard Self.isSetUp, let handle = curl_easy_init() else {
            return .failed(.other(Int32(CURLE_FAILED_INIT.rawValue)), isRetryable: true)
        }
        defer { curl_easy_cleanup(handle) }
        var list: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(list) }
        // `Expect:` alone keeps libcurl from waiting for a go-ahead that many receivers never send.
        for line in headers.map({ "\($0.name): \($0.value)" }) + ["Expect:"] { list = curl_slist_append(list, line) }
        var check = chargeback_address_check(
            check: { address, context in
                guard let address, let context else { return 0 }
                return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().judge(address) ? 1 : 0
            }, context: Unmanaged.passUnretained(self).toOpaque())
        return withUnsafeMutablePointer(to: &check) { check in
            body.withUnsafeBufferPointer { bytes in
                let isSet =
                    configure(handle, target, headers: list, timeoutSeconds: timeoutSeconds)
                    && configure(handle, body: bytes)
                    && chargeback_curl_set_address_check(handle, check) == CURLE_OK
                guard isSet else {
                    return .failed(.other(Int32(CURLE_BAD_FUNCTION_ARGUMENT.rawValue)), isRetryable: false)
                }
                return outcome(of: curl_easy_perform(handle), handle)
            }
        }
    }

    /// Whether a connection to the address may be made.
    private func judge(_ address: UnsafePointer<sockaddr>) -> Bool {
        let isAllowed = NetworkAddress(address).map { policy.allows($0, host: host) } ?? false
        if !isAllowed { hasRefusedAddress = true }
        return isAllowed
    }

    /// Takes in a piece of the answer's head or body; more than the limit of both ends the transfer.
    private func takeIn(_ count: Int) -> Int {
        answerBytes += count
        return answerBytes > HTTPReceiver.answerBytesMax ? 0 : count
    }

    private func configure(
        _ handle: UnsafeMutableRawPointer, _ target: CurlTarget, headers: UnsafeMutablePointer<curl_slist>?,
        timeoutSeconds: Double
    ) -> Bool {
        let milliseconds = Int(max(1, min(timeoutSeconds, 3600) * 1000))
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_TIMEOUT_MS, milliseconds), (CURLOPT_CONNECTTIMEOUT_MS, milliseconds), (CURLOPT_NOSIGNAL, 1),
            (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
            (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)), (CURLOPT_FRESH_CONNECT, 1),
            (CURLOPT_FORBID_REUSE, 1), (CURLOPT_NETRC, 0),
        ]
        // An empty proxy keeps the environment's away: through a proxy, the address could not be judged.
        let texts = [
            (CURLOPT_PROTOCOLS_STR, "http,https"), (CURLOPT_PROXY, ""), (CURLOPT_USERAGENT, "chargeback"),
        ]
        return numbers.allSatisfy { chargeback_curl_set_long(handle, $0.0, $0.1) == CURLE_OK }
            && texts.allSatisfy { chargeback_curl_set_string(handle, $0.0, $0.1) == CURLE_OK }
            && chargeback_curl_set_pointer(handle, CURLOPT_CURLU, UnsafeMutableRawPointer(target.handle)) == CURLE_OK
            && chargeback_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers) == CURLE_OK
    }

    private func configure(_ handle: UnsafeMutableRawPointer, body: UnsafeBufferPointer<UInt8>) -> Bool {
        let writer: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
            _, size, count, context in
            guard let context else { return 0 }
            return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().takeIn(size * count)
        }
        let keeper: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
            bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            transfer.answer += UnsafeRawBufferPointer(start: bytes, count: size * count)
            return transfer.takeIn(size * count)
        }
        let this = Unmanaged.passUnretained(self).toOpaque()
        // The empty array has no address, and without one libcurl would read the body from stdin.
        let start = body.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) } ?? this
        return chargeback_curl_set_long(handle, CURLOPT_POST, 1) == CURLE_OK
            && chargeback_curl_set_long(handle, CURLOPT_POSTFIELDSIZE, body.count) == CURLE_OK
            && chargeback_curl_set_pointer(handle, CURLOPT_POSTFIELDS, start) == CURLE_OK
            && chargeback_curl_set_writer(handle, keeper) == CURLE_OK
            && chargeback_curl_set_header_writer(handle, writer) == CURLE_OK
            && chargeback_curl_set_pointer(handle, CURLOPT_WRITEDATA, this) == CURLE_OK
            && chargeback_curl_set_pointer(handle, CURLOPT_HEADERDATA, this) == CURLE_OK
    }

    /// What the end of the transfer means.
    private func outcome(of code: CURLcode, _ handle: UnsafeMutableRawPointer) -> DeliveryOutcome {
        var status = 0
        chargeback_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        // A receiver that gave its status has spoken, however long it goes on or breaks off behind it.
        if status >= 200 { return DeliveryOutcome(status: status) }
        if hasRefusedAddress { return .failed(.addressForbidden, isRetryable: false) }
        switch code {
        case CURLE_OPERATION_TIMEDOUT: return .failed(.timedOut, isRetryable: true)
        case CURLE_COULDNT_RESOLVE_HOST: return .failed(.nameNotResolved, isRetryable: true)
        case CURLE_COULDNT_CONNECT: return .failed(.notConnected, isRetryable: true)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
            return .failed(.certificateRefused, isRetryable: false)
        case CURLE_SSL_CONNECT_ERROR: return .failed(.tlsFailed, isRetryable: true)
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_WRITE_ERROR,
            CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL:
            return .failed(.connectionLost, isRetryable: true)
        default: return .failed(.other(Int32(code.rawValue)), isRetryable: true)
        }
    }
}
