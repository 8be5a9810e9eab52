import Foundation
import Testing

@testable import Alerts

@Suite("Delivery over HTTP")
struct HTTPReceiverTests {
    private let local = HTTPReceiver(policy: HostPolicy(allowedHosts: ["127.0.0.1", "localhost"]))
    private let body = Array(#"{"text":"hello"}"#.utf8)

    @Test("Every status is a delivery, a refusal for good, or a refusal to try again")
    func statuses() throws {
        let receiver = try LocalReceiver()
        let expected: [(Int, DeliveryOutcome)] =
            [200, 201, 202, 204, 299].map { ($0, .delivered(status: $0)) }
            + [301, 302, 303, 307, 308, 400, 401, 403, 404, 410, 418].map {
                ($0, .refused(status: $0, isRetryable: false))
            }
            + [408, 425, 429, 500, 502, 503, 504, 599].map { ($0, .refused(status: $0, isRetryable: true)) }
        for (status, outcome) in expected {
            #expect(post(receiver, "status/\(status)") == outcome)
            #expect(try receiver.nextRequest()["path"] as? String == "/status/\(status)")
        }
        // The redirects led nowhere: the next request is the next one sent.
        #expect(post(receiver, "status/200") == .delivered(status: 200))
        #expect(try receiver.nextRequest()["path"] as? String == "/status/200")
    }

    @Test("The message arrives with its type, its id and a signature that openssl agrees with")
    func request() throws {
        let receiver = try LocalReceiver()
        let key = try #require(SigningKey(bytes: Array("0123456789abcdef\n".utf8)))
        let outcome = local.post(url: receiver.url("status/200"), body: body, alertID: "a1", key: key)
        #expect(outcome == .delivered(status: 200))
        let request = try receiver.nextRequest()
        let headers = try #require(request["headers"] as? [String: String])
        #expect(request["body"] as? String == #"{"text":"hello"}"#)
        #expect(headers["content-type"] == "application/json; charset=utf-8")
        #expect(headers["idempotency-key"] == "a1")
        #expect(
            headers["x-chargeback-signature"]
                == "sha256=3526bccfeafa43085027611dbb1fd00775f08da5cbd8da3c8110c9bf6d8cda7c")
        #expect(headers["expect"] == nil && headers["authorization"] == nil)
        #expect(headers["user-agent"] == "chargeback")
    }

    @Test(
        "A receiver that misbehaves costs bounded time and is tried again",
        arguments: [
            ("hang", DeliveryFailure.timedOut), ("slow", .timedOut), ("reset", .connectionLost),
            ("close", .connectionLost),
            ("garbage", .connectionLost),
        ])
    func misbehaviour(path: String, failure: DeliveryFailure) throws {
        let receiver = try LocalReceiver()
        let start = ContinuousClock.now
        #expect(post(receiver, path, timeoutSeconds: 0.5) == .failed(failure, isRetryable: true))
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test(
        "A receiver that has said its status has spoken, however it goes on",
        arguments: [
            ("endless/200", DeliveryOutcome.delivered(status: 200)),
            ("endless/503", .refused(status: 503, isRetryable: true)),
            ("half", .delivered(status: 200)), ("headers", .delivered(status: 200)),
        ])
    func endless(path: String, outcome: DeliveryOutcome) throws {
        let receiver = try LocalReceiver()
        let start = ContinuousClock.now
        #expect(post(receiver, path, timeoutSeconds: 2) == outcome)
        if path.hasPrefix("endless") {
            // It was cut off, not read until the time was up.
            #expect(ContinuousClock.now - start < .seconds(1.5))
            _ = try receiver.nextRequest()
            let sent = try #require(try receiver.nextRequest()["bytes"] as? Int)
            #expect(sent < 16 << 20)
        }
    }

    @Test("Nobody there is tried again; an unknown name too")
    func nobody() throws {
        let port = try LocalReceiver().port
        let gone = local.post(url: "http://127.0.0.1:1/", body: body, headers: [])
        #expect(gone == .failed(.notConnected, isRetryable: true) && port > 0)
        let listed = HTTPReceiver(policy: HostPolicy(allowedHosts: ["nobody.invalid"]))
        let unknown = listed.post(url: "https://nobody.invalid/", body: body, headers: [], timeoutSeconds: 5)
        #expect(
            unknown == .failed(.nameNotResolved, isRetryable: true) || unknown == .failed(.timedOut, isRetryable: true))
    }

    @Test(
        "Without a list, what only this machine can reach is refused before a byte is sent",
        arguments: [
            ("https://127.0.0.1:PORT/", DeliveryFailure.addressForbidden),
            ("https://localhost:PORT/", .addressForbidden),
            ("https://[::1]:PORT/", .addressForbidden), ("https://0x7f.1:PORT/", .addressForbidden),
            ("https://2130706433:PORT/", .addressForbidden), ("https://[::ffff:127.0.0.1]:PORT/", .addressForbidden),
            ("https://0.0.0.0:PORT/", .addressForbidden), ("https://169.254.169.254/latest", .addressForbidden),
            ("https://10.0.0.1/", .addressForbidden), ("http://127.0.0.1:PORT/", .schemeForbidden),
            ("http://example.com/", .schemeForbidden), ("file:///etc/passwd", .schemeForbidden),
            ("gopher://127.0.0.1:PORT/_x", .schemeForbidden), ("ftp://127.0.0.1/", .schemeForbidden),
            ("https://user@example.com/", .urlInvalid), ("https://user:secret@example.com/", .urlInvalid),
            ("not a url", .urlInvalid), ("", .urlInvalid), ("https://", .urlInvalid),
            ("https://exa\0mple.com/", .urlInvalid),
        ])
    func forbidden(url: String, failure: DeliveryFailure) throws {
        let receiver = try LocalReceiver()
        let target = url.replacing("PORT", with: String(receiver.port))
        let outcome = HTTPReceiver().post(url: target, body: body, headers: [], timeoutSeconds: 3)
        #expect(outcome == .failed(failure, isRetryable: false))
        // The first request that comes in is one that was sent on purpose.
        #expect(post(receiver, "status/200") == .delivered(status: 200))
        #expect(try receiver.nextRequest()["path"] as? String == "/status/200")
    }

