import Bills
import Testing

@Suite("AWS' Cost and Usage Report 2.0 has the rules of the legacy report")
struct AWSReport2Tests {
    private static let usual = [
        "bill_payer_account_id": "999999999999", "bill_billing_period_start_date": "2026-10-01T00:00:00.000Z",
        "bill_billing_period_end_date": "2026-11-01T00:00:00.000Z", "line_item_line_item_type": "Usage",
        "line_item_usage_start_date": "2026-10-01T00:00:00.000Z",
        "line_item_usage_end_date": "2026-10-01T01:00:00.000Z", "line_item_product_code": "AmazonEC2",
        "line_item_currency_code": "USD", "line_item_unblended_cost": "1.5", "line_item_resource_id": "i-0a1b",
        "line_item_usage_amount": "1", "pricing_public_on_demand_cost": "2",
    ]

    private func bill(_ rows: [[String: String]]) throws -> Bill {
        let rows = rows.map { Self.usual.merging($0) { $1 } }
        let header = Set(rows.flatMap(\.keys)).sorted()
        let lines = rows.map { row in header.map { SmallBill.cell(row[$0] ?? "") }.joined(separator: ",") + "\n" }
        return try Bill(csv: header.joined(separator: ",") + "\n" + lines.joined())
    }

    @Test("A line is the same charge and the same item as in a legacy report")
    func sameAsLegacy() throws {
        let new = try bill([["resource_tags": #"{"user_team":"web"}"#, "product": #"{"vcpu":"4","x":"y"}"#]])
        let old = try Bill(
            csv: SmallBill.aws(
                ["resourceTags/user:team", "product/vcpu"],
                [["lineItem/ResourceId": "i-0a1b", "resourceTags/user:team": "web", "product/vcpu": "4"]]))
        #expect(new.summary.format == .awsCUR2 && old.summary.format == .awsCUR)
        #expect(new.charges == old.charges)
        #expect(new.items.map(\.key) == old.items.map(\.key), "\(new.items[0].extras) \(old.items[0].extras)")
        #expect(new.summary.warnings.isEmpty)
    }

    @Test("Commitments have the columns of the legacy report in words with underscores")
    func commitments() throws {
        let covered = [
            "line_item_line_item_type": "SavingsPlanCoveredUsage", "savings_plan_savings_plan_a_r_n": "arn:sp",
            "savings_plan_savings_plan_effective_cost": "0.5",
        ]
        let fee = [
            "line_item_line_item_type": "RIFee", "reservation_reservation_a_r_n": "arn:ri",
            "reservation_unused_recurring_fee": "0.25",
            "reservation_unused_amortized_upfront_fee_for_billing_period": "0",
        ]
        let bill = try bill([covered, fee])
        #expect(bill.charges.map(\.effectiveCost.description) == ["0.5", "0", "0.25"])
        #expect(bill.charges.map(\.billedCost.description) == ["1.5", "1.5", "0"])
        #expect(bill.charges.map { bill.item($0)[.commitmentDiscountID] } == ["arn:sp", "arn:ri", "arn:ri"])
    }

    @Test("Maps become tags, regions and extras; empty ones nothing")
    func maps() throws {
        let row = [
            "product": #"{"region":"us-east-1","product_name":"Amazon EC2","sku":"s","operating_system":""}"#,
            "cost_category": #"{"Cost Center":"42"}"#, "resource_tags": #"{"user_team":"web","aws_created_by":"x"}"#,
            "discount": "{}",
        ]
        let bill = try bill([row])
        let item = bill.items[0]
        #expect(item[.regionID] == "us-east-1")
        let extras = item.extras.map { "\($0.name)=\($0.value)" }
        #expect(
            extras == ["x_cost_category_cost_center=42", "x_line_item_type=Usage", "x_product_name=Amazon EC2"])
        #expect(item.tags.map(\.key) == ["aws_created_by", "team"])
        #expect(bill.summary.warnings.isEmpty)
    }

    @Test("A table with a column per tag is read alike")
    func tagColumns() throws {
        let item = try bill([["resource_tags_user_team": "web", "cost_category_unit": "u"]]).items[0]
        #expect(item.tags.map { "\($0.key)=\($0.value ?? "")" } == ["team=web"])
        #expect(item.extras.contains { $0.name == "x_cost_category_unit" && $0.value == "u" })
    }

    @Test("A report that was read from its table in Athena is a bill")
    func table() throws {
        let bill = try Bill(fixture: "aws-cur-table-2022-07.csv")
        #expect(bill.summary.format == .awsCUR2 && bill.summary.rows == 2)
        #expect(try bill.total.billed.isZero)
        let item = bill.items[0]
        #expect(item[.serviceProviderName] == "Red Hat, Inc." && item[.regionID] == "us-east-1")
        #expect(item.resourceKey == "i-055386473d0b3fc65")
        #expect(item.tags.map { "\($0.key)=\($0.value ?? "")" } == ["aws:created_by=IAMUser:fake:and"])
        #expect(bill.summary.warnings.map(\.reason) == [.unknownColumns(["year", "month"])])
    }

    @Test("Split cost allocation stays out of the total")
    func split() throws {
        let pod = [
            "line_item_unblended_cost": "0", "split_line_item_parent_resource_id": "i-0a1b",
            "split_line_item_split_cost": "0.5", "split_line_item_unused_cost": "0.125",
            "line_item_resource_id": "arn:pod",
        ]
        let bill = try bill([[:], pod])
        #expect(try bill.sum(\.billedCost) == "1.5")
        #expect(bill.charges[1].providerSplitCost?.description == "0.625")
        #expect(bill.item(bill.charges[1])[.allocatedResourceID] == "arn:pod")
    }

    @Test("The column of all tags gives what no other column has")
    func allTags() throws {
        let tags =
            #"{"resourceTags/team":"web","resourceTags/user:env":"prod","accountTag/team":"core","userAttribute/unit":"7","costCategory/Cost Center":"42"}"#
        let item = try bill([["tags": tags, "resource_tags": "{}", "cost_category": "{}"]]).items[0]
        #expect(
            item.tags.map { "\($0.key)=\($0.value ?? "")" }
                == ["accountTag/team=core", "env=prod", "team=web", "userAttribute/unit=7"])
        #expect(item.extras.map(\.name) == ["x_cost_category_cost_center", "x_line_item_type"])
        let both = try bill([["tags": tags, "resource_tags": #"{"user_team":"data"}"#, "cost_category": #"{"A":"b"}"#]])
        #expect(both.items[0].tags.map(\.key) == ["accountTag/team", "team", "userAttribute/unit"])
        #expect(both.items[0].tags[1].value == "data" && both.items[0].extras.map(\.name)[0] == "x_cost_category_a")
        #expect(both.summary.warnings.isEmpty)
    }
}
