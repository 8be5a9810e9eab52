import Foundation
import Settings
import Testing

@testable import Alerts

@Suite("The outbox")
struct OutboxTests {
    /// A budget per name, each with one step that 500 USD reach, for receivers at the addresses.
    private func rules(_ receivers: [(name: String, url: String)]) -> String { rules(["month"], receivers) }

    private func rules(_ names: [String], _ receivers: [(name: String, url: String)]) -> String {
        let budgets = names.map { "  - {name: \($0), amount: 100, currency: USD, steps: [100]}" }
        let hooks = receivers.map { "  - {name: \($0.name), url: \"\($0.url)\", allow_private: true}" }
        return (["budgets:"] + budgets + ["receivers:"] + hooks).joined(separator: "\n")
    }

    /// Raises the alerts of the budgets, one after the other, and delivers nothing.
    private func raise(_ books: Books, _ rules: String) throws {
        if try books.value("select count(*) from cost.day") == "0" { try books.add("500") }
        try books.evaluate(rules)
    }

    private func check(_ books: Books, _ rules: String) throws -> AlertOutcome {
        try AlertRun.check(
            books.connection, settings: settings(rules), months: AlertRun.months(books.connection),
            schedule: RetrySchedule(firstDelayMilliseconds: 1))
    }

    /// The ids that came in so far; a last request of our own shows that there is nothing behind them.
    private func received(_ receiver: LocalReceiver) throws -> [String] {
        let local = HTTPReceiver(policy: HostPolicy(allowedHosts: ["127.0.0.1"]))
        _ = local.post(url: receiver.url("status/200"), body: [], headers: [("Idempotency-Key", "end")])
        var ids: [String] = []
        while true {
            let headers = try receiver.nextRequest()["headers"] as? [String: String]
            guard let id = headers?["idempotency-key"], id != "end" else { return ids }
            ids.append(id)
        }
    }

    private let nobody = "http://127.0.0.1:1/"