    @Test("With alert_hosts no other host is asked, and being among them opens no private address")
    func allowList() throws {
        let policy = HostPolicy(patterns: ["hooks.slack.com", "*.Example.org"])
        for host in ["hooks.slack.com", "a.example.org", "a.b.example.org."] {
            #expect(policy.refusal(scheme: "https", host: host) == nil, "\(host)")
        }
        for host in ["example.org", ".example.org", "evilexample.org", "hooks.slack.com.evil.com", "a.slack.com", ""] {
            #expect(policy.refusal(scheme: "https", host: host) == .hostNotListed, "\(host)")
        }
        #expect(!policy.allows(NetworkAddress(bytes: [127, 0, 0, 1]), host: "a.example.org"))
        let receiver = try LocalReceiver()
        let both = HTTPReceiver(policy: HostPolicy(allowedHosts: ["127.0.0.1"], patterns: ["*.example.org"]))
        let outcome = both.post(url: receiver.url("status/200"), body: body, headers: [])
        #expect(outcome == .failed(.hostNotListed, isRetryable: false))
        #expect(post(receiver, "status/200") == .delivered(status: 200))
    }

    @Test("With a list, other hosts are refused, and a listed name does not open link-local addresses")
    func listed() {
        let policy = HostPolicy(allowedHosts: ["Hooks.Example.com.", "[::1]"])
        #expect(policy.refusal(scheme: "https", host: "hooks.example.com") == nil)
        #expect(policy.refusal(scheme: "http", host: "hooks.example.com") == nil)
        #expect(policy.refusal(scheme: "https", host: "evil.example.com") == .hostNotListed)
        #expect(policy.refusal(scheme: "https", host: "hooks.example.com.evil.com") == .hostNotListed)
        let metadata = NetworkAddress(bytes: [169, 254, 169, 254])
        #expect(!policy.allows(metadata, host: "hooks.example.com"))
        #expect(HostPolicy(allowedHosts: ["169.254.169.254"]).allows(metadata, host: "169.254.169.254"))
        #expect(policy.allows(NetworkAddress(bytes: [10, 1, 2, 3]), host: "hooks.example.com"))
        #expect(!policy.allows(NetworkAddress(bytes: [0, 0, 0, 0]), host: "hooks.example.com"))
    }

    @Test(
        "A header with a line end or a name that is none is refused",
        arguments: [
            ("X-A", "b\r\nX-B: c"), ("X-A", "b\0c"), ("X A", "b"), ("", "b"), ("X-A:", "b"), ("X-A", "b\u{7F}"),
        ])
    func headers(name: String, value: String) {
        let outcome = local.post(url: "http://127.0.0.1:1/", body: body, headers: [(name, value)])
        #expect(outcome == .failed(.headerInvalid, isRetryable: false))
    }

    @Test("The environment's proxy is not asked")
    func noProxy() async {
        // In a process of its own: the environment belongs to all tests.
        await #expect(processExitsWith: .success) {
            setenv("http_proxy", "http://127.0.0.1:1", 1)
            setenv("all_proxy", "http://127.0.0.1:1", 1)
            let receiver = try LocalReceiver()
            let local = HTTPReceiver(policy: HostPolicy(allowedHosts: ["127.0.0.1"]))
            let outcome = local.post(url: receiver.url("status/200"), body: [], headers: [], timeoutSeconds: 5)
            #expect(outcome == .delivered(status: 200))
            if outcome != .delivered(status: 200) { exit(1) }
        }
    }

    @Test("An empty message is sent as such") func emptyBody() throws {
        let receiver = try LocalReceiver()
        #expect(local.post(url: receiver.url("status/200"), body: [], headers: []) == .delivered(status: 200))
        #expect(try receiver.nextRequest()["body"] as? String == "")
    }

    @Test("A certificate that nobody vouches for is refused")
    func certificate() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let script = """
            openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 2 -subj /CN=localhost \
            -addext subjectAltName=IP:127.0.0.1 2>/dev/null
            exec python3 -u -c '
            import socket, ssl, sys, threading
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain("c.pem", "k.pem")
            server = socket.create_server(("127.0.0.1", 0))
            print(server.getsockname()[1])
            def serve():
                while True:
                    try: context.wrap_socket(server.accept()[0], server_side=True).recv(1)
                    except OSError: pass
            threading.Thread(target=serve, daemon=True).start()
            sys.stdin.read()'
            """
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer { try? input.fileHandleForWriting.close() }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let port = try #require(Int(line.filter(\.isNumber)))
        let outcome = local.post(url: "https://127.0.0.1:\(port)/", body: body, headers: [], timeoutSeconds: 5)
        #expect(outcome == .failed(.certificateRefused, isRetryable: false))
    }

    private func post(_ receiver: LocalReceiver, _ path: String, timeoutSeconds: Double = 5) -> DeliveryOutcome {
        local.post(url: receiver.url(path), body: body, headers: [], timeoutSeconds: timeoutSeconds)
    }
}
