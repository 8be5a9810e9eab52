import Foundation
import Keys
import Settings
import Testing

@testable import Alerts

@Suite("Alerts that end, and those that have to be seen again")
struct EndTests {
    private let hook = """
        receivers:
          - {name: ops, url: "https://example.org/"}
          - {name: deaf, url: "https://example.org/", resolved: false}
        """

    /// Delivers all that waits, and what each receiver is told, the end of an alert marked.
    private func deliver(_ books: Books, _ rules: String, at now: Instant = .now) throws -> [String] {
        var told: [String] = []
        let receivers = try settings(rules).receivers
        _ = try Outbox(books.connection, receivers: receivers, now: now, wait: { _ in }) { channel, content in
            told += content.payload.messages.map { "\(channel.receiver.name): \($0.isResolved ? "end of " : "")\($0.rule) \($0.step)" }
            return .delivered(status: 200)
        }.deliver()
        return told
    }

    @Test("Who was told hears once that it is no longer so, unless it does not want to; what comes again is told again")
    func resolved() throws {
        let books = try Books()
        let rules = "shares: [{name: s, of: idle, percent: 10, currency: USD}]\n" + hook
        try books.add("80")
        try books.add("20", ["kind": "idle"])
        try books.evaluate(rules)
        #expect(try deliver(books, rules).sorted() == ["deaf: s idle 10%", "ops: s idle 10%"])
        try books.add("900")
        #expect(try books.evaluate(rules).ended.count == 1)
        #expect(try deliver(books, rules) == ["ops: end of s idle 10%"])
        #expect(try books.evaluate(rules).ended.isEmpty && deliver(books, rules).isEmpty)
        #expect(try AlertRegister(books.connection).entries()[0].line.contains(" sent, ended 20"))
        try books.add("500", ["kind": "idle"])
        #expect(try books.evaluate(rules).raised.count == 1)
        #expect(try deliver(books, rules).count == 2)
    }

    @Test("The end of an alert says what it was, and goes under a key of its own that is always the same")
    func resolvedMessage() throws {
        let books = try Books()
        let rules = "thresholds: [{name: t, scope: {team: payments}, amount: 100, currency: USD}]\n" + hook
        try books.add("340.125")
        var message = try #require(try books.evaluate(rules).raised.first?.message)
        message.isResolved = true
        #expect(
            message.line == "resolved: team payments, rule t, 2026-10, above: no longer so; it was 340.13 USD against 100.00; "
                + "chargeback report --month 2026-10 --team payments")
        let payload = AlertPayload(message)
        #expect(payload.id == AlertMessage.resolvedID(of: message.id) && payload.id != message.id)
        let body = String(decoding: payload.body, as: UTF8.self)
        #expect(body.contains(#""state":"resolved""#) && body.contains(#""id":"\#(message.id)""#))
    }

    @Test("With 'for', a rule speaks when it was seen on so many days in a row; looking twice a day counts once")
    func nights() throws {
        let books = try Books()
        let rules = try settings("shares: [{name: s, of: idle, percent: 10, currency: USD, for: 3}]")
        func look(_ day: String) throws -> AlertEvaluation {
            try AlertEvaluator(books.connection, settings: rules, asOf: UTCDate(iso: day)!).evaluate(Month("2026-10")!)
        }
        try books.add("80")
        try books.add("20", ["kind": "idle"])
        for day in ["2026-10-05", "2026-10-05", "2026-10-06"] { #expect(try look(day).raised.isEmpty, "\(day)") }
        // One look at which it was not so: it starts anew.
        try books.add("900")
        #expect(try look("2026-10-07").raised.isEmpty)
        try books.add("500", ["kind": "idle"])
        for day in ["2026-10-08", "2026-10-09"] {
            let notes = try look(day).notes
            #expect(notes.contains { $0.contains("of 3 nights") }, "\(notes)")
        }
        let raised = try look("2026-10-10").raised
        #expect(raised.count == 1 && raised[0].message.since == "2026-10-08")
        #expect(try look("2026-10-11").raised.isEmpty && books.value("select count(*) from ops.pending_alert") == "0")
    }

    @Test("Two days of a month are two alerts")
    func twoDays() throws {
        let books = try Books()
        var amounts = (0..<70).map { "\(100 + $0 % 3)" }
        (amounts[60], amounts[65]) = ("400", "500")
        try books.addDays(from: "2026-08-24", amounts)
        let raised = try books.evaluate("anomalies: [{name: odd, scope: {team: payments}, currency: USD, minimum: 20}]").raised
        #expect(raised.map(\.message.period) == ["2026-10-23", "2026-10-28"])
    }

    @Test("A message says since when: the day on which the limit was reached")
    func since() throws {
        let books = try Books()
        try books.addDays(from: "2026-10-01", Array(repeating: "10", count: 20))
        let rules = """
            budgets: [{name: b, scope: {team: payments}, amount: 200, currency: USD, steps: [50], amounts: [150]}]
            thresholds: [{name: t, scope: {team: payments}, amount: 100, currency: USD, severity: notice}]
            """
        let messages = try books.evaluate(rules).raised.map(\.message)
        #expect(messages.map { "\($0.rule) \($0.step) \($0.since ?? "-") \($0.level)" } == [
            "b 150 2026-10-15 notice", "b 50% 2026-10-10 notice", "t above 2026-10-11 notice",
        ])
        #expect(messages[0].line.contains("100 % of the budget, since 2026-10-15 (limit 150 = 150.00, rule b)"))
    }

    @Test("Outside a receiver's hours only what is critical is sent; the rest goes when they begin, and wakes nobody else")
    func hours() throws {
        let books = try Books()
        let rules = """
            thresholds: [{name: t, amount: 100, currency: USD}]
            shares: [{name: s, of: idle, percent: 10, currency: USD}]
            calendars: [{name: office, hours: "08:00-18:00", time_zone: Europe/Berlin, holidays: [2026-12-25]}]
            receivers:
              - {name: chat, url: "https://example.org/", calendar: office, fallback: spare}
              - {name: spare, url: "https://example.org/", severities: [critical], scopes: [{team: nobody}]}
            """
        try books.add("80")
        try books.add("80", ["kind": "idle"])
        try books.evaluate(rules)
        try books.connection.query("update ops.outbox set queued_at = queued_at - interval '3 days'")
        // 05:15 UTC is 06:15 in Berlin.
        #expect(try deliver(books, rules, at: Instant(iso: "2026-11-27T05:15:00Z")!) == ["chat: t above"])
        #expect(try deliver(books, rules, at: Instant(iso: "2026-11-28T10:00:00Z")!).isEmpty)
        #expect(try deliver(books, rules, at: Instant(iso: "2026-12-25T10:00:00Z")!).isEmpty)
        #expect(try deliver(books, rules, at: Instant(iso: "2026-11-30T07:15:00Z")!).sorted() == ["chat: s idle 10%"])
    }

    @Test("A receiver hears of its scopes alone")
    func scopes() throws {
        let books = try Books()
        try books.add("500")
        try books.add("500", ["team": "search"])
        let rules = """
            thresholds:
              - {name: p, scope: {team: payments}, amount: 1, currency: USD}
              - {name: s, scope: {team: search}, amount: 1, currency: USD}
            receivers:
              - {name: pay, url: "https://example.org/", scopes: [{team: payments}, {tenant: search}]}
              - {name: all, url: "https://example.org/"}
            """
        try books.evaluate(rules)
        #expect(try deliver(books, rules).sorted() == ["all: p above", "all: s above", "pay: p above"])
    }
}
