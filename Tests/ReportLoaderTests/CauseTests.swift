import Foundation
import Ingest
import Keys
import Ledger
import Money
import Settings
import Store
import TestSupport
import Testing

@testable import Reports

@Suite("Why a month costs more than the one before")
struct CauseTests {
    /// Lines like `2026-09 web vm small 100 Hours 100.00`: month, team, service, SKU, quantity, unit, cost; `-` is nothing.
    private func movers(_ lines: String) throws -> ReportDocument {
        let database = try ThrowAwayDatabase()
        let connection = try database.connect()
        let folder = try TemporaryFolder()
        var text = "BilledCost,EffectiveCost,BillingCurrency,BillingAccountId,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,"
        text += "ChargePeriodEnd,ChargeCategory,ServiceName,ResourceId,SkuId,PricingQuantity,PricingUnit,Tags\n"
        for line in lines.split(separator: "\n") {
            let words = line.split(separator: " ").map { $0 == "-" ? "" : String($0) }
            let month = try #require(Month(words[0]))
            let start = "\(month)-01T00:00:00Z"
            text += "\(words[6]),\(words[6]),USD,a,\(start),\(month.next)-01T00:00:00Z,\(start),\(month)-02T00:00:00Z,Usage,"
            text += "\(words[2]),\(words[1])-\(words[2]),\(words[3]),\(words[4]),\(words[5]),\"{\"\"team\"\":\"\"\(words[1])\"\"}\"\n"
        }
        try folder.write("bill.csv", text)
        _ = try BillLoader(connection, source: "aws").load([folder.path("bill.csv")])
        try Books.allocate(connection)
        return try #require(try ReportLoader(connection).organisation(Books.october).first).document
    }

    @Test(
        "A change is taken apart into what prices, quantities and kinds did, by hand",
        arguments: [
            // 100 hours of a at 1.00; then 60 of it at 1.10 and 40 of b at 2.00. The old 100 hours at the new price of a:
            // 10 more. At the new average of 1.46: 46 more, so 36 by the mix. No hour more: no volume.
            ("2026-09 web vm a 100 Hours 100\n2026-10 web vm a 60 Hours 66\n2026-10 web vm b 40 Hours 80", ["web vm 10 0 36 0 0 0 46 mix"]),
            // The same price, half as much again.
            ("2026-09 web vm a 100 Hours 100\n2026-10 web vm a 150 Hours 150", ["web vm 0 50 0 0 0 0 50 volume"]),
            // Dearer and less: 0.10 more for each of 100 hours, then 50 hours fewer at 1.10.
            ("2026-09 web vm a 100 Hours 100\n2026-10 web vm a 50 Hours 55", ["web vm 10 -55 0 0 0 0 -45 volume"]),
            // Units are never mixed: gigabytes fell in price, hours grew.
            (
                "2026-09 web vm a 10 Hours 10\n2026-09 web vm d 10 GB 10\n2026-10 web vm a 20 Hours 20\n2026-10 web vm d 10 GB 5",
                ["web vm -5 10 0 0 0 0 5 volume"]
            ),
            // Prices and kinds are a team's own: what one team uses became dearer, the other moved from a to the cheaper c.
            (
                "2026-09 web vm a 100 Hours 100\n2026-09 lab vm b 100 Hours 100\n2026-09 ops vm a 50 Hours 50\n2026-09 ops vm c 50 Hours 25\n"
                    + "2026-10 web vm a 100 Hours 100\n2026-10 lab vm b 100 Hours 120\n2026-10 ops vm a 20 Hours 20\n2026-10 ops vm c 80 Hours 40",
                ["lab vm 20 0 0 0 0 0 20 price", "ops vm 0 0 -15 0 0 0 -15 mix", "web vm 0 0 0 0 0 0 0 same"]
            ),
            // Without a quantity there is no price to speak of.
            ("2026-09 web tax - - - 10\n2026-10 web tax - - - 12", ["web tax 0 0 0 0 0 2 2 other"]),
            // New and gone are whole; of two teams one stays as it was.
            (
                "2026-09 web vm a 10 Hours 10\n2026-09 old vm a 10 Hours 10\n2026-10 web vm a 10 Hours 10\n2026-10 lab vm a 3 Hours 3",
                ["old vm 0 0 0 0 -10 0 -10 gone", "lab vm 0 0 0 3 0 0 3 new", "web vm 0 0 0 0 0 0 0 same"]
            ),
        ])
    func byHand(lines: String, expected: [String]) throws {
        let document = try movers(lines)
        let section = try document.section("movers")
        #expect(section.lines("service", "price", "volume", "mix", "new", "gone", "other", "change", "cause") == expected)
    }

