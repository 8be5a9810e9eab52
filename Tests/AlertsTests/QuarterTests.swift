import Foundation
import Keys
import Money
import Settings
import Testing

@testable import Alerts

/// A quarter of nights with what goes wrong in one planted into it: what is raised, and nothing else, each once.
@Suite("A quarter of nights")
struct QuarterTests {
    private static let rules = """
        budgets:
          - {name: pay-month, scope: {team: payments}, amount: 3300, currency: USD, on: [actual, forecast], steps: [90, 100]}
          - {name: all-quarter, amount: 18000, currency: USD, period: quarter, steps: [50, 100]}
        thresholds:
          - {name: lab-ceiling, scope: {team: lab}, amount: 700, currency: USD}
        growth:
          - {name: lab-month, scope: {team: lab}, percent: 20, minimum: 50, currency: USD}
          - {name: pay-week, scope: {team: payments}, over: week, percent: 15, minimum: 50, currency: USD}
        anomalies:
          - {name: search-day, scope: {team: search}, currency: USD, minimum: 30}
        shares:
          - {name: unknown, of: unallocated, percent: 5, currency: USD}
          - {name: idle, of: idle, percent: 8, currency: USD, for: 2}
        receivers:
          - {name: ops, url: "http://127.0.0.1:1/", allow_private: true}
        """

    /// What a day costs, by team and kind.
    private func day(_ date: UTCDate) -> [(amount: String, dimensions: [String: String])] {
        let iso = date.description
        let isWeekend = (date.days + 3) % 7 >= 5
        // Payments costs 100 a day and, from 16 November on, 125.
        let payments = iso >= "2026-11-16" ? "125" : "100"
        // Search costs 60, half on weekends, and 150 on one Tuesday.
        let search = iso == "2026-11-24" ? "150" : isWeekend ? "30" : "60"
        // The lab costs 20, and 30 in December.
        let lab = iso >= "2026-12-01" ? "30" : "20"
        var costs = [(payments, ["team": "payments"]), (search, ["team": "search"]), (lab, ["team": "lab"])]
        // On 8 and 9 November machines are idle, which is 10.5 % of the month on the 9th and 8 % on the 12th.
        if ["2026-11-08", "2026-11-09"].contains(iso) { costs.append(("90", ["kind": "idle"])) }
        // From 20 December on something has no team.
        if iso >= "2026-12-20" { costs.append(("40", ["kind": "unallocated"])) }
        return costs
    }

    @Test("The planted overspends are raised on their nights, once, and what has ended is told once; a dead receiver gets them when it is back, once")
    func quarter() throws {
        let books = try Books()
        let settings = try settings(Self.rules)
        var raised: [String] = []
        var (sent, ended): ([String], [String]) = ([], [])
        // The receiver is dead for a week in the middle of it all.
        var isAlive = true
        let first = UTCDate(iso: "2026-10-01")!
        for offset in 0..<93 {
            let date = first.adding(days: offset)
            if date.description == "2027-01-02" { break }
            if date.month <= Month("2026-12")! {
                for cost in day(date) {
                    try books.add(cost.amount, in: date.month.description, on: date.description, cost.dimensions)
                }
            }
            isAlive = !("2026-11-24"..."2026-11-30").contains(date.description)
            // Each night is run twice: the second time changes nothing.
            for run in 1...2 {
                for month in try AlertRun.months(books.connection) {
                    let evaluation = try AlertEvaluator(books.connection, settings: settings, asOf: date).evaluate(month)
                    let news = evaluation.raised.filter(\.isHeard).map {
                        "\(date) \($0.message.rule) \($0.message.kind.rawValue) \($0.message.period) \($0.message.step)"
                    }
                    #expect(run == 1 || news.isEmpty, "\(news)")
                    raised += news
                }
                _ = try Outbox(books.connection, receivers: settings.receivers, wait: { _ in }) { _, content in
                    guard isAlive else { return .failed(.notConnected, isRetryable: true) }
                    sent += content.payload.messages.filter { !$0.isResolved }.map(\.id)
                    ended += content.payload.messages.filter(\.isResolved).map { "\(date) \($0.rule)" }
                    return .delivered(status: 200)
                }.deliver()
            }
        }
        #expect(raised == Self.expected)
        #expect(ended == ["2026-11-12 idle"])
        let heard = try books.values("select alert_id from ops.alert where covered_by is null order by alert_id")
        #expect(sent.sorted() == heard && Set(sent).count == sent.count)
        #expect(try books.value("select count(*) from ops.outbox where delivered_at is null") == "0")
    }

    /// Night, rule, what kind, period and step. November's 100 a day would be 91 % of the budget; from the 21st on the
    /// forecast knows the new price. The week that rose is over on the 22nd, the Tuesday on the 24th.
    private static let expected = [
        "2026-10-04 pay-month forecast 2026-10 90%",
        "2026-10-30 pay-month budget 2026-10 90%",
        "2026-11-04 pay-month forecast 2026-11 90%",
        "2026-11-10 idle share 2026-11 idle 8%",
        "2026-11-20 all-quarter budget 2026-Q4 50%",
        "2026-11-21 pay-month forecast 2026-11 100%",
        "2026-11-23 pay-week growth 2026-W47 +15%",
        "2026-11-25 search-day anomaly 2026-11-24 unusual",
        "2026-11-27 pay-month budget 2026-11 90%",
        "2026-11-30 pay-month budget 2026-11 100%",
        "2026-12-04 pay-month forecast 2026-12 100%",
        "2026-12-24 pay-month budget 2026-12 90%",
        "2026-12-24 lab-ceiling threshold 2026-12 above",
        "2026-12-25 lab-month growth 2026-12 +20%",
        "2026-12-27 pay-month budget 2026-12 100%",
        "2026-12-27 unknown share 2026-12 unallocated 5%",
    ]
}
