import Ingest
import Keys
import Ledger
import Money
import Settings
import TestSupport
import Testing
import Usage

@testable import Alerts

@Suite("Alerts on the matched month")
struct MatchedMonthTests {
    /// The bill's totals, to the last digit (fixtures/bills/README.md).
    private static let rules = """

        budgets:
          - {name: all, amount: "975.784799988", currency: USD}
          - {name: one-more, amount: "975.784799989", currency: USD, steps: [100]}
        thresholds:
          - {name: invoice, amount: "931.144799987", currency: USD, cost: billed}
          - {name: exact, amount: "931.144799988", currency: USD, cost: billed}
        """

    @Test("The final bill reaches the step that the provisional one has not, to the last digit")
    func restatedBill() throws {
        let database = try ThrowAwayDatabase()
        let connection = try database.connect()
        let organisation = try String(contentsOfFile: Checkout.path("fixtures/config/matched.yaml"), encoding: .utf8)
        let settings = try settings(organisation + Self.rules)
        let month = try #require(Month("2026-10"))
        for export in try FileFinder.exports(in: [Checkout.path("fixtures/usage/matched")]) {
            _ = try UsageLoader(connection, options: UsageOptions(cluster: "prod-use1")).load(export)
        }
        var nights: [[String]] = []
        for bill in ["provisional", "final", "final"] {
            _ = try BillLoader(connection, source: "aws-main").load(
                [Checkout.path("fixtures/bills/aws-cur-2026-10-\(bill).csv.gz")])
            _ = try Allocator(connection, settings: settings).allocate(month)
            let raised = try AlertRun.check(connection, settings: settings, months: [month]).raised
            nights.append(raised.map { "\($0.message.rule) \($0.message.step) \($0.message.amount)" })
        }
        #expect(
            nights == [
                ["all 80% 930.523303214", "all 50% 930.523303214"],
                ["all 100% 975.784799988", "invoice above 931.144799988"],
                [],
            ])
    }
}
