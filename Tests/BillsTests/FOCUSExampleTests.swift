import Bills
import Errors
import Foundation
import Testing

@Suite("The worked examples of the FOCUS specification")
struct FOCUSExampleTests {
    @Test(
        "Each example adds up as its own columns do",
        arguments: [
            ("commitment_discount_purchase_scenario_1", 1 as Int64, "8760", "0"),
            ("commitment_discount_usage_scenario_1", 1, "0", "1"),
            ("commitment_discount_usage_scenario_2", 1, "0", "1"),
            ("commitment_discount_usage_scenario_3", 2, "0", "1"),
            ("commitment_discount_usage_scenario_4", 2, "0.5", "1.5"),
            ("correction_closed_scenario_1_partial_reallocation_ledger", 3, "0", "0"),
            ("one_hundred_percent_utilization_with_commitment_discount_flexibility_with_1_resource", 3, "2.75", "2.75"),
            ("one_hundred_percent_utilization_with_commitment_discount_flexibility_with_2_resources", 3, "2", "2"),
            ("one_hundred_percent_utilization_without_commitment_discount_flexibility", 2, "1.5", "1.5"),
            ("saas_spend_agreements_a1", 4, "1200", "1200"),
            ("saas_spend_agreements_a2", 13, "1200", "1200"),
            ("saas_spend_agreements_b1", 5, "1200", "1200"),
            ("saas_spend_agreements_b2", 14, "1200", "1200"),
            ("simple_saas_agreements_a1", 1, "10000", "10000"),
            ("simple_saas_agreements_a2", 1, "50000", "50000"),
            ("simple_saas_agreements_a3", 1, "1000", "1000"),
            ("simple_saas_agreements_b", 1, "50000", "50000"),
            ("simple_saas_agreements_c", 3, "35800", "35800"),
            ("virtual_currency_pricing_model_a1", 1, "200000", "0"),
            ("virtual_currency_pricing_model_a2", 3, "0", "1230"),
            ("virtual_currency_pricing_model_b1", 1, "100000", "0"),
            ("virtual_currency_pricing_model_b2", 3, "0", "615"),
            ("virtual_currency_pricing_model_b3", 3, "0", "495"),
            ("virtual_currency_pricing_model_c", 2, "53000", "0"),
            ("zero_percent_utilization_without_commitment_discount_flexibility", 3, "3.5", "3.5"),
        ])
    func example(name: String, rows: Int64, billed: String, effective: String) throws {
        let path = "\(fixtures)/bills/focus-spec/\(name).csv"
        let header = try String(contentsOfFile: path, encoding: .utf8).prefix { !$0.isNewline }.split(separator: ",")
        var options = BillOptions()
        options.allowsMissingFinalNewline = true
        options.assumed = ["BillingCurrency=USD", "BillingAccountId=1"].compactMap(AssumedColumn.init)
            .filter { !header.contains(Substring($0.name)) }
        let bill = try Bill(path: path, options: options)
        #expect(bill.summary.rows == rows)
        #expect(try bill.sum(\.billedCost) == billed)
        #expect(try bill.sum(\.effectiveCost) == effective)
        #expect(bill.items.allSatisfy { $0[.commitmentDiscountID] != "null" && $0[.consumedUnit] != "null" })
    }

    @Test("Two examples name an hour that no day has, and are refused with its place", arguments: ["2", "3"])
    func wrongExample(number: String) throws {
        var options = BillOptions()
        options.assumed = ["BillingCurrency=USD", "BillingAccountId=1"].compactMap(AssumedColumn.init)
        let thrown = #expect(throws: CodedErrors.self) {
            try Bill(path: "\(fixtures)/bills/focus-spec/commitment_discount_purchase_scenario_\(number).csv", options: options)
        }
        #expect(thrown?.errors.first?.line.contains("column ChargePeriodEnd: \"2023-02-01T30:00:00Z\" is not a date or time") == true)
    }

    private let april = ["BillingPeriodStart": "4/1/25", "BillingPeriodEnd": "5/1/25"]

    @Test("Dates with slashes are read in the order in which the billing period is made of whole months")
    func slashes() throws {
        let monthFirst = try Bill(csv: SmallBill.focus([
            april.merging(["ChargePeriodStart": "4/2/2025", "ChargePeriodEnd": "04/03/25"]) { $1 }
        ]))
        #expect(monthFirst.charges[0].startedAt.description == "2025-04-02T00:00:00Z")
        #expect(monthFirst.charges[0].endedAt.description == "2025-04-03T00:00:00Z")
        #expect(monthFirst.summary.warnings.map(\.reason).contains(.datesWithSlashes(isMonthFirst: true)))
        let dayFirst = try Bill(csv: SmallBill.focus([
            [
                "BillingPeriodStart": "01/04/2025", "BillingPeriodEnd": "01/05/2025",
                "ChargePeriodStart": "02/04/2025", "ChargePeriodEnd": "03/04/2025",
            ]
        ]))
        #expect(dayFirst.charges[0].startedAt.description == "2025-04-02T00:00:00Z")
        #expect(dayFirst.summary.periods[0].period.month.description == "2025-04")
    }

    @Test(
        "Dates that prove no order, contradict it, or are none, are refused with their place",
        arguments: [
            (["BillingPeriodStart": "4/2/25", "BillingPeriodEnd": "5/2/25", "ChargePeriodStart": "4/1/25"], "shows whether"),
            (["ChargePeriodStart": "4/1/25"], "shows whether"),
            (["BillingPeriodStart": "4/1/25", "BillingPeriodEnd": "5/1/25", "ChargePeriodStart": "13/4/25"], "other way round"),
            (["BillingPeriodStart": "4/1/25", "BillingPeriodEnd": "5/1/25", "ChargePeriodStart": "4/31/25"], "is not a day"),
            (["BillingPeriodStart": "4/1/25", "BillingPeriodEnd": "5/1/25", "ChargePeriodStart": "4/1/125"], "is not a date or time"),
        ])
    func refusedDates(cells: [String: String], words: String) throws {
        let thrown = #expect(throws: CodedErrors.self) { try Bill(csv: SmallBill.focus([cells])) }
        let line = try #require(thrown?.errors.first?.line)
        #expect(line.contains("CB024") && line.contains(words) && line.contains("ChargePeriodStart"), "\(line)")
    }

    @Test("An amount written for people is read where it can mean one number only")
    func amounts() throws {
        let bill = try Bill(csv: SmallBill.focus([
            ["BilledCost": "$10,100.00 ", "EffectiveCost": "-$0.125"], ["BilledCost": "$1234567.50"],
        ]))
        #expect(bill.charges.map(\.billedCost.description) == ["10100", "1234567.5"])
        #expect(bill.charges[0].effectiveCost.description == "-0.125")
        #expect(bill.summary.warnings.contains { $0.reason == .formattedAmounts && $0.count == 3 })
        for text in ["$1,200", "1,200.00", "$1,20.00", "$1.200,00", "$", "$1.5", "€1.50", "$1e3.00"] {
            #expect(throws: CodedErrors.self, "\(text)") { try Bill(csv: SmallBill.focus([["BilledCost": text]])) }
        }
        #expect(throws: CodedErrors.self, "a dollar is no euro") {
            try Bill(csv: SmallBill.focus([["BilledCost": "$1.50", "BillingCurrency": "EUR"]]))
        }
    }
}
