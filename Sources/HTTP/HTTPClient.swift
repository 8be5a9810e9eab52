import CCurl
import Glibc

/// One line to HTTP servers (libcurl: the system's TLS, certificates and proxies), for one request after the other.
///
/// No redirects, no cookies, no `.netrc`, TLS 1.2 or later with the certificate checked. The answer goes to its
/// receiver as it comes, so that its size costs no memory.
public final class HTTPClient {
    private let handle: UnsafeMutableRawPointer?

    /// libcurl must be set up once before any thread uses it.
    private static let isSetUp = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// A client for one thread at a time.
    public init() { handle = Self.isSetUp ? curl_easy_init() : nil }

    deinit { curl_easy_cleanup(handle) }

    /// Sends a request and hands the answer on.
    ///
    /// - Parameters:
    ///   - onHeader: Gets each line of the answer's head; `false` ends the transfer.
    ///   - onBody: Gets each piece of the body as it was sent, compressed where it was; `false` ends the transfer.
    public func send(
        _ request: HTTPRequest, onHeader: @escaping (UnsafeRawBufferPointer) -> Bool = { _ in true },
        onBody: @escaping (UnsafeRawBufferPointer) -> Bool
    ) -> HTTPEnd {
        guard let handle else { return HTTPEnd(status: 0, failure: .notConfigured, detail: "libcurl does not start") }
        // Keeps connections, forgets everything else.
        curl_easy_reset(handle)
        var list: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(list) }
        // `Expect:` alone keeps libcurl from waiting for a go-ahead that many receivers never send.
        for line in request.headers.map({ "\($0.name): \($0.value)" }) + ["Expect:"] {
            list = curl_slist_append(list, line)
        }
        var words = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        let flow = Flow(allowsAddress: request.allowsAddress, onHeader: onHeader, onBody: onBody)
        var check = chargeback_address_check(
            check: { address, context in
                guard let address, let context else { return 0 }
                return Unmanaged<Flow>.fromOpaque(context).takeUnretainedValue().allowsAddress?(address) ?? true ? 1 : 0
            }, context: Unmanaged.passUnretained(flow).toOpaque())
        return withExtendedLifetime(flow) {
            withUnsafeMutablePointer(to: &check) { check in
                words.withUnsafeMutableBufferPointer { words in
                    (request.body ?? []).withUnsafeBufferPointer { body in
                        let isSet =
                            configure(handle, request, headers: list) && configure(handle, flow, words.baseAddress)
                            && (request.body == nil || configure(handle, body: body))
                            && chargeback_curl_set_address_check(handle, check) == CURLE_OK
                        guard isSet else { return HTTPEnd(status: 0, failure: .notConfigured, detail: "") }
                        let code = curl_easy_perform(handle)
                        var status = 0
                        chargeback_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
                        let detail = words.baseAddress.map { String(cString: $0) } ?? ""
                        return HTTPEnd(status: status, failure: Self.failure(of: code, flow), detail: detail)
                    }
                }
            }
        }
    }

    private func configure(
        _ handle: UnsafeMutableRawPointer, _ request: HTTPRequest, headers: UnsafeMutablePointer<curl_slist>?
    ) -> Bool {
        let isOnce = request.keepsConnection ? 0 : 1
        func milliseconds(_ seconds: Double) -> Int { Int(max(1, min(seconds, 3600) * 1000)) }
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_TIMEOUT_MS, request.timeoutSeconds.map(milliseconds) ?? 0),
            (CURLOPT_CONNECTTIMEOUT_MS, milliseconds(request.timeoutSeconds ?? request.connectSecondsMax)),
            (CURLOPT_LOW_SPEED_LIMIT, request.silenceSecondsMax == nil ? 0 : 1),
            (CURLOPT_LOW_SPEED_TIME, request.silenceSecondsMax ?? 0),
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_SSL_VERIFYPEER, 1),
            (CURLOPT_SSL_VERIFYHOST, 2), (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            (CURLOPT_FRESH_CONNECT, isOnce), (CURLOPT_FORBID_REUSE, isOnce), (CURLOPT_NETRC, 0),
            (CURLOPT_SUPPRESS_CONNECT_HEADERS, 1), (CURLOPT_TCP_KEEPALIVE, 1),
        ]
        var texts = [(CURLOPT_PROTOCOLS_STR, "http,https"), (CURLOPT_USERAGENT, "chargeback")]
        switch request.proxy {
        // An empty proxy keeps the environment's away.
        case .none: texts.append((CURLOPT_PROXY, ""))
        case .environment: break
        case .named(let proxy): texts.append((CURLOPT_PROXY, proxy))
        }
        if let login = request.login {
            texts += [(CURLOPT_USERNAME, login.user), (CURLOPT_PASSWORD, login.password)]
        }
        if let file = request.authorityFile { texts.append((CURLOPT_CAINFO, file)) }
        if let file = request.certificateFile { texts.append((CURLOPT_SSLCERT, file)) }
        if let file = request.keyFile { texts.append((CURLOPT_SSLKEY, file)) }
        let url = UnsafeMutableRawPointer(request.target.handle)
        return numbers.allSatisfy { chargeback_curl_set_long(handle, $0.0, $0.1) == CURLE_OK }
            && texts.allSatisfy { chargeback_curl_set_string(handle, $0.0, $0.1) == CURLE_OK }
            && chargeback_curl_set_pointer(handle, CURLOPT_CURLU, url) == CURLE_OK
            && chargeback_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers) == CURLE_OK
    }

    private func configure(
        _ handle: UnsafeMutableRawPointer, _ flow: Flow, _ words: UnsafeMutablePointer<CChar>?
    ) -> Bool {
        let header: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
            Flow.from($3)?.take($0, $1 * $2, isBody: false) ?? 0
        }
        let body: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
            Flow.from($3)?.take($0, $1 * $2, isBody: true) ?? 0
        }
        let context = Unmanaged.passUnretained(flow).toOpaque()
        return chargeback_curl_set_writer(handle, body) == CURLE_OK
            && chargeback_curl_set_header_writer(handle, header) == CURLE_OK
            && chargeback_curl_set_pointer(handle, CURLOPT_WRITEDATA, context) == CURLE_OK
            && chargeback_curl_set_pointer(handle, CURLOPT_HEADERDATA, context) == CURLE_OK
            && chargeback_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, words) == CURLE_OK
    }

    private func configure(_ handle: UnsafeMutableRawPointer, body: UnsafeBufferPointer<UInt8>) -> Bool {
        // The empty array has no address, and without one libcurl would read the body from stdin.
        let start = body.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) } ?? handle
        return chargeback_curl_set_long(handle, CURLOPT_POST, 1) == CURLE_OK
            && chargeback_curl_set_long(handle, CURLOPT_POSTFIELDSIZE, body.count) == CURLE_OK
            && chargeback_curl_set_pointer(handle, CURLOPT_POSTFIELDS, start) == CURLE_OK
    }

    private static func failure(of code: CURLcode, _ flow: Flow) -> HTTPFailure? {
        switch code {
        case CURLE_OK: nil
        case _ where flow.isStopped: .stopped
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameNotResolved
        case CURLE_COULDNT_CONNECT: .notConnected
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR: .certificateRefused
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE: .credentialsUnusable
        case CURLE_SSL_CONNECT_ERROR: .tlsFailed
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_WRITE_ERROR,
            CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            .connectionLost
        default: .other(Int32(code.rawValue))
        }
    }
}

/// Where an answer goes while it comes.
private final class Flow {
    let allowsAddress: ((UnsafePointer<sockaddr>) -> Bool)?
    private let onHeader: (UnsafeRawBufferPointer) -> Bool
    private let onBody: (UnsafeRawBufferPointer) -> Bool
    private(set) var isStopped = false

    init(
        allowsAddress: ((UnsafePointer<sockaddr>) -> Bool)?, onHeader: @escaping (UnsafeRawBufferPointer) -> Bool,
        onBody: @escaping (UnsafeRawBufferPointer) -> Bool
    ) {
        self.allowsAddress = allowsAddress
        self.onHeader = onHeader
        self.onBody = onBody
    }

    static func from(_ context: UnsafeMutableRawPointer?) -> Flow? {
        context.map { Unmanaged<Flow>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Hands a piece on; what is not its count ends the transfer.
    func take(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, isBody: Bool) -> Int {
        let piece = UnsafeRawBufferPointer(start: bytes, count: count)
        if isBody ? onBody(piece) : onHeader(piece) { return count }
        isStopped = true
        // Nought would do, but for a piece without bytes.
        return count == 0 ? 1 : 0
    }
}