    @Test("A dead receiver delays an alert to the next run, costs exit code 69, and gets it then, once")
    func deadReceiver() throws {
        let books = try Books()
        try books.add("500")
        let dead = try check(books, rules([(name: "ops", url: nobody)]))
        #expect(dead.exitCode == .undelivered && dead.raised.count == 1)
        #expect(
            dead.errors.map(\.line)
                == ["ops: CB090 1 alert is undelivered and queued; the host does not answer; the next run tries again"])
        let outcome = try books.value("select attempt_count || ' ' || last_outcome from ops.outbox")
        #expect(outcome == "3 the host does not answer")
        let receiver = try LocalReceiver()
        let alive = try check(books, rules([(name: "ops", url: receiver.url("status/200"))]))
        #expect(alive.exitCode == .done && alive.raised.isEmpty && alive.lines == ["receiver ops: 1 alert delivered"])
        #expect(try check(books, rules([(name: "ops", url: receiver.url("status/200"))])).words == nil)
        #expect(try received(receiver) == dead.raised.map(\.message.id))
    }

    @Test("A receiver that fails and recovers within the run gets the alert in it, under one key")
    func recovers() throws {
        let (books, receiver) = (try Books(), try LocalReceiver())
        try books.add("500")
        var waits: [Int] = []
        let rules = rules([(name: "ops", url: receiver.url("series/500,503,200"))])
        try raise(books, rules)
        let outbox = Outbox(books.connection, receivers: try settings(rules).receivers, wait: { waits.append($0) }) {
            $0.send($1)
        }
        let report = try outbox.deliver()
        #expect(report.deliveredCount == 1 && report.waiting.isEmpty && waits == [100, 200])
        let ids = try received(receiver)
        #expect(ids.count == 3 && Set(ids).count == 1)
        let row = try books.value(
            "select attempt_count || ' ' || last_outcome from ops.outbox where delivered_at is not null")
        #expect(row == "3 delivered (HTTP 200)")
    }

    @Test("A receiver that has failed is left alone for the rest of the run; others get what is theirs")
    func breaker() throws {
        let (books, receiver) = (try Books(), try LocalReceiver())
        try books.add("500")
        let names = ["a", "b", "c"]
        let outcome = try check(
            books,
            rules(
                names,
                [(name: "broken", url: receiver.url("status/503")), (name: "ops", url: receiver.url("status/200"))]))
        #expect(
            outcome.errors.map(\.reason) == [
                .undelivered(3, because: .notDelivered(.refused(status: 503, isRetryable: true)))
            ])
        #expect(outcome.delivery.lines == ["receiver ops: 3 alerts delivered"])
        // Three attempts for the first alert of the broken one, none for the others.
        #expect(try received(receiver).count == 3 + 3)
        let attempts = "select attempt_count from ops.outbox where receiver = 'broken' order by queued_at"
        #expect(try books.values(attempts) == ["3", "0", "0"])
    }

    @Test(
        "A refusal about one message lets the next be tried, one about the receiver does not",
        arguments: [
            ("400", ["400", "200"]), ("413", ["413", "200"]), ("404", ["404"]), ("301", ["301"]), ("401", ["401"]),
        ])
    func refusals(status: String, expected: [String]) throws {
        let (books, receiver) = (try Books(), try LocalReceiver())
        try books.add("500")
        let outcome = try check(books, rules(["a", "b"], [(name: "ops", url: receiver.url("series/\(status),200"))]))
        #expect(outcome.delivery.deliveredCount == expected.count - 1)
        #expect(outcome.exitCode == .undelivered && outcome.delivery.waitingCount == 3 - expected.count)
        #expect(try received(receiver).count == expected.count)
    }

    @Test("After three refusals a receiver is left alone, whatever they are about")
    func refusalsMax() throws {
        let (books, receiver) = (try Books(), try LocalReceiver())
        try books.add("500")
        let outcome = try check(books, rules(["a", "b", "c", "d"], [(name: "ops", url: receiver.url("status/400"))]))
        #expect(outcome.delivery.waitingCount == 4)
        #expect(try received(receiver).count == 3)
    }

    private struct Crash: Error {}

    @Test("A crash between sending and noting sends again, with the same key and the same bytes")
    func crash() throws {
        let (books, receiver) = (try Books(), try LocalReceiver())
        let rules = rules([(name: "ops", url: receiver.url("status/200"))])
        try raise(books, rules)
        let crashing = Outbox(books.connection, receivers: try settings(rules).receivers, wait: { _ in }) {
            _ = $0.send($1)
            throw Crash()
        }
        #expect(throws: Crash.self) { try crashing.deliver() }
        #expect(try books.value("select attempt_count || ' ' || (last_outcome is null) from ops.outbox") == "1 true")
        try #require(try check(books, rules).delivery.deliveredCount == 1)
        #expect(try check(books, rules).words == nil)
        let requests = try (0..<2).map { _ in try receiver.nextRequest() }
        #expect(requests[0]["body"] as? String == requests[1]["body"] as? String)
        let ids = requests.map { ($0["headers"] as? [String: String])?["idempotency-key"] }
        #expect(try ids == [ids[0], ids[0]] && ids[0] == books.value("select alert_id from ops.alert"))
        #expect(try received(receiver).isEmpty)
    }

    @Test("More than five new alerts for a receiver are one message, which stays the same when it is sent again")
    func digest() throws {
        let (books, receiver) = (try Books(), try LocalReceiver())
        let hook = [(name: "ops", url: receiver.url("status/200"))]
        try raise(books, rules(["a", "b", "c", "d", "e", "f"], hook))
        let crashing = Outbox(books.connection, receivers: try settings(rules(hook)).receivers, wait: { _ in }) {
            _ = $0.send($1)
            throw Crash()
        }
        #expect(throws: Crash.self) { try crashing.deliver() }
        // What is new meanwhile goes by itself: the receiver may know the digest already.
        let outcome = try check(books, rules(["a", "b", "c", "d", "e", "f", "g"], hook))
        // A request that never came would be waited for: so first what is known without it.
        try #require(outcome.delivery.lines == ["receiver ops: 7 alerts delivered in 2 messages"])
        let requests = try (0..<3).map { _ in try receiver.nextRequest() }
        let bodies = requests.compactMap { $0["body"] as? String }
        let ids = requests.compactMap { ($0["headers"] as? [String: String])?["idempotency-key"] }
        #expect(ids[0] == ids[1] && bodies[0] == bodies[1] && ids[2] == outcome.raised[0].message.id)
        #expect(bodies[0].contains(#""alert_count":6"#) && bodies[0].contains(#""id":"\#(ids[0])""#))
        #expect(try received(receiver).isEmpty)
    }

    @Test("Five alerts go one by one, oldest first")
    func singles() throws {
        let (books, receiver) = (try Books(), try LocalReceiver())
        let names = ["e", "d", "c", "b", "a"]
        for count in 1...5 { try raise(books, rules(Array(names.prefix(count)), [(name: "ops", url: nobody)])) }
        _ = try check(books, rules(names, [(name: "ops", url: receiver.url("status/200"))]))
        #expect(try received(receiver) == books.values("select alert_id from ops.alert order by raised_at"))
    }

    @Test("What waits for a receiver that the configuration no longer has stays, is said, and is no failure")
    func removed() throws {
        let (books, receiver) = (try Books(), try LocalReceiver())
        try raise(books, rules([(name: "old", url: nobody)]))
        let outcome = try check(books, rules([(name: "ops", url: receiver.url("status/200"))]))
        #expect(outcome.exitCode == .done && outcome.lines.isEmpty)
        #expect(
            outcome.warnings == [
                "receiver old: 1 alert queued for it, but the configuration has it no more; add it again, "
                    + "or acknowledge them: chargeback alerts list"
            ])
        let back = try check(books, rules([(name: "old", url: receiver.url("status/200"))]))
        #expect(back.delivery.deliveredCount == 1 && back.warnings.isEmpty)
    }

    @Test("An acknowledged alert is sent no more")
    func acknowledged() throws {
        let (books, receiver) = (try Books(), try LocalReceiver())
        try raise(books, rules(["a", "b"], [(name: "ops", url: nobody)]))
        let first = try #require(try books.value("select alert_id from ops.alert order by raised_at"))
        _ = try AlertRegister(books.connection).acknowledge(first, by: "ana")
        let outcome = try check(books, rules(["a", "b"], [(name: "ops", url: receiver.url("status/200"))]))
        #expect(outcome.exitCode == .done && outcome.delivery.deliveredCount == 1)
        #expect(try received(receiver) == books.values("select alert_id from ops.alert where acknowledged_at is null"))
    }

    @Test("A key that others can read is not used; the alert waits, untried, and the line says what to do")
    func key() throws {
        let (books, receiver) = (try Books(), try LocalReceiver())
        let path = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID().uuidString)").path
        defer { unlink(path) }
        try Data("0123456789abcdef".utf8).write(to: URL(filePath: path))
        chmod(path, 0o644)
        try books.add("500")
        let rules = rules([(name: "ops", url: receiver.url("status/200"))])
            .replacing("allow_private: true", with: "allow_private: true, secret_file: \"\(path)\"")
        #expect(
            try check(books, rules).errors.map(\.line) == [
                "ops: CB090 1 alert is undelivered and queued; the signing key's file can be read by others; chmod o= it"
            ])
        #expect(try books.value("select attempt_count from ops.outbox") == "0")
        chmod(path, 0o600)
        #expect(try check(books, rules).exitCode == .done)
        let headers = try receiver.nextRequest()["headers"] as? [String: String]
        #expect(headers?["x-chargeback-signature"]?.hasPrefix("sha256=") == true)
    }

    @Test("Without allow_private a private address is not asked, and the alert waits")
    func notPrivate() throws {
        let (books, receiver) = (try Books(), try LocalReceiver())
        try books.add("500")
        let rules = rules([(name: "ops", url: receiver.url("status/200"))])
            .replacing("allow_private: true", with: "allow_private: false")
        #expect(
            try check(books, rules).errors.map(\.reason) == [
                .undelivered(1, because: .receiverForbidden(.schemeForbidden))
            ])
        #expect(try received(receiver).isEmpty)
    }

    @Test("The address of a receiver is in no line and in no table")
    func confidential() throws {
        let books = try Books()
        try books.add("500")
        let outcome = try check(books, rules([(name: "ops", url: nobody + "canary")]))
        let words = outcome.lines + outcome.warnings + outcome.notes + outcome.errors.map(\.line)
        let rows =
            try books.values("select outbox::text from ops.outbox") + books.values("select alert::text from ops.alert")
        #expect(words.count == 2 && rows.count == 2)
        #expect(!(words + rows).contains { $0.contains("canary") || $0.contains("127.0.0.1") })
    }

    @Test("A test goes to the receiver it names and stores nothing")
    func receiverTest() throws {
        let receiver = try LocalReceiver()
        let settings = try settings(rules([(name: "ops", url: receiver.url("series/200,404"))]))
        #expect(try ReceiverTest("ops", of: settings).send() == 200)
        #expect((try receiver.nextRequest()["body"] as? String)?.contains(#""is_test":true"#) == true)
        let refused = #expect(throws: AlertError.self) { try ReceiverTest("ops", of: settings).send() }
        #expect(refused?.line == "ops: CB091 the receiver refused the alert (HTTP 404); check its URL and key")
        let unknown = #expect(throws: AlertError.self) { try ReceiverTest("opps", of: settings) }
        #expect(unknown?.line == "opps: CB096 the configuration has no such receiver; it has ops")
    }
}
