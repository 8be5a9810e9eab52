import Foundation
import Keys
import Money
import Settings
import Testing

@testable import Alerts

@Suite("What else raises an alert")
struct WatchTests {
    private func lines(_ evaluation: AlertEvaluation) -> [String] {
        evaluation.raised.filter(\.isHeard).map { "\($0.message.level.rawValue) \($0.message.period) \($0.message.step)" }
    }

    @Test("A forecast says that a budget will not last, in time, and says nothing of steps that are reached already")
    func forecast() throws {
        let books = try Books()
        let budget = """
            budgets: [{name: b, scope: {team: payments}, amount: 300, currency: USD, on: [actual, forecast], steps: [50, 100]}]
            """
        // Two complete days and one that is filling up: too few to say anything.
        try books.addDays(from: "2026-10-01", ["10", "10", "10"])
        #expect(try books.evaluate(budget).raised.isEmpty)
        // Nine complete days of 10 and a tax of 9 that comes once: 9 × 10 + 9 + 22 × 10 = 319.
        try books.addDays(from: "2026-10-04", ["10", "10", "10", "10", "10", "10", "4"])
        try books.add("9", on: "2026-10-01", ["team": "payments", "kind": "tax"])
        let raised = try books.evaluate(budget).raised
        #expect(raised.map(\.message.step) == ["100%", "50%"] && raised.allSatisfy { $0.message.kind == .forecast })
        #expect(try raised[0].message.amount == number("319") && raised[0].message.previous == number("103"))
        #expect(
            raised[0].message.line.hasPrefix(
                "warning: team payments will cost 319.00 USD in 2026-10, 106.33 % of the budget, 103.00 so far "
                    + "(limit 100% = 300.00, rule b); most: cpu 94.00"))
        // Once the half is spent that step is no forecast any more; the end of the month has none.
        try books.addDays(from: "2026-10-11", Array(repeating: "10", count: 21))
        let end = try books.evaluate(budget)
        #expect(lines(end) == ["critical 2026-10 100%"] && end.raised[0].message.kind == .budget)
        #expect(end.notes.contains { $0.contains("the month is over") })
    }

    @Test("A budget of a quarter or a year counts the months from its start, and is raised once in all of them")
    func longPeriods() throws {
        let books = try Books()
        let budgets = """
            budgets:
              - {name: quarter, amount: 100, currency: USD, period: quarter, steps: [100]}
              - {name: year, amount: 100, currency: USD, period: year, steps: [100]}
            """
        try books.add("60", in: "2026-09")
        #expect(lines(try books.evaluate(budgets, "2026-09")) == [])
        try books.add("60", in: "2026-10")
        #expect(lines(try books.evaluate(budgets)) == ["critical 2026 100%"])
        try books.add("60", in: "2026-11")
        let november = try books.evaluate(budgets, "2026-11")
        #expect(lines(november) == ["critical 2026-Q4 100%"])
        #expect(try november.raised[0].message.amount == number("120"))
        #expect(try books.evaluate(budgets, "2026-12").raised.isEmpty)
        // The month before is looked at as well, and knows that more is spent: nothing ends.
        let october = try books.evaluate(budgets)
        #expect(october.raised.isEmpty && october.ended.isEmpty)
        // What is stored reads back as it was raised.
        let stored = try AlertStore(books.connection).messages(ids: [november.raised[0].message.id])
        #expect(stored == [november.raised[0].message])
    }

    @Test("Weeks are compared from Monday to Sunday and days with the day before, complete ones only")
    func weeksAndDays() throws {
        let books = try Books()
        // 2026-09-28 is a Monday. The third week rises by half, the fourth is not over.
        try books.addDays(from: "2026-09-28", Array(repeating: "10", count: 14))
        try books.addDays(from: "2026-10-12", Array(repeating: "15", count: 7) + ["40"])
        let growth = """
            growth:
              - {name: weeks, scope: {team: payments}, over: week, percent: 20, currency: USD}
              - {name: days, scope: {team: payments}, over: day, percent: 20, minimum: 5, currency: USD}
            """
        let raised = try books.evaluate(growth).raised
        #expect(raised.map(\.message.period) == ["2026-W42", "2026-10-12"])
        #expect(try raised[0].message.amount == number("105") && raised[0].message.previous == number("70"))
        #expect(raised[0].message.line.contains("in 2026-W42, 50 % more than in the week before (70.00)"))
        #expect(raised[1].message.line.contains("50 % more than in the day before (10.00)"))
        #expect(try books.evaluate(growth).raised.isEmpty)
    }

    @Test("A day far above its weekday's median is an anomaly; weekends, noise and one-off charges are none")
    func anomalies() throws {
        let books = try Books()
        // Nine weeks in which working days cost about 100 and weekends 20, and one Wednesday 180.
        var amounts: [String] = []
        for day in 0..<70 {
            let isWeekend = day % 7 >= 5
            amounts.append("\((isWeekend ? 20 : 100) + (day * 37) % 5)")
        }
        amounts[65] = "180"
        try books.addDays(from: "2026-08-24", amounts)
        try books.add("500", on: "2026-10-27", ["team": "payments", "kind": "support"])
        let rules = "anomalies: [{name: odd, scope: {team: payments}, currency: USD, minimum: 20}]"
        let raised = try books.evaluate(rules).raised
        #expect(raised.map(\.message.period) == ["2026-10-28"])
        let message = try #require(raised.first?.message)
        #expect(try message.amount == number("180") && message.topCauses.first?.amount == number("180"))
        #expect(message.line.hasPrefix("warning: team payments cost 180.00 USD on 2026-10-28, usually 10"))
        // A day that costs less than the minimum more is none, however regular the others are.
        #expect(try books.evaluate(rules.replacing("minimum: 20", with: "minimum: 200, deviations: 1").replacing("odd", with: "o2")).raised.isEmpty)
    }

    @Test("A part of the cost above its limit is raised; nought of nothing is no number")
    func shares() throws {
        let books = try Books()
        try books.add("95")
        try books.add("5", ["kind": "unallocated"])
        let rules = "shares: [{name: s, of: unallocated, percent: 5, currency: USD}]"
        let exact = try books.evaluate(rules)
        #expect(exact.raised.isEmpty && exact.notes.contains { $0.contains("unallocated is 5 %") })
        try books.add("0.0001", ["kind": "unallocated"])
        let raised = try books.evaluate(rules).raised
        #expect(
            raised.first?.message.line.hasPrefix(
                "warning: organisation has unallocated cost of 5.00 USD in 2026-10, 5 % of all (limit unallocated 5% = 5.00")
                == true)
        let nothing = "shares: [{name: n, of: idle, scope: {team: nobody}, percent: 5, currency: USD}]"
        #expect(try books.evaluate(nothing).notes.contains { $0.contains("no number") })
    }

    @Test("A cost without approval is raised and fails the gate until somebody who may has approved it")
    func approvals() throws {
        let books = try Books()
        try books.add("700", ["tier": "production"])
        let rules = "approvals: [{name: big, scope: {tier: production}, amount: 500, currency: USD, approvers: [ana]}]"
        let approvals = Approvals(books.connection)
        let month = try #require(Month("2026-10"))
        #expect(lines(try books.evaluate(rules)) == ["critical 2026-10 above 500"])
        #expect(
            try approvals.excesses(settings(rules), month).map(\.description) == [
                "big: 2026-10 costs 700 USD, 500 is allowed; "
                    + "chargeback approve big --month 2026-10 --amount AMOUNT --reason TEXT"
            ])
        func approve(_ amount: String, by name: String, rule: String = "big", until: String? = nil) throws {
            try approvals.approve(
                rule, of: settings(rules), month, amount: number(amount), by: name, reason: "launch",
                until: until.flatMap { UTCDate(iso: $0) })
        }
        let stranger = #expect(throws: AlertError.self) { try approve("900", by: "bob") }
        #expect(stranger?.line == "bob: CB255 may not approve this; ana may" && stranger?.exitCode == .permission)
        let unknown = #expect(throws: AlertError.self) { try approve("900", by: "ana", rule: "bigg") }
        #expect(unknown?.line == "bigg: CB099 the configuration has no such rule; it has big")
        try approve("900", by: "ana")
        #expect(try approvals.excesses(settings(rules), month).isEmpty && books.evaluate(rules).raised.isEmpty)
        // Another excess is another alert; an approval that has ended is none.
        try books.add("300", ["tier": "production"])
        #expect(lines(try books.evaluate(rules)) == ["critical 2026-10 above 900"])
        try approve("2000", by: "ana", until: "2026-11-01")
        #expect(try approvals.excesses(settings(rules), month).count == 1)
        #expect(try books.value("select count(*) from ops.approval") == "2")
    }

    @Test("A silenced rule's alerts are stored and not sent; it speaks again from its day on")
    func silences() throws {
        let books = try Books()
        try books.add("500")
        let rules = """
            thresholds: [{name: t, amount: 100, currency: USD}, {name: u, amount: 100, currency: USD}]
            receivers: [{name: ops, url: "https://example.org/"}]
            """
        let silences = Silences(books.connection)
        #expect(throws: AlertError.self) {
            try silences.silence("x", of: settings(rules), until: UTCDate(iso: "2999-01-01")!, by: "ana", reason: "r")
        }
        try silences.silence("t", of: settings(rules), until: UTCDate(iso: "2999-01-01")!, by: "ana", reason: "we know")
        #expect(try silences.lines() == ["t: silent until 2999-01-01, by ana: we know"])
        let raised = try books.evaluate(rules).raised
        #expect(raised.map(\.silencedBy) == ["ana", nil])
        #expect(try books.values("select rule from ops.alert join ops.outbox using (alert_id)") == ["u"])
        #expect(try AlertRegister(books.connection).entries().map(\.line).contains { $0.contains("silenced by ana") })
        try silences.silence("t", of: settings(rules), until: UTCDate(iso: "2026-01-01")!, by: "ana", reason: "over")
        #expect(try silences.lines().isEmpty)
        try books.add("500", in: "2026-11")
        #expect(try books.evaluate(rules, "2026-11").raised.map(\.silencedBy) == [nil, nil])
    }

    @Test("A receiver hears only of its severities, and its fallback of what has waited for a day")
    func routing() throws {
        let books = try Books()
        try books.add("90")
        let rules = """
            budgets: [{name: b, amount: 100, currency: USD, steps: [90]}]
            receivers:
              - {name: all, url: "http://127.0.0.1:1/", allow_private: true, fallback: spare}
              - {name: loud, url: "http://127.0.0.1:1/", allow_private: true, severities: [critical]}
              - {name: spare, url: "http://127.0.0.1:1/", allow_private: true, severities: [critical]}
            """
        try books.evaluate(rules)
        #expect(try books.values("select receiver from ops.outbox") == ["all"])
        let receivers = try settings(rules).receivers
        let outbox = Outbox(books.connection, receivers: receivers, wait: { _ in }) { _, _ in
            .failed(.notConnected, isRetryable: false)
        }
        _ = try outbox.deliver()
        #expect(try books.values("select receiver from ops.outbox") == ["all"])
        try books.connection.query("update ops.outbox set queued_at = queued_at - interval '25 hours'")
        for _ in 1...2 { _ = try outbox.deliver() }
        #expect(try books.values("select receiver from ops.outbox order by receiver") == ["all", "spare"])
    }
}