    @Test("The causes of a year's reports add up to the change, for every team and cost, exactly and as shown", arguments: CostBasis.allCases)
    func addUp(cost: CostBasis) throws {
        let connection = try Books.year().connect()
        let reports = try ReportLoader(connection, cost: cost).all(Books.october)
        #expect(reports.count == 4)
        for report in reports {
            let causes = try report.document.section("causes")
            let teams = try RoundedSection(report.document.section("team"))
            let change = try #require(teams.section.columnIndex("change"))
            #expect(causes.total?[2].amount == teams.section.total?[change].amount)
            let movers = try RoundedSection(report.document.section("movers"))
            for row in movers.rows + [movers.total ?? []] {
                func shown(_ key: String) -> ExactDecimal { movers.section.columnIndex(key).flatMap { row[$0].amount } ?? .zero }
                let sum = try ChangeCause.allCases.reduce(ExactDecimal.zero) { try $0.adding(shown($1.rawValue)) }
                #expect(sum == shown("change"), "\(report.team ?? "all")")
            }
        }
    }

    @Test("In a minute: what was spent, why it changed, what to do")
    func sentences() throws {
        let settings = try Books.yearSettings()
        let reports = try ReportLoader(try Books.year().connect(), budgets: settings.budgets).all(Books.october)
        let words = try #require(reports.first).document.highlights.map { "\($0.kind) \($0.words)" }
        #expect(
            words == [
                "spent 768.77 USD in October 2026.", "spent Costs are there for 24 of 31 days.",
                "spent 357.47 USD less than in September 2026, 31.7 %.",
                "spent As the days go it will be 1,009.50 USD at the month's end, probably 990.42 to 1,028.59.",
                "cause -276.00 USD, gone: it is no longer there.", "cause -212.31 USD, volume: more or less of it was used.",
                "cause Most of it: data, Object store, -276.00 USD, gone.",
                "action Budget everything, 900.00 USD, will be passed if the days go on so: 1,009.50.",
                "action 12.99 USD has no team: no team rule matches. A team rule or a label finds one.",
                "action 9.60 USD of commitments went unused.", "action 70.8 % of the cost has a label commit: see Label compliance.",
            ])
        let checkout = try #require(reports.first { $0.team == "checkout" }).document
        #expect(checkout.highlights.first.map { "\($0.words)" } == "206.35 USD in October 2026, 26.8 % of the bill.")
        #expect(checkout.highlights.contains { "\($0.words)".hasPrefix("Budget checkout-month, 220.00 USD, will be passed") })
    }

    /// 72 hours on each of 17 weekdays, seven tenths of it on six days of weekends and two fifths of that on the last, at 0.072:
    /// 111.35232. Of 24 days 0.40 went unused.
    private static let commitments = ["Compute 111.35232 348.31211904 9.6 0.242247 0.92063"]

    @Test("Commitments, labels and the statement are there, and the statement adds up to the bill")
    func sections() throws {
        let document = try #require(try ReportLoader(try Books.year().connect()).organisation(Books.october).first).document
        let commitments = try document.section("commitments")
        #expect(commitments.lines("covered", "not_covered", "unused", "coverage", "utilisation") == Self.commitments)
        let statement = try document.section("statement")
        #expect(statement.total?.last?.amount?.description == "768.767773992")
        #expect(statement.lines("version", "rows").first == "Bill 1 217")
        #expect(try document.section("labels").rows.count == 4)
    }
}
