import Errors
import Foundation
import Glibc
import Testing

@testable import Alerts

@Suite("Delivery")
struct DeliveryTests {
    @Test(
        "A message is tried three times in a run, 100 and 200 ms apart, and only where that may help",
        arguments: [
            ([DeliveryOutcome.delivered(status: 200)], 1, [Int]()),
            ([.refused(status: 503, isRetryable: true), .delivered(status: 200)], 2, [100]),
            (
                [
                    .failed(.timedOut, isRetryable: true), .failed(.timedOut, isRetryable: true),
                    .refused(status: 429, isRetryable: true),
                ], 3, [100, 200]
            ),
            ([.refused(status: 503, isRetryable: true), .refused(status: 404, isRetryable: false)], 2, [100]),
            ([.failed(.hostNotListed, isRetryable: false)], 1, []),
        ])
    func schedule(outcomes: [DeliveryOutcome], attempts: Int, waits: [Int]) {
        var sent = 0
        var waited: [Int] = []
        let result = RetrySchedule().deliver(
            send: {
                sent += 1
                return outcomes[sent - 1]
            }, wait: { waited.append($0) })
        #expect(result.outcome == outcomes.last && result.attempts == attempts && sent == attempts && waited == waits)
    }

    @Test(
        "Addresses reach as far as the registries say",
        arguments: [
            ("8.8.8.8", NetworkAddress.Reach.global), ("127.0.0.1", .loopback), ("127.255.255.254", .loopback),
            ("10.0.0.1", .privateNetwork), ("172.15.0.1", .global), ("172.16.0.1", .privateNetwork),
            ("172.31.255.255", .privateNetwork), ("172.32.0.1", .global), ("192.168.1.1", .privateNetwork),
            ("192.169.0.1", .global), ("100.63.0.1", .global), ("100.64.0.1", .privateNetwork),
            ("169.254.169.254", .linkLocal),
            ("0.0.0.0", .none), ("192.0.2.1", .none), ("198.18.0.1", .none), ("224.0.0.1", .none),
            ("255.255.255.255", .none),
            ("::1", .loopback), ("::", .none), ("fe80::1", .linkLocal), ("febf::1", .linkLocal), ("fec0::1", .none),
            ("fd00::1", .privateNetwork), ("fc00::1", .privateNetwork), ("2606:4700::1111", .global),
            ("2001:db8::1", .none),
            ("2001:4860:4860::8888", .global), ("ff02::1", .none), ("::ffff:127.0.0.1", .loopback),
            ("::ffff:8.8.8.8", .global),
            ("64:ff9b::a9fe:a9fe", .linkLocal), ("2002:7f00:1::", .loopback), ("2001::1", .none),
            ("::127.0.0.1", .none),
        ])
    func reach(text: String, reach: NetworkAddress.Reach) throws {
        #expect(try #require(NetworkAddress(text)).reach == reach)
    }

    @Test("A key comes from a file that others cannot read, and is never shown")
    func keyFile() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID().uuidString)").path
        defer { unlink(path) }
        #expect(keyError(path)?.code == 95)
        try Data("canary-secret-0123456789\n".utf8).write(to: URL(filePath: path))
        chmod(path, 0o644)
        let open = keyError(path)
        #expect(open?.line == "chat: CB094 the signing key's file can be read by others; chmod o= it")
        chmod(path, 0o640)
        let key = try SigningKey(file: path, receiver: "chat")
        #expect(!"\(key)".contains("canary") && !String(reflecting: key).contains("canary"))
        var dumped = ""
        dump(key, to: &dumped)
        // A dump that lists bytes would show 99, the letter c.
        #expect(!dumped.contains("canary") && !dumped.contains("99"))
        try Data("short\n".utf8).write(to: URL(filePath: path))
        chmod(path, 0o600)
        #expect(keyError(path)?.code == 93)
    }

    @Test(
        "Errors name the receiver and what to do, with their code and exit code",
        arguments: [
            (
                AlertError(.undelivered(2, because: nil), receiver: "chat"),
                "chat: CB090 2 alerts are undelivered and queued; the next run tries again", ExitCode.undelivered
            ),
            (
                AlertError(.undelivered(1, because: .keyTooShort), receiver: "chat"),
                "chat: CB090 1 alert is undelivered and queued; "
                    + "the signing key has fewer than 16 bytes; make one with: openssl rand -hex 32", .undelivered
            ),
            (
                AlertError(.notDelivered(.refused(status: 404, isRetryable: false)), receiver: "chat"),
                "chat: CB091 the receiver refused the alert (HTTP 404); check its URL and key", .undelivered
            ),
            (
                AlertError(.notDelivered(.failed(.timedOut, isRetryable: true)), receiver: "chat"),
                "chat: CB091 the host did not answer in time; the next run tries again", .undelivered
            ),
            (
                AlertError(.receiverForbidden(.hostNotListed), receiver: "chat"),
                "chat: CB092 the host is not one that alerts may go to; add it to alert_hosts if it is meant", .configuration
            ),
        ])
    func errors(error: AlertError, line: String, exitCode: ExitCode) {
        #expect(error.line == line)
        #expect(error.exitCode == exitCode)
    }

    private func keyError(_ path: String) -> AlertError? {
        do throws(AlertError) {
            _ = try SigningKey(file: path, receiver: "chat")
            return nil
        } catch { return error }
    }
}
